import { describe, expect, it } from 'vitest'
import { inverseFisherRsi } from '../../src/indicators/inverse-fisher-rsi.ts'
import { rsi } from '../../src/indicators/rsi.ts'
import { goldenA } from '../golden/series.ts'

describe('inverseFisherRsi', () => {
  it('agrees with the formula of the paper', () => {
    const { close } = goldenA()
    const got = inverseFisherRsi(close)
    const strength = rsi(close, { period: 5 })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(13)
    for (let i = 13; i < close.length; i++) {
      let average = 0
      for (let k = 0; k < 9; k++) average += ((9 - k) * 0.1 * (strength[i - k] - 50)) / 45
      const power = Math.exp(2 * average)
      expect(Math.abs(got[i] - (power - 1) / (power + 1))).toBeLessThan(1e-12)
    }
  })

  it('is 0 where prices never moved and at its ends in a rise and a fall', () => {
    expect(inverseFisherRsi(new Float64Array(30).fill(0.1))[29]).toBe(0)
    const rise = Float64Array.from({ length: 30 }, (_, i) => 1 + i)
    expect(inverseFisherRsi(rise)[29]).toBeCloseTo(Math.tanh(5), 12)
    expect(inverseFisherRsi(rise.slice().reverse())[29]).toBeCloseTo(-Math.tanh(5), 12)
  })

  it('knows nothing in a short or empty history', () => {
    expect(inverseFisherRsi(new Float64Array(0)).length).toBe(0)
    expect(inverseFisherRsi(Float64Array.of(1, 2, 3), { period: 1, smooth: 3 })[2]).toBeNaN()
  })
})
