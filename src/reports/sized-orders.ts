import type { Column } from '../base/column.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { stopDistance } from '../engine/exits.ts'
import type { FillCosts } from '../engine/fill-costs.ts'
import { kellyFraction, RecentTrades } from '../engine/kelly.ts'
import { simpleReturnVolatility } from '../engine/sizer.ts'
import { sizedQuantity } from '../engine/sizing.ts'
import type { SizedOrder } from './sizing-text.ts'

/** The moment at which an order was sized. */
export interface SizingMoment {
  readonly target: number
  /** What the account was worth at `price`. */
  readonly equity: number
  /** Before slippage. */
  readonly price: number
  /** Bar whose close decided. */
  readonly decided: number
  /** Signed quantity held before. */
  readonly held: number
}

/** Collects, fill by fill, what the sizes of a run were computed from. */
export class SizedOrders {
  private readonly result: BacktestResult
  private readonly costs: FillCosts
  private readonly atr: Column | undefined
  private readonly trades: RecentTrades | undefined

  /** @param atr - The average true range per bar, when the exits need it. */
  constructor(result: BacktestResult, costs: FillCosts, atr: Column | undefined) {
    const { sizing } = result.settings
    this.result = result
    this.costs = costs
    this.atr = atr
    this.trades = 'kelly' in sizing ? new RecentTrades(sizing.trades ?? 20) : undefined
  }

  /** A fill has changed the position from `before` to `after`. */
  book(before: number, after: number, price: number, fee: number): void {
    this.trades?.book(before, after, price, fee)
  }

  /** The average true range at the bar of a decision; NaN when it is not known or not needed. */
  atrAt(decided: number): number {
    return this.atr?.[decided] ?? Number.NaN
  }

  /** Everything that a size was computed from; NaN where the rule does not ask for it. */
  at({ target, equity, price: rawPrice, decided, held }: SizingMoment): SizedOrder {
    const { costs, trades, result } = this
    const { sizing, exits, maxLeverage, instrument } = result.settings
    const price = costs.expectedPrice(rawPrice, Math.sign(target))
    const order = {
      target,
      equity,
      price,
      feeRate: costs.feeRate,
      minimumFee: costs.minimumFee,
      maxLeverage,
      lot: instrument.lot,
      stopDistance: 'risk' in sizing ? stopDistance(price, exits, this.atrAt(decided)) : Number.NaN,
      volatility: 'volatility' in sizing ? simpleReturnVolatility(result.bars, decided, sizing.period ?? 20) : Number.NaN,
      kelly: 'kelly' in sizing && trades !== undefined ? kellyFraction(sizing, trades.returns, trades.count) : Number.NaN,
    }
    return {
      ...order,
      sizing,
      rawPrice,
      slippageRate: costs.slippageRate,
      closedTrades: trades?.count ?? 0,
      wanted: sizedQuantity(sizing, order),
      held,
    }
  }
}
