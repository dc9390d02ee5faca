import { describe, expect, it } from 'vitest'
import { bollinger } from '../../src/indicators/bollinger.ts'

describe('bollinger', () => {
  it('is worked by hand', () => {
    // mean 5, deviation 2
    const bands = bollinger(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), { period: 8, multiplier: 1.5 })
    expect([bands.upper[7], bands.middle[7], bands.lower[7]]).toEqual([8, 5, 2])
    expect(bands.percentB[7]).toBeCloseTo(7 / 6, 14)
    expect(bands.bandwidth[7]).toBeCloseTo(6 / 5, 14)
    expect(bands.upper[6]).toBeNaN()
  })

  it('closes where prices do not move', () => {
    const bands = bollinger(new Float64Array(50).fill(0.1), { period: 7 })
    for (let i = 6; i < 50; i++) {
      expect([bands.upper[i], bands.middle[i], bands.lower[i], bands.bandwidth[i]]).toEqual([0.1, 0.1, 0.1, 0])
      expect(bands.percentB[i]).toBeNaN()
    }
  })

  it('gives NaN, never Infinity, where the mean is 0', () => {
    const { bandwidth, percentB } = bollinger(Float64Array.of(-1, 1, -1, 1), { period: 2 })
    expect([...bandwidth]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    expect(percentB[3]).toBeCloseTo(0.75, 14)
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 100 }, (_, i) => 100 + Math.sin(i))
    const spiked = calm.slice()
    spiked[30] = 1e15
    const [got, want] = [bollinger(spiked), bollinger(calm)]
    for (const name of bollinger.outputs) expect(got[name].subarray(50)).toEqual(want[name].subarray(50))
    expect(got.upper[30]).toBeGreaterThan(1e14)
  })

  it('gives the same over several chunks of a long history as a plain slow twin', () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => 100 + Math.sin(i * i))
    const bands = bollinger(values, { period: 21, multiplier: 2 })
    for (let i = 20; i < values.length; i += 13) {
      const window = values.subarray(i - 20, i + 1)
      const mean = window.reduce((sum, value) => sum + value, 0) / 21
      const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 21
      expect(bands.upper[i]).toBeCloseTo(mean + 2 * Math.sqrt(variance), 10)
    }
  })

  it('knows nothing in a short or empty history', () => {
    expect(bollinger(new Float64Array(0)).upper.length).toBe(0)
    expect([...bollinger(Float64Array.of(1, 2), { period: 3 }).percentB]).toEqual([Number.NaN, Number.NaN])
  })
})
