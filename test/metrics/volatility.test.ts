import { describe, expect, it } from 'vitest'
import { volatility } from '../../src/metrics/volatility.ts'

describe('volatility', () => {
  it('is the sample standard deviation, annualized', () => {
    expect(volatility(Float64Array.of(0.01, 0.02, 0.03), { barsPerYear: 4 })).toBeCloseTo(0.02, 15)
    expect(volatility(Float64Array.of(0.01), { barsPerYear: 4 })).toBeNaN()
    expect(() => volatility(Float64Array.of(0.01), { barsPerYear: 0 })).toThrow('barsPerYear is 0')
  })
})
