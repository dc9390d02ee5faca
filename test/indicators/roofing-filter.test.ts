import { describe, expect, it } from 'vitest'
import { roofingFilter } from '../../src/indicators/roofing-filter.ts'
import { goldenA } from '../golden/series.ts'
import { paperHighPass, paperSuperSmoother, worstDistance } from './paper-filters.ts'

describe('roofingFilter', () => {
  it('agrees with the formulas of the paper', () => {
    const { close } = goldenA()
    const got = roofingFilter(close, { short: 10, long: 48 })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(47)
    expect(worstDistance(got, paperSuperSmoother(paperHighPass(close, 48), 10), 47)).toBeLessThan(1e-9)
  })

  it('keeps what swings in between and takes away trend and noise', () => {
    const amplitude = (bars: number) => {
      const wave = Float64Array.from({ length: 2000 }, (_, i) => i + Math.sin((2 * Math.PI * i) / bars))
      return Math.max(...roofingFilter(wave).subarray(1500))
    }
    expect(amplitude(20)).toBeGreaterThan(0.75)
    expect(amplitude(480)).toBeLessThan(0.02)
    expect(amplitude(3)).toBeLessThan(0.05)
  })

  it('is 0 where prices do not move', () => {
    expect(roofingFilter(new Float64Array(60).fill(0.1))[59]).toBe(0)
  })

  it('refuses a roof above the wall', () => {
    expect(() => roofingFilter(new Float64Array(9), { short: 48, long: 48 })).toThrow('must be smaller than long')
  })
})
