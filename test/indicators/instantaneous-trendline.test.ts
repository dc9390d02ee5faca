import { describe, expect, it } from 'vitest'
import { instantaneousTrendline } from '../../src/indicators/instantaneous-trendline.ts'
import { goldenA } from '../golden/series.ts'
import { worstDistance } from './paper-filters.ts'

/** As printed in Cybernetic Analysis for Stocks and Futures. */
function paper(x: Float64Array, a: number): Float64Array {
  const y = new Float64Array(x.length)
  for (let i = 2; i < x.length; i++)
    y[i] =
      i < 6
        ? (x[i] + 2 * x[i - 1] + x[i - 2]) / 4
        : (a - (a * a) / 4) * x[i] +
          0.5 * a * a * x[i - 1] -
          (a - 0.75 * a * a) * x[i - 2] +
          2 * (1 - a) * y[i - 1] -
          (1 - a) * (1 - a) * y[i - 2]
  return y
}

describe('instantaneousTrendline', () => {
  it.each([0.07, 0.5, 1])('agrees with the formula of the paper for alpha %f', alpha => {
    const { close } = goldenA()
    const { value, trigger } = instantaneousTrendline(close, { alpha })
    const want = paper(close, alpha)
    expect(value.findIndex(line => !Number.isNaN(line))).toBe(6)
    expect(trigger.findIndex(line => !Number.isNaN(line))).toBe(6)
    expect(worstDistance(value, want, 6, 100)).toBeLessThan(1e-11)
    const ahead = want.map((line, i) => 2 * line - (want[i - 2] ?? 0))
    expect(worstDistance(trigger, ahead, 6, 100)).toBeLessThan(1e-11)
  })

  it('lies on a straight line without lag in the end', () => {
    const rise = Float64Array.from({ length: 600 }, (_, i) => 3 * i)
    expect(instantaneousTrendline(rise).value[599]).toBeCloseTo(3 * 599, 8)
  })

  it('gives exactly the value that does not move', () => {
    const { value, trigger } = instantaneousTrendline(new Float64Array(50).fill(0.1))
    expect([value[6], value[49], trigger[49]]).toEqual([0.1, 0.1, 0.1])
  })

  it('knows nothing in a short or empty history', () => {
    expect(instantaneousTrendline(new Float64Array(0)).value.length).toBe(0)
    expect([...instantaneousTrendline(new Float64Array(6).fill(1)).value].every(value => Number.isNaN(value))).toBe(true)
  })
})
