import { ConfigError } from '../base/errors.ts'
import { highest } from '../indicators/highest.ts'
import { resolveParams } from '../indicators/indicator.ts'
import { lowest } from '../indicators/lowest.ts'
import { natr } from '../indicators/natr.ts'
import { percentileRank } from '../indicators/percentile-rank.ts'
import { realizedVolatility } from '../indicators/realized-volatility.ts'
import { defineRegime, type Regime, type RegimeStep } from './regime.ts'
import { checkChoice } from './regime-option.ts'
import { steadyRegime } from './steady-regime.ts'

/** How much a market moves. */
export type VolatilityLabel = 'low' | 'normal' | 'high'

/**
 * How {@link volatilityRegime} measures volatility and what it calls much. Everything has a default, but for the bounds of a level.
 */
export interface VolatilityRegimeOptions {
  /**
   * `atr` (default): average true range over the close, a fraction. `realized`: standard deviation of log returns. `range`: what
   * the bar covers of the channel of the last `period` bars, 0 to 1.
   */
  readonly method?: 'atr' | 'realized' | 'range'
  /** Bars over which volatility is measured; default 20. */
  readonly period?: number
  /**
   * `rank` (default): bounds are percentile ranks among the last `lookback` bars, 0 to 1. `level`: bounds are volatilities
   * themselves, 0.02 for 2 %.
   */
  readonly compare?: 'rank' | 'level'
  /** Bars among which volatility is ranked, the current one included; default 250. Only with `rank`. */
  readonly lookback?: number
  /** Bars per year, to give the bounds of a realized level per year; without it they are per bar. */
  readonly barsPerYear?: number
  /** Volatility is low at or below; default rank 0.25. */
  readonly low?: number
  /** Volatility is high at or above; default rank 0.75. */
  readonly high?: number
  /** How far inside its bound volatility must come back before `low` or `high` ends; default 0.05 (`rank`), 0 (`level`). */
  readonly margin?: number
  /** A label stays for at least so many bars; default 1. */
  readonly minBars?: number
}

/**
 * Volatility: `low`, `normal` or `high`, always relative to the price. `high` begins at the bound `high` and ends below `high -
 * margin`; `low` begins at the bound `low` and ends above `low + margin`.
 *
 * A rank needs no knowledge of the market and fits every timeframe, but it adapts: a wild year becomes the new normal. A level
 * does not, and has to be chosen for the market and its bars. A volatility of exactly 0 is `low` in any company. First label on
 * bar `period` (`range`: `period - 1`), with a rank `lookback - 1` bars later.
 *
 * @throws {@link ConfigError} `regime/option` for an unknown word or a level without bounds; `indicator/param` for a number out of
 * range.
 *
 * @example
 * ```ts
 * import { labelAt, labelBars, syntheticBars, volatilityRegime } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, kind: 'regimes' })
 * labelAt(labelBars(bars, volatilityRegime({ low: 0.2, high: 0.8 })), -1) // 'low', 'normal' or 'high'
 *
 * const byLevel = volatilityRegime({ method: 'realized', compare: 'level', barsPerYear: 365, low: 0.3, high: 0.6 })
 * labelBars(bars, byLevel).codes.findIndex(code => code >= 0) // 20
 * ```
 */
export function volatilityRegime(options: VolatilityRegimeOptions = {}): Regime<VolatilityLabel> {
  const { method = 'atr', compare = 'rank', ...numbers } = options
  checkChoice({ of: ['atr', 'realized', 'range'], name: 'method', value: method, where: 'volatility_regime' })
  checkChoice({ of: ['rank', 'level'], name: 'compare', value: compare, where: 'volatility_regime' })
  const ranked = compare === 'rank'
  if (!ranked && (options.low === undefined || options.high === undefined))
    throw new ConfigError(
      'regime/option',
      `volatility_regime: compare: 'level' needs low and high; say which volatility is low and which is high`,
      {
        option: 'compare',
      },
    )
  const bars = (value: number, min: number) => ({ default: value, min, integer: true })
  const bound = { min: 0, ...(ranked ? { max: 1 } : {}) }
  const { period, lookback, barsPerYear, low, high, margin, minBars } = resolveParams<Record<string, number>>(
    {
      id: 'volatility_regime',
      params: {
        period: bars(20, 2),
        ...(ranked ? { lookback: bars(250, 2) } : {}),
        ...(!ranked && method === 'realized' ? { barsPerYear: { default: 1, min: 0.001 } } : {}),
        low: { default: 0.25, ...bound },
        high: { default: 0.75, ...bound },
        margin: { default: ranked ? 0.05 : 0, ...bound },
        minBars: bars(1, 1),
      },
      check: given => {
        if (given.low >= given.high) return `low is ${given.low}, it must be smaller than high, which is ${given.high}`
        return given.margin > given.high - given.low
          ? `margin is ${given.margin}, it must not be larger than the distance from low to high, ${given.high - given.low}`
          : undefined
      },
    },
    { ...numbers },
  )
  const measured = method === 'range' ? period - 1 : period
  const regime = defineRegime<VolatilityLabel>({
    id: 'volatility_regime',
    inputs: method === 'realized' ? ['close'] : ['high', 'low', 'close'],
    labels: ['low', 'normal', 'high'],
    warmup: ranked ? measured + lookback - 1 : measured,
    start: () => {
      const volatility = startVolatility(method, { period, barsPerYear: barsPerYear ?? 1 })
      const label = volatilityLabel({ low, high, margin })
      const rank = ranked ? percentileRank.start({ period: lookback }) : undefined
      return (a, b, c, d) => {
        const now = volatility(a, b, c, d)
        if (now !== now) return now
        const value = rank === undefined ? now : (rank(now, now, now, now) as number)
        // What does not move at all is low, even where everything else stands still too and shares its rank.
        return label(now === 0 ? 0 * value : value)
      }
    },
  })
  return steadyRegime(regime, { minBars })
}

/** Volatility of one bar as a fraction of the price, or of the channel. */
function startVolatility(
  method: 'atr' | 'realized' | 'range',
  { period, barsPerYear }: Record<'period' | 'barsPerYear', number>,
): RegimeStep {
  if (method === 'realized') return realizedVolatility.start({ period, barsPerYear }) as RegimeStep
  if (method === 'atr') {
    const percent = natr.start({ period })
    return (high, low, close) => (percent(high, low, close, close) as number) / 100
  }
  const top = highest.start({ period })
  const bottom = lowest.start({ period })
  return (high, low) => {
    const channel = (top(high, high, high, high) as number) - (bottom(low, low, low, low) as number)
    return channel === 0 ? 0 : (high - low) / channel
  }
}

const LOW = 0
const NORMAL = 1
const HIGH = 2

/** The label of a volatility or its rank, given the label before. */
function volatilityLabel({ low, high, margin }: Record<'low' | 'high' | 'margin', number>): (value: number) => number {
  let held = NORMAL
  return value => {
    if (value !== value) return value
    if (value >= high) held = HIGH
    else if (value <= low) held = LOW
    else if ((held === HIGH && value < high - margin) || (held === LOW && value > low + margin)) held = NORMAL
    return held
  }
}
