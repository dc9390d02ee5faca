import { describe, expect, it } from 'vitest'
import { hilbertTrendline } from '../../src/indicators/hilbert-trendline.ts'

describe('hilbertTrendline', () => {
  it('takes a wave away', () => {
    const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / 20))
    for (const value of hilbertTrendline(wave).subarray(300)) expect(Math.abs(value - 100)).toBeLessThan(0.5)
  })

  it('is the value that does not move', () => {
    const got = hilbertTrendline(new Float64Array(100).fill(8))
    expect([got[62], got[63], got[99]]).toEqual([Number.NaN, 8, 8])
  })

  it('knows nothing in an empty history', () => {
    expect(hilbertTrendline(new Float64Array(0)).length).toBe(0)
  })
})
