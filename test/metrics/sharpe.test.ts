import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'

describe('sharpe', () => {
  it('by hand', () => {
    const returns = Float64Array.of(0.01, 0.02, 0.03)
    expect(sharpe(returns, { barsPerYear: 4 })).toBeCloseTo(4, 12)
    expect(sharpe(returns, { barsPerYear: 4, riskFree: 0.04 })).toBeCloseTo(2, 12)
    expect(sharpe(returns, { barsPerYear: 2, riskFree: 0.0201, compounding: 'geometric' })).toBeCloseTo(Math.SQRT2, 10)
  })

  it('matches the reference curve of Peak_Trade, with the bars per year said aloud', () => {
    const returns = returnsOf(Float64Array.of(10000, 10100, 9999, 10250, 10150, 10400))
    expect(sharpe(returns, { barsPerYear: 365 })).toBeCloseTo(8.774091923549399, 10)
    expect(sharpe(returns, { barsPerYear: 252 })).toBeCloseTo(7.290478242931401, 10)
    expect(sharpe(returns, { barsPerYear: 8760 })).toBeCloseTo(42.98409633794196, 9)
  })

  it('does not change with leverage', () => {
    const returns = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(returns, values => {
        fc.pre(Math.max(...values) - Math.min(...values) > 1e-3)
        const plain = sharpe(Float64Array.from(values), { barsPerYear: 1 })
        expect(
          sharpe(
            Float64Array.from(values, r => 3 * r),
            { barsPerYear: 1 },
          ),
        ).toBeCloseTo(plain, 9)
      }),
    )
  })

  it('is NaN when returns do not vary', () => {
    expect(sharpe(Float64Array.of(0, 0, 0), { barsPerYear: 252 })).toBeNaN()
    expect(sharpe(Float64Array.of(0.1, 0.1, 0.1), { barsPerYear: 252 })).toBeNaN()
    expect(sharpe(Float64Array.of(0.1), { barsPerYear: 252 })).toBeNaN()
    expect(sharpe(new Float64Array(0), { barsPerYear: 252 })).toBeNaN()
  })
})
