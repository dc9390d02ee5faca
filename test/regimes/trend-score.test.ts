import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import {
  adxScore,
  againstNoise,
  crossoverScore,
  crossoverSpread,
  slopeScore,
  slopeSpread,
  type TrendScore,
} from '../../src/regimes/trend-score.ts'

const run = (score: TrendScore, closes: ArrayLike<number>) => {
  const step = score.start()
  return Array.from(closes, close => step(close, close, close))
}

describe('scores', () => {
  it('slope by hand', () => {
    // Averages of 2: –, 11, 13, 15, 14; against two bars before: 15 / 11 and 14 / 13.
    expect(run(slopeScore(2, 2), [10, 12, 14, 16, 12])).toEqual(
      [Number.NaN, Number.NaN, Number.NaN, 15 / 11 - 1, 14 / 13 - 1].map(expectClose),
    )
    expect(slopeScore(2, 2).warmup).toBe(3)
  })

  it('crossover by hand', () => {
    expect(run(crossoverScore(1, 2), [10, 12, 9])).toEqual([Number.NaN, 12 / 11 - 1, 9 / 10.5 - 1].map(expectClose))
    expect(crossoverScore(1, 2).warmup).toBe(1)
  })

  it('ADX has a side', () => {
    const rising = run(adxScore(3), [1, 2, 3, 4, 5, 6, 7, 8])
    const falling = run(adxScore(3), [8, 7, 6, 5, 4, 3, 2, 1])
    expect(rising[7]).toBe(100)
    expect(falling[7]).toBe(-100)
    expect(Math.abs(run(adxScore(3), new Float64Array(9).fill(3))[8])).toBe(0)
  })

  it('spreads by hand', () => {
    // The gap of 1 and 2 bars is half the last return.
    expect(crossoverSpread(1, 2)).toBeCloseTo(0.5, 12)
    // A slope over one bar of a price is its return; over four bars of the price four returns.
    expect(slopeSpread(1, 1)).toBeCloseTo(1, 12)
    expect(slopeSpread(1, 4)).toBeCloseTo(2, 12)
    // Averages of 2, one bar apart: half of each of two returns.
    expect(slopeSpread(2, 1)).toBeCloseTo(Math.SQRT1_2, 12)
  })

  it.each([
    ['slope', slopeScore(20, 5), slopeSpread(20, 5)],
    ['crossover', crossoverScore(5, 30), crossoverSpread(5, 30)],
  ])('%s over noise has a deviation of 1 where there is no trend', (_, score, spread) => {
    const random = seededRandom('noise')
    let log = 0
    const closes = Float64Array.from({ length: 60_000 }, () => {
      log += 0.005 * random.normal()
      return Math.exp(log)
    })
    const values = run(againstNoise(score, { bars: 200, spread }), closes).slice(300)
    const squares = values.reduce((sum, value) => sum + value * value, 0)
    expect(Math.sqrt(squares / values.length)).toBeGreaterThan(0.95)
    expect(Math.sqrt(squares / values.length)).toBeLessThan(1.05)
  })

  it('gives no strength to rounding', () => {
    for (const price of [0.1, 1 / 3, 1e-9, 1e12]) {
      const still = run(againstNoise(slopeScore(7, 3), { bars: 5, spread: 1 }), new Float64Array(60).fill(price)).slice(10)
      for (const value of still) expect(Math.abs(value)).toBeLessThan(1e-3)
    }
  })
})

/** Equal but for rounding; NaN as itself. */
function expectClose(value: number): unknown {
  return Number.isNaN(value) ? value : expect.closeTo(value, 12)
}
