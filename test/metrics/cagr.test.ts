import { describe, expect, it } from 'vitest'
import { cagr } from '../../src/metrics/cagr.ts'

describe('cagr', () => {
  it('by hand', () => {
    expect(cagr(Float64Array.of(100, 110, 121), { barsPerYear: 1 })).toBeCloseTo(0.1, 14)
    expect(cagr(Float64Array.of(100, 300, 400), { barsPerYear: 1 })).toBeCloseTo(1, 14)
    expect(cagr(Float64Array.of(50, 70, 400), { barsPerYear: 4, capital: 100 })).toBeCloseTo(15, 12)
  })

  it('is NaN for fewer than two bars, a debt at the end, or a rate beyond all numbers', () => {
    expect(cagr(Float64Array.of(100), { barsPerYear: 252 })).toBeNaN()
    expect(cagr(Float64Array.of(100, -10), { barsPerYear: 252 })).toBeNaN()
    expect(cagr(Float64Array.of(1, 1000), { barsPerYear: 8760 })).toBeNaN()
  })

  it('is -1 when all is lost', () => {
    expect(cagr(Float64Array.of(100, 0), { barsPerYear: 252 })).toBe(-1)
  })
})
