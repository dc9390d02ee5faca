import { DataError } from '../base/errors.ts'
import { checkCodes, type RegimeLabels } from './regime-labels.ts'
import { checkChoice } from './regime-option.ts'
import { type RegimeTiming, timings } from './regime-timing.ts'

/** What {@link tradesByRegime} needs of a trade; every `Trade` of a backtest is one. */
export interface RegimeTrade {
  /** Bar of the first entry fill. */
  readonly entryIndex: number
  /** Profit after fees, in quote currency. */
  readonly pnl: number
  /** `pnl` as a fraction of the entry value. */
  readonly return: number
  /** `open` for a position that was not closed. */
  readonly exitReason: string
}

/**
 * Options of {@link tradesByRegime}.
 */
export interface TradesByRegimeOptions<L extends string = string> {
  readonly labels: RegimeLabels<L>
  /**
   * Default `before`: a trade belongs to the label of the bar before its entry, as an entry at an open must. `same` is right for
   * entries at the close (`fillAt: 'close'`).
   */
  readonly timing?: RegimeTiming
}

/**
 * The closed trades that were entered under one label.
 */
export interface RegimeTrades {
  readonly trades: number
  /** Share of trades with a profit; NaN without trades. */
  readonly winRate: number
  /** Sum of profits, in quote currency. */
  readonly pnl: number
  /** Mean return of a trade, as a fraction of its entry value; NaN without trades. */
  readonly meanReturn: number
}

/**
 * See {@link tradesByRegime}.
 */
export interface TradesByRegime<L extends string = string> {
  /** One entry per label, in the order of the labels. */
  readonly regimes: readonly (RegimeTrades & { readonly label: L })[]
  /** Trades that were entered before there was a label. */
  readonly unlabeled: RegimeTrades
}

/**
 * Closed trades by the label under which they were entered. Trades that are still open are left out.
 *
 * @throws {@link DataError} `regime/trade` for a trade whose entry is not on one of the labeled bars; {@link ConfigError}
 * `regime/option`, `regime/codes`.
 *
 * @example
 * ```ts
 * import { backtest, labelBars, MaCrossover, syntheticBars, tradesByRegime, trendRegime } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000 })
 * const { trades } = backtest(MaCrossover, bars)
 * const { regimes } = tradesByRegime(trades, { labels: labelBars(bars, trendRegime()) })
 * regimes.map(({ label, trades, winRate }) => `${label}: ${trades} trades, ${winRate} won`)
 * ```
 */
export function tradesByRegime<L extends string>(trades: readonly RegimeTrade[], options: TradesByRegimeOptions<L>): TradesByRegime<L> {
  const { labels, timing = 'before' } = options
  checkCodes(labels)
  checkChoice({ of: timings, name: 'timing', value: timing, where: 'tradesByRegime' })
  const { codes } = labels
  for (const { entryIndex } of trades)
    if (!(Number.isInteger(entryIndex) && entryIndex >= 0 && entryIndex < codes.length))
      throw new DataError(
        'regime/trade',
        `a trade enters on bar ${entryIndex}, but there are labels for ${codes.length} bars; label the bars it was made on`,
        {
          entryIndex,
          bars: codes.length,
        },
      )
  const shift = timing === 'before' ? 1 : 0
  const closed = trades.filter(({ exitReason }) => exitReason !== 'open')
  const of = (code: number) => measureTrades(closed.filter(({ entryIndex }) => (codes[entryIndex - shift] ?? -1) === code))
  return { regimes: labels.labels.map((label, code) => ({ label, ...of(code) })), unlabeled: of(-1) }
}

function measureTrades(trades: readonly RegimeTrade[]): RegimeTrades {
  let pnl = 0
  let wins = 0
  let returns = 0
  for (const trade of trades) {
    pnl += trade.pnl
    returns += trade.return
    if (trade.pnl > 0) wins++
  }
  return { trades: trades.length, winRate: wins / trades.length, pnl, meanReturn: returns / trades.length }
}
