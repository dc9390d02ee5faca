import { describe, expect, it } from 'vitest'
import { isPeak } from '../../src/indicators/is-peak.ts'

describe('isPeak', () => {
  it('compares with every neighbor on both sides', () => {
    const values = Float64Array.of(1, 2, 5, 3, 4)
    expect(isPeak(values, 2, { strength: 2, side: 1 })).toBe(true)
    expect(isPeak(values, 2, { strength: 2, side: -1 })).toBe(false)
    expect(isPeak(values, 3, { strength: 1, side: -1 })).toBe(true)
    expect(isPeak(Float64Array.of(9, 2, 5, 3, 4), 2, { strength: 2, side: 1 })).toBe(false)
    expect(isPeak(Float64Array.of(1, 2, 5, 3, 9), 2, { strength: 2, side: 1 })).toBe(false)
  })

  it('is strict: an equal neighbor is enough to say no', () => {
    expect(isPeak(Float64Array.of(5, 5, 1), 1, { strength: 1, side: 1 })).toBe(false)
    expect(isPeak(Float64Array.of(1, 5, 5), 1, { strength: 1, side: 1 })).toBe(false)
  })
})
