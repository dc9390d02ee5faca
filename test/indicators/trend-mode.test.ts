import { describe, expect, it } from 'vitest'
import { trendMode } from '../../src/indicators/trend-mode.ts'

describe('trendMode', () => {
  it('says trend in a steep rise and swing in a small wave', () => {
    const rise = Float64Array.from({ length: 300 }, (_, i) => 100 * 1.01 ** i)
    expect([...trendMode(rise).subarray(100)].every(value => value === 1)).toBe(true)
    const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + 0.5 * Math.sin((2 * Math.PI * i) / 20))
    expect([...trendMode(wave).subarray(200)].every(value => value === 0)).toBe(true)
  })

  it('calls a wave a trend where it goes 1.5 % away from its line', () => {
    const wave = Float64Array.from({ length: 300 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / 20))
    const got = trendMode(wave).subarray(200)
    expect(got.includes(1)).toBe(true)
    expect(got.includes(0)).toBe(true)
  })

  it('begins on bar 63, and knows nothing in an empty history', () => {
    const got = trendMode(new Float64Array(100).fill(0.1))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(63)
    expect(trendMode(new Float64Array(0)).length).toBe(0)
  })
})
