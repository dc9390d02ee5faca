import { describe, expect, it } from 'vitest'
import { superSmoother } from '../../src/indicators/super-smoother.ts'
import { goldenA } from '../golden/series.ts'
import { paperSuperSmoother, worstDistance } from './paper-filters.ts'

describe('superSmoother', () => {
  it.each([2, 3, 10, 40])('agrees with the formula of the paper for period %i', period => {
    const { close } = goldenA()
    const got = superSmoother(close, { period })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(period - 1)
    expect(worstDistance(got, paperSuperSmoother(close, period), period - 1, 100)).toBeLessThan(1e-12)
  })

  it('lets slow waves pass and fast ones not', () => {
    const amplitude = (bars: number) => {
      const wave = Float64Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * i) / bars))
      return Math.max(...superSmoother(wave, { period: 10 }).subarray(200))
    }
    expect(amplitude(100)).toBeGreaterThan(0.99)
    // Half of the power at the critical period, less what the mean of two bars takes.
    expect(amplitude(10)).toBeGreaterThan(0.6)
    expect(amplitude(10)).toBeLessThan(0.75)
    expect(amplitude(3)).toBeLessThan(0.05)
  })

  it('gives exactly the value that does not move', () => {
    expect(superSmoother(new Float64Array(20).fill(0.1))[19]).toBe(0.1)
  })

  it('knows nothing in a short or empty history', () => {
    expect(superSmoother(new Float64Array(0)).length).toBe(0)
    expect([...superSmoother(new Float64Array(9).fill(1))].every(value => Number.isNaN(value))).toBe(true)
  })
})
