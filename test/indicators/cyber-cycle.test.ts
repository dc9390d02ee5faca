import { describe, expect, it } from 'vitest'
import { cyberCycle } from '../../src/indicators/cyber-cycle.ts'
import { goldenA } from '../golden/series.ts'
import { worstDistance } from './paper-filters.ts'

/** As printed in Cybernetic Analysis for Stocks and Futures. */
function paper(x: Float64Array, a: number): Float64Array {
  const smooth = x.map((value, i) => (value + 2 * x[i - 1] + 2 * x[i - 2] + x[i - 3]) / 6)
  const y = new Float64Array(x.length)
  for (let i = 2; i < x.length; i++)
    y[i] =
      i < 6
        ? (x[i] - 2 * x[i - 1] + x[i - 2]) / 4
        : (1 - 0.5 * a) * (1 - 0.5 * a) * (smooth[i] - 2 * smooth[i - 1] + smooth[i - 2]) +
          2 * (1 - a) * y[i - 1] -
          (1 - a) * (1 - a) * y[i - 2]
  return y
}

describe('cyberCycle', () => {
  it.each([0.07, 0.5, 1])('agrees with the formula of the paper for alpha %f', alpha => {
    const { close } = goldenA()
    const { value, trigger } = cyberCycle(close, { alpha })
    const want = paper(close, alpha)
    expect(value.findIndex(swing => !Number.isNaN(swing))).toBe(6)
    expect(worstDistance(value, want, 6)).toBeLessThan(1e-9)
    expect(trigger[6]).toBeCloseTo(want[5], 12)
    expect(trigger.subarray(7)).toEqual(value.subarray(6, -1))
  })

  it('is 0 where prices do not move', () => {
    const { value, trigger } = cyberCycle(new Float64Array(50).fill(0.1))
    expect([value[6], value[49], trigger[49]]).toEqual([0, 0, 0])
  })

  it('knows nothing in a short or empty history', () => {
    expect(cyberCycle(new Float64Array(0)).value.length).toBe(0)
    expect([...cyberCycle(new Float64Array(6).fill(1)).value].every(value => Number.isNaN(value))).toBe(true)
  })
})
