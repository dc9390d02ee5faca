import { percentileRank } from '../../indicators/percentile-rank.ts'
import { choice, decimal, flag, params, whole } from '../param.ts'
import { Strategy } from '../strategy.ts'
import { roughVolatility } from './rough-volatility.ts'
import { varianceForecast } from './variance-forecast.ts'
import { exposureAt, tradable } from './vol-regime.ts'

const DAY = 86_400_000

/**
 * How much of a market to hold so that a day moves it by about `dayBudget`: exposure from a forecast of volatility, times what its regime
 * allows, and nothing for the rest of a day on which the price has fallen by `maxDayFall` from the day's highest close. Long only; made to be
 * multiplied with another rule.
 *
 * With `rough` the forecast takes the logarithm of volatility as a fractional Brownian motion whose Hurst exponent is measured
 * ({@link roughVolatility}), else it is the volatility of the last 20 bars. In Peak_Trade all three of its methods raised "not implemented".
 * A day is one in UTC; on daily bars the guard never acts, because the next bar is another day. Sources: Gatheral, Jaisson and
 * Rosenbaum, Volatility Is Rough, 2018; Moreira and Muir, Volatility-Managed Portfolios, 2017 (exposure from a forecast).
 *
 * @example
 * ```ts
 * import { backtest, syntheticBars, VolRegimeOverlay } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, timeframe: '1h', kind: 'regimes' })
 * backtest(VolRegimeOverlay, bars, { params: { barsPerDay: 24, maxDayFall: 0.05 } }).summary.exposure
 * ```
 */
export class VolRegimeOverlay extends Strategy<typeof VolRegimeOverlay.params> {
  static override readonly id = 'vol_regime_overlay'
  static override readonly title = 'Volatility budget (rough volatility)'
  static override readonly tier = 'r_and_d'
  static override readonly params = params(
    {
      dayBudget: decimal({ default: 0.02, min: 0.0001, about: 'standard deviation that a day may have, as a fraction' }),
      barsPerDay: decimal({
        default: 1,
        min: 0.01,
        max: 86_400,
        about: 'bars that make a day: 1 for daily bars, 24 for hours around the clock',
      }),
      scale: flag({ default: true, about: 'size by the budget' }),
      maxDayFall: decimal({
        default: 0.01,
        min: 0.0001,
        max: 1,
        about: "fall from a day's highest close after which the day is over, a fraction",
      }),
      forecast: choice({ of: ['rough', 'recent'], default: 'rough', about: 'rough volatility, or that of the last 20 bars' }),
      hurstLookback: whole({ default: 252, min: 18, about: 'bars over which the roughness is measured' }),
      memory: whole({ default: 100, min: 20, about: 'bars that the forecast looks at' }),
      rankPeriod: whole({ default: 100, min: 10, about: 'bars among which the forecast is ranked' }),
      lowRank: decimal({ default: 0.25, min: 0, max: 1, about: 'percentile rank (0 to 1) below which volatility is low' }),
      highRank: decimal({ default: 0.75, min: 0, max: 1, about: 'percentile rank (0 to 1) above which it is high' }),
      low: decimal({ default: 1, min: 0, max: 1, about: 'part of the size that is held in low volatility' }),
      normal: decimal({ default: 1, min: 0, max: 1, about: 'part of the size that is held in normal volatility' }),
      high: decimal({ default: 0.5, min: 0, max: 1, about: 'part of the size that is held in high volatility' }),
      band: decimal({ default: 0.05, min: 0, max: 1, about: 'change of exposure that is too small to trade' }),
    },
    { 'lowRank must be smaller than highRank': ({ lowRank, highRank }) => lowRank < highRank },
  )

  private readonly rough =
    this.params.forecast === 'rough'
      ? this.use(roughVolatility, { lookback: this.params.hurstLookback, memory: this.params.memory })
      : undefined
  private readonly recent =
    this.rough === undefined ? this.use(varianceForecast, { period: 20, usualPeriod: this.params.memory, exponential: 0 }) : undefined
  private readonly rank = this.use(percentileRank, { period: this.params.rankPeriod }, this.rough?.forecast ?? this.recent?.current)
  private day = Number.NaN
  private top = 0
  private isOver = false

  protected override decide(): number {
    const { dayBudget, barsPerDay, scale } = this.params
    if (this.watchDay()) return 0
    const part = exposureAt(this.rank.value, this.params)
    const volatility = this.rough?.forecast.value ?? Math.sqrt(this.recent?.current.value ?? 0)
    const dayVolatility = volatility * Math.sqrt(barsPerDay)
    const wanted = scale && dayVolatility > dayBudget ? (part * dayBudget) / dayVolatility : part
    return tradable(wanted, { held: this.held, band: this.params.band })
  }

  /** True while the next bar still belongs to a day on which the price has fallen too far. */
  private watchDay(): boolean {
    const time = this.time.value
    const close = this.close.value
    const day = Math.floor(time / DAY)
    if (day !== this.day) {
      this.day = day
      this.top = close
      this.isOver = false
    }
    this.top = Math.max(this.top, close)
    if (close < this.top * (1 - this.params.maxDayFall)) this.isOver = true
    return this.isOver && Math.floor((2 * time - this.time.previous) / DAY) === day
  }
}
