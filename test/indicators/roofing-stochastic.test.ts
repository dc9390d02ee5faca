import { describe, expect, it } from 'vitest'
import { roofingStochastic } from '../../src/indicators/roofing-stochastic.ts'
import { goldenA } from '../golden/series.ts'
import { paperHighPass, paperSuperSmoother, worstDistance } from './paper-filters.ts'

describe('roofingStochastic', () => {
  it('agrees with a slow twin', () => {
    const { close } = goldenA()
    const [short, long, period] = [10, 48, 20]
    const swings = paperSuperSmoother(paperHighPass(close, long), short)
    const first = long + period - 2
    const places = Float64Array.from({ length: close.length - first }, (_, k) => {
      const window = swings.subarray(first + k - period + 1, first + k + 1)
      const low = Math.min(...window)
      return (swings[first + k] - low) / (Math.max(...window) - low)
    })
    const got = roofingStochastic(close, { short, long, period })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(first)
    expect(worstDistance(got.subarray(first), paperSuperSmoother(places, short), 0)).toBeLessThan(1e-9)
  })

  it('is in the middle where prices do not move', () => {
    expect(roofingStochastic(new Float64Array(100).fill(0.1))[99]).toBe(0.5)
  })

  it('is in the middle for a window of one bar, whose range is zero', () => {
    const { close } = goldenA()
    const got = roofingStochastic(close, { period: 1 })
    expect([got[46], got[47], got[1259]]).toEqual([Number.NaN, 0.5, 0.5])
  })

  it('refuses a roof above the wall', () => {
    expect(() => roofingStochastic(new Float64Array(9), { short: 9, long: 8 })).toThrow('must be smaller than long')
  })
})
