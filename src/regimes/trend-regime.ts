import { ConfigError } from '../base/errors.ts'
import { resolveParams } from '../indicators/indicator.ts'
import { defineRegime, type Regime, type RegimeStep } from './regime.ts'
import { checkChoice } from './regime-option.ts'
import { steadyRegime } from './steady-regime.ts'
import { adxScore, againstNoise, crossoverScore, crossoverSpread, slopeScore, slopeSpread, type TrendScore } from './trend-score.ts'

/** Where a market is going. */
export type TrendLabel = 'down' | 'sideways' | 'up'

/**
 * How {@link trendRegime} measures a trend. Everything has a default.
 */
export interface TrendRegimeOptions {
  /**
   * `slope` (default): how far the moving average of `period` bars came in the last `span`. `crossover`: how far the average of
   * `fast` bars is above that of `slow` bars. `adx`: Wilder's ADX over `period` bars, its side by the directional indicators.
   */
  readonly method?: 'slope' | 'crossover' | 'adx'
  /**
   * In what slope and crossover are measured. `noise` (default): in multiples of what chance alone gives, so that the same
   * thresholds fit every market and timeframe. `price`: as a fraction of the price (0.02 is 2 %).
   */
  readonly unit?: 'noise' | 'price'
  /** Bars of the average of `slope` (default 50), or of `adx` (default 14). */
  readonly period?: number
  /** Bars over which the slope is taken, all of them together; default 10. */
  readonly span?: number
  /** Bars of the fast average; default 20. */
  readonly fast?: number
  /** Bars of the slow average; default 50. */
  readonly slow?: number
  /** Bars over which `noise` is measured; default 100. */
  readonly noiseBars?: number
  /** The strength at which a trend begins; default 1 (`noise`), 0.02 (`price`), 25 (`adx`). */
  readonly enter?: number
  /** The strength below which it ends; default 0.5 (`noise`), 0.01 (`price`), 20 (`adx`). */
  readonly exit?: number
  /** A label stays for at least so many bars; default 1. */
  readonly minBars?: number
}

/**
 * Trend: `up`, `down` or `sideways`. A trend begins when its strength reaches `enter` and ends when it falls below `exit`; one of
 * the other side needs `enter` again.
 *
 * In the unit `noise` the strength is the slope (or gap) of the averages over its standard deviation in a market without any
 * trend: returns independent, and as volatile as the last `noiseBars`. There a strength of 1 is exceeded on a third of all bars by
 * chance alone: a label says where prices went, not that they will go on.
 *
 * Prices that stand still are `sideways`. First label on bar `max(period - 1 + span, noiseBars)` (slope), `max(slow - 1,
 * noiseBars)` (crossover), without `noiseBars` in the unit `price`, `2 * period - 1` (adx).
 *
 * @throws {@link ConfigError} `regime/option` for an unknown word, an option that the method does not have, or an `exit` above
 * `enter`; `indicator/param` for a number out of range.
 *
 * @example
 * ```ts
 * import { labelBars, regimeDistribution, syntheticBars, trendRegime } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 3, length: 2000 })
 * const daily = labelBars(bars, trendRegime({ period: 50, span: 10, enter: 1.5 }))
 * regimeDistribution(daily).regimes.map(({ label }) => label).join() // 'down,sideways,up'
 * ```
 */
export function trendRegime(options: TrendRegimeOptions = {}): Regime<TrendLabel> {
  const { method = 'slope', unit = 'noise', ...numbers } = options
  checkChoice({ of: ['slope', 'crossover', 'adx'], name: 'method', value: method, where: 'trend_regime' })
  checkChoice({ of: ['noise', 'price'], name: 'unit', value: unit, where: 'trend_regime' })
  if (method === 'adx' && options.unit !== undefined)
    throw new ConfigError('regime/option', 'trend_regime: ADX has a scale of its own, from 0 to 100; leave out "unit"', { option: 'unit' })
  const bars = (value: number, min = 1) => ({ default: value, min, integer: true })
  const scale = method === 'adx' ? 'adx' : unit
  const { period, span, fast, slow, noiseBars, enter, exit, minBars } = resolveParams<Record<string, number>>(
    {
      id: 'trend_regime',
      params: {
        ...(method === 'slope' ? { period: bars(50), span: bars(10) } : {}),
        ...(method === 'crossover' ? { fast: bars(20), slow: bars(50, 2) } : {}),
        ...(method === 'adx' ? { period: bars(14) } : {}),
        ...(scale === 'noise' ? { noiseBars: bars(100, 2) } : {}),
        enter: { default: ENTER[scale], min: 0 },
        exit: { default: Math.min(EXIT[scale], options.enter ?? ENTER[scale]), min: 0 },
        minBars: bars(1),
      },
      check: given => {
        if (given.exit > given.enter) return `exit is ${given.exit}, it must not be above enter, which is ${given.enter}`
        return method === 'crossover' && given.fast >= given.slow
          ? `fast is ${given.fast}, it must be smaller than slow, which is ${given.slow}`
          : undefined
      },
    },
    { ...numbers },
  )
  let score: TrendScore
  if (method === 'adx') score = adxScore(period)
  else score = method === 'slope' ? slopeScore(period, span) : crossoverScore(fast, slow)
  if (scale === 'noise')
    score = againstNoise(score, { bars: noiseBars, spread: method === 'slope' ? slopeSpread(period, span) : crossoverSpread(fast, slow) })
  const regime = defineRegime<TrendLabel>({
    id: 'trend_regime',
    inputs: method === 'adx' ? ['high', 'low', 'close'] : ['close'],
    labels: ['down', 'sideways', 'up'],
    warmup: score.warmup,
    start: () => {
      const measure = score.start()
      const label = trendLabel(enter, exit)
      return method === 'adx'
        ? (high, low, close) => label(measure(high, low, close), 0, 0, 0)
        : close => label(measure(close, close, close), 0, 0, 0)
    },
  })
  return steadyRegime(regime, { minBars })
}

const ENTER = { noise: 1, price: 0.02, adx: 25 } as const

const EXIT = { noise: 0.5, price: 0.01, adx: 20 } as const

const DOWN = 0
const SIDEWAYS = 1
const UP = 2

/** The label of a signed strength, given the label before. */
function trendLabel(enter: number, exit: number): RegimeStep {
  let held = SIDEWAYS
  return score => {
    if (score !== score) return score
    if (score !== 0 && score >= enter) held = UP
    else if (score !== 0 && score <= -enter) held = DOWN
    else if (score === 0 || (held === UP && score < exit) || (held === DOWN && score > -exit)) held = SIDEWAYS
    return held
  }
}
