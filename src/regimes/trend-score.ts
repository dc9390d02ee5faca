import { adx } from '../indicators/adx.ts'
import type { Step } from '../indicators/indicator.ts'
import { realizedVolatility } from '../indicators/realized-volatility.ts'
import { sma } from '../indicators/sma.ts'

/** A signed strength of the trend, bar by bar; NaN while not known. */
export interface TrendScore {
  readonly warmup: number
  readonly start: () => (high: number, low: number, close: number) => number
}

/** Below this relative move there is no noise to compare with, only rounding. */
const NO_NOISE = 1e-9

/** ADX with the sign of the larger directional indicator. */
export function adxScore(period: number): TrendScore {
  return {
    warmup: adx.warmup({ period }),
    start: () => {
      const step = adx.start({ period })
      return (high, low, close) => {
        const [strength, plus, minus] = step(high, low, close, close) as readonly number[]
        return plus > minus ? strength : plus < minus ? -strength : 0 * strength
      }
    },
  }
}

/** How far the moving average came in `span` bars, relative to where it was. */
export function slopeScore(period: number, span: number): TrendScore {
  return {
    warmup: period - 1 + span,
    start: () => {
      const average = sma.start({ period })
      const past = new Float64Array(span)
      let count = 0
      return (_high, _low, close) => {
        const now = single(average, close)
        if (now !== now) return now
        const at = count % span
        const before = past[at]
        past[at] = now
        count++
        return count > span ? relative(now, before) : Number.NaN
      }
    },
  }
}

/** How far the fast moving average is above the slow one, relative to the slow one. */
export function crossoverScore(fast: number, slow: number): TrendScore {
  return {
    warmup: slow - 1,
    start: () => {
      const quick = sma.start({ period: fast })
      const calm = sma.start({ period: slow })
      return (_high, _low, close) => relative(single(quick, close), single(calm, close))
    },
  }
}

/**
 * A score in multiples of what it would be by chance: over its standard deviation in a market whose returns are independent and as
 * volatile as the last `bars`.
 */
export function againstNoise(score: TrendScore, { bars, spread }: { readonly bars: number; readonly spread: number }): TrendScore {
  return {
    warmup: Math.max(score.warmup, bars),
    start: () => {
      const measure = score.start()
      const volatility = realizedVolatility.start({ period: bars, barsPerYear: 1 })
      return (high, low, close) => measure(high, low, close) / Math.max(NO_NOISE, spread * single(volatility, close))
    },
  }
}

/** The standard deviation of {@link slopeScore} by chance, for returns of standard deviation 1. */
export function slopeSpread(period: number, span: number): number {
  let squares = 0
  for (let j = 0; j < period + span; j++) squares += (share(j, period) - share(j - span, period)) ** 2
  return Math.sqrt(squares)
}

/** The same of {@link crossoverScore}. */
export function crossoverSpread(fast: number, slow: number): number {
  let squares = 0
  for (let j = 0; j < slow; j++) squares += (share(j, fast) - share(j, slow)) ** 2
  return Math.sqrt(squares)
}

/** The share of the last `period` prices that contain the return of `j` bars ago. */
function share(j: number, period: number): number {
  return Math.max(0, Math.min(1, (j + 1) / period))
}

function relative(value: number, base: number): number {
  return base === 0 ? Number.NaN : (value - base) / Math.abs(base)
}

function single(step: Step, close: number): number {
  return step(close, close, close, close) as number
}
