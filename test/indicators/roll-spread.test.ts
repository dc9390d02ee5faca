import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { rollSpread } from '../../src/indicators/roll-spread.ts'

describe('rollSpread', () => {
  it('is worked by hand', () => {
    // Log changes x, -x, x: the pairs (-x, x) and (x, -x) have the sample covariance -2 x².
    const values = rollSpread(Float64Array.from([0, 0.01, 0, 0.01], Math.exp), { period: 2 })
    expect([...values.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(values[3]).toBeCloseTo(2 * Math.sqrt(2) * 0.01, 12)
  })

  it('finds the spread of prices that bounce at random', () => {
    const random = seededRandom(3)
    const close = Float64Array.from({ length: 20_002 }, () => Math.exp(random.uniform() < 0.5 ? 0.005 : -0.005))
    expect(rollSpread(close, { period: 20_000 })[20_001]).toBeCloseTo(0.01, 3)
  })

  it('is 0 where closes do not move or go on, NaN while one is 0', () => {
    expect(rollSpread(new Float64Array(80).fill(0.1))[79]).toBe(0)
    expect(rollSpread(Float64Array.of(1, 1, 1, 1, 2, 4, 8), { period: 4 })[6]).toBe(0)
    expect([...rollSpread(Float64Array.of(1, 0, 1, 1, 1, 1, 1), { period: 2 })].indexOf(0)).toBe(5)
  })
})
