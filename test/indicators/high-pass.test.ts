import { describe, expect, it } from 'vitest'
import { highPass } from '../../src/indicators/high-pass.ts'
import { goldenA } from '../golden/series.ts'
import { paperHighPass, worstDistance } from './paper-filters.ts'

describe('highPass', () => {
  it.each([2, 3, 10, 48])('agrees with the formula of the paper for period %i', period => {
    const { close } = goldenA()
    const got = highPass(close, { period })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(period - 1)
    expect(worstDistance(got, paperHighPass(close, period), period - 1)).toBeLessThan(1e-9)
  })

  it('lets fast waves pass and slow ones not', () => {
    const amplitude = (bars: number) => {
      const wave = Float64Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * i) / bars))
      return Math.max(...highPass(wave, { period: 48 }).subarray(1500))
    }
    expect(amplitude(10)).toBeGreaterThan(0.9)
    expect(amplitude(480)).toBeLessThan(0.02)
  })

  it('is 0 where prices do not move, and unknown in a short or empty history', () => {
    expect(highPass(new Float64Array(60).fill(0.1))[59]).toBe(0)
    expect(highPass(new Float64Array(0)).length).toBe(0)
    expect([...highPass(new Float64Array(47).fill(1))].every(value => Number.isNaN(value))).toBe(true)
  })
})
