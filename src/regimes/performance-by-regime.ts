import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { known, mean } from '../metrics/moments.ts'
import { sharpe } from '../metrics/sharpe.ts'
import { volatility } from '../metrics/volatility.ts'
import { checkCodes, type RegimeLabels } from './regime-labels.ts'
import { checkChoice } from './regime-option.ts'
import { type RegimeTiming, timings } from './regime-timing.ts'

/**
 * Options of {@link performanceByRegime}.
 */
export interface RegimePerformanceOptions<L extends string = string> {
  readonly labels: RegimeLabels<L>
  /** Bars in a year: 252 for daily stocks, 8760 for hourly crypto. */
  readonly barsPerYear: number
  /** Default `before`: a return belongs to the label known when its bar began. */
  readonly timing?: RegimeTiming
}

/**
 * What an equity curve did while one label was there. Returns and drawdowns are fractions.
 */
export interface RegimePerformance {
  /** Bars whose return belongs to the label. */
  readonly bars: number
  /** Share of all returns. */
  readonly share: number
  /** Uninterrupted runs. */
  readonly episodes: number
  /** Sum of the log returns. Those of all labels, and of the bars without one, add up to that of the whole curve. */
  readonly logReturn: number
  /** What the bars of this label alone would have come to: `e^logReturn - 1`. */
  readonly totalReturn: number
  /** Mean return of a bar. */
  readonly meanReturn: number
  /** Sample standard deviation of the returns, annualized. */
  readonly volatility: number
  /** Mean over standard deviation of the returns, annualized, risk-free rate 0; NaN when they do not vary. */
  readonly sharpe: number
  /** The deepest fall from a high within one run, positive; what is lost between two runs of a label does not count. */
  readonly maxDrawdown: number
}

/**
 * See {@link performanceByRegime}.
 */
export interface PerformanceByRegime<L extends string = string> {
  /** One entry per label, in the order of the labels. */
  readonly regimes: readonly (RegimePerformance & { readonly label: L })[]
  /** The bars without a label, such as the warm-up. */
  readonly unlabeled: RegimePerformance
  /** The whole curve. */
  readonly total: RegimePerformance
}

/**
 * What an equity curve earned under each label. The return of a bar runs from the close before it to its own close; the first bar
 * has none.
 *
 * Each label is measured on its own bars, and drawdowns within one uninterrupted run only: bars of the same label that do not
 * follow each other are never glued together. A number without a meaning (no bars, no variance, lost equity) is NaN.
 *
 * @throws {@link ConfigError} `regime/length` when curve and labels differ in length, `regime/bars-per-year`, `regime/option`,
 * `regime/codes`.
 *
 * @example
 * ```ts
 * import { performanceByRegime } from 'peak-trade'
 *
 * const equity = Float64Array.of(100, 110, 99, 99)
 * const labels = { labels: ['calm', 'turbulent'], codes: Int8Array.of(0, 1, 1, 0) }
 * const { regimes } = performanceByRegime(equity, { labels, barsPerYear: 252 })
 * regimes[0].totalReturn.toFixed(6) // '0.100000'
 * regimes[1].maxDrawdown.toFixed(6) // '0.100000'
 * ```
 */
export function performanceByRegime<L extends string>(equity: Column, options: RegimePerformanceOptions<L>): PerformanceByRegime<L> {
  const { labels, barsPerYear, timing = 'before' } = options
  checkOptions(equity, labels, barsPerYear)
  checkChoice({ of: timings, name: 'timing', value: timing, where: 'performanceByRegime' })
  const { codes } = labels
  const shift = timing === 'before' ? 1 : 0
  const measure = (belongs: (code: number) => boolean) => measureBars(equity, { belongs: i => belongs(codes[i - shift]), barsPerYear })
  return {
    regimes: labels.labels.map((label, code) => ({ label, ...measure(other => other === code) })),
    unlabeled: measure(code => code < 0),
    total: measure(() => true),
  }
}

function checkOptions(equity: Column, labels: RegimeLabels, barsPerYear: number): void {
  if (equity.length !== labels.codes.length)
    throw new ConfigError(
      'regime/length',
      `the curve has ${equity.length} bars, the labels have ${labels.codes.length}; label the bars that the curve was made of`,
      { equity: equity.length, labels: labels.codes.length },
    )
  if (!(barsPerYear > 0 && Number.isFinite(barsPerYear)))
    throw new ConfigError(
      'regime/bars-per-year',
      `barsPerYear is ${barsPerYear}, it must be a positive number; annualBars(bars) knows it`,
      {
        barsPerYear,
      },
    )
  checkCodes(labels)
}

interface Selection {
  /** True for the bars whose return counts; asked from bar 1 on. */
  readonly belongs: (bar: number) => boolean
  readonly barsPerYear: number
}

function measureBars(equity: Column, { belongs, barsPerYear }: Selection): RegimePerformance {
  let bars = 0
  let episodes = 0
  let logReturn = 0
  const all = new Float64Array(Math.max(0, equity.length - 1))
  let maxDrawdown = 0
  let high = 0
  let inside = false
  for (let i = 1; i < equity.length; i++) {
    if (!belongs(i)) {
      inside = false
      continue
    }
    if (!inside) {
      episodes++
      high = equity[i - 1]
      inside = true
    }
    all[bars++] = equity[i] / equity[i - 1] - 1
    logReturn += Math.log(equity[i] / equity[i - 1])
    if (equity[i] > high) high = equity[i]
    maxDrawdown = Math.max(maxDrawdown, (high - equity[i]) / high)
  }
  const returns = all.subarray(0, bars)
  return {
    bars,
    share: equity.length > 1 ? bars / (equity.length - 1) : Number.NaN,
    episodes,
    logReturn: known(logReturn),
    totalReturn: known(Math.expm1(logReturn)),
    meanReturn: known(mean(returns)),
    volatility: volatility(returns, { barsPerYear }),
    sharpe: sharpe(returns, { barsPerYear }),
    maxDrawdown: bars > 0 ? known(maxDrawdown) : Number.NaN,
  }
}
