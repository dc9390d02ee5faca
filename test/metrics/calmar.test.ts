import { describe, expect, it } from 'vitest'
import { calmar } from '../../src/metrics/calmar.ts'

describe('calmar', () => {
  it('by hand', () => {
    expect(calmar(Float64Array.of(100, 80, 121), { barsPerYear: 1 })).toBeCloseTo(0.5, 13)
    expect(calmar(Float64Array.of(80, 121), { barsPerYear: 1, capital: 100 })).toBeCloseTo(0.21 / 0.2, 13)
  })

  it('matches the reference curve of Peak_Trade', () => {
    const equity = Float64Array.of(10000, 10100, 9999, 10250, 10150, 10400)
    expect(Math.abs(calmar(equity, { barsPerYear: 252 }) / 621.9054169906996 - 1)).toBeLessThan(1e-9)
  })

  it('is NaN without a drawdown', () => {
    expect(calmar(Float64Array.of(100, 101, 102), { barsPerYear: 252 })).toBeNaN()
    expect(calmar(Float64Array.of(100), { barsPerYear: 252 })).toBeNaN()
  })
})
