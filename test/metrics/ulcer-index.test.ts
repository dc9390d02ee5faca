import { describe, expect, it } from 'vitest'
import { ulcerIndex } from '../../src/metrics/ulcer-index.ts'

describe('ulcerIndex', () => {
  it('by hand', () => {
    expect(ulcerIndex(Float64Array.of(100, 80, 100, 100))).toBeCloseTo(0.1, 15)
    expect(ulcerIndex(Float64Array.of(80, 80), { capital: 100 })).toBeCloseTo(0.2, 15)
    expect(ulcerIndex(Float64Array.of(1, 2, 3))).toBe(0)
    expect(ulcerIndex(new Float64Array(0))).toBeNaN()
    expect(ulcerIndex(Float64Array.of(1, Number.NaN))).toBeNaN()
  })
})
