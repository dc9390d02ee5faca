import fc from 'fast-check'
import { sampleCorrelation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { alpha, beta, correlation } from '../../src/metrics/regression.ts'

describe('regression on a benchmark', () => {
  const benchmark = Float64Array.of(0.01, -0.01, 0.03)

  it('by hand', () => {
    expect(beta(Float64Array.of(0.01, -0.01, 0.02), Float64Array.of(0.02, -0.02, 0.04))).toBeCloseTo(0.5, 13)
    expect(
      correlation(
        benchmark.map(r => -r),
        benchmark,
      ),
    ).toBeCloseTo(-1, 13)
    expect(
      alpha(
        benchmark.map(r => 2 * r + 0.001),
        { benchmark, barsPerYear: 250 },
      ),
    ).toBeCloseTo(0.25, 13)
    expect(
      alpha(
        benchmark.map(r => r + 0.1),
        { benchmark, barsPerYear: 2, compounding: 'geometric' },
      ),
    ).toBeCloseTo(0.21, 12)
  })

  it('agrees with simple-statistics', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 3 }), pairs => {
        const [x, y] = [pairs.map(p => p[0]), pairs.map(p => p[1])]
        fc.pre(Math.max(...x) - Math.min(...x) > 1e-2 && Math.max(...y) - Math.min(...y) > 1e-2)
        const got = correlation(Float64Array.from(x), Float64Array.from(y))
        expect(got).toBeCloseTo(sampleCorrelation(x, y), 10)
        expect(Math.abs(got)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is NaN where nothing varies', () => {
    const still = Float64Array.of(0.01, 0.01, 0.01)
    expect(beta(benchmark, still)).toBeNaN()
    expect(alpha(benchmark, { benchmark: still, barsPerYear: 252 })).toBeNaN()
    expect(correlation(benchmark, still)).toBeNaN()
    expect(correlation(still, benchmark)).toBeNaN()
    expect(beta(still, benchmark)).toBeCloseTo(0, 13)
    expect(beta(new Float64Array(0), new Float64Array(0))).toBeNaN()
    expect(() => beta(benchmark, Float64Array.of(1))).toThrow('3 bars but 1')
  })
})
