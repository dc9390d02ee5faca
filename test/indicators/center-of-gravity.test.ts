import { describe, expect, it } from 'vitest'
import { centerOfGravity } from '../../src/indicators/center-of-gravity.ts'
import { goldenA } from '../golden/series.ts'

describe('centerOfGravity', () => {
  it.each([1, 2, 3, 10])('agrees with the formula of the paper for period %i', period => {
    const { close } = goldenA()
    const { value, trigger } = centerOfGravity(close, { period })
    expect(value.findIndex(center => !Number.isNaN(center))).toBe(period - 1)
    for (let i = period - 1; i < close.length; i++) {
      let moment = 0
      let weight = 0
      for (let count = 0; count < period; count++) {
        moment += (1 + count) * close[i - count]
        weight += close[i - count]
      }
      expect(Math.abs(value[i] - ((period + 1) / 2 - moment / weight))).toBeLessThan(1e-12)
      if (i >= period) expect(trigger[i]).toBe(value[i - 1])
    }
  })

  it('is 0 where prices do not move', () => {
    expect(centerOfGravity(new Float64Array(30).fill(0.1)).value[29]).toBe(0)
    expect(centerOfGravity(new Float64Array(30).fill(0.1), { period: 7 }).value[29]).toBe(0)
  })

  it('is unknown where the values add up to 0', () => {
    expect(centerOfGravity(Float64Array.of(1, -1, 2), { period: 2 }).value).toEqual(Float64Array.of(Number.NaN, Number.NaN, 1.5))
  })

  it('knows nothing in a short or empty history', () => {
    expect(centerOfGravity(new Float64Array(0)).value.length).toBe(0)
    expect([...centerOfGravity(new Float64Array(9).fill(1)).value].every(value => Number.isNaN(value))).toBe(true)
  })
})
