import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { measureEquity } from '../../src/metrics/equity-metrics.ts'
import { createEquityScratch } from '../../src/metrics/equity-scratch.ts'
import { measureCore } from '../../src/metrics/measure-core.ts'

describe('measureCore', () => {
  it('gives the same bits as measureEquity', () => {
    const scratch = createEquityScratch(0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), fc.nat(), fc.double({ min: 0, max: 0.99, noNaN: true }), (bars, seed, idle) => {
        const random = seededRandom(seed)
        const equity = new Float64Array(bars).fill(1000)
        let still = false
        for (let i = 1; i < bars; i++) {
          if (random.uniform() < 0.05) still = random.uniform() < idle
          equity[i] = still ? equity[i - 1] : equity[i - 1] * (1 + 0.01 * random.normal())
        }
        const { totalReturn, sharpe, maxDrawdown } = measureEquity(equity, { capital: 1001, barsPerYear: 252 })
        expect(measureCore(equity, { capital: 1001, barsPerYear: 252, scratch })).toEqual({ totalReturn, sharpe, maxDrawdown })
      }),
      { numRuns: 60 },
    )
  })

  it('by hand', () => {
    const core = measureCore(Float64Array.of(100, 110, 99), { capital: 100, barsPerYear: 4 })
    // Returns 0.1 and -0.1: mean 0.
    expect(core.totalReturn).toBeCloseTo(-0.01, 15)
    expect(core.sharpe).toBeCloseTo(0, 14)
    expect(core.maxDrawdown).toBeCloseTo(0.1, 15)
  })

  it('fills the object it is given', () => {
    const into = { totalReturn: 1, sharpe: 1, maxDrawdown: 1 }
    expect(measureCore(new Float64Array(0), { capital: 1, barsPerYear: 1 }, into)).toBe(into)
    expect(into).toEqual({ totalReturn: Number.NaN, sharpe: Number.NaN, maxDrawdown: Number.NaN })
  })
})
