import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { conditionalValueAtRisk, valueAtRisk } from '../../src/metrics/value-at-risk.ts'

describe('valueAtRisk', () => {
  it('by hand', () => {
    const returns = Float64Array.of(-0.04, -0.02, 0, 0.01, 0.03)
    expect(valueAtRisk(returns, { tail: 0.25 })).toBe(0.02)
    expect(conditionalValueAtRisk(returns, { tail: 0.25 })).toBeCloseTo(0.03, 15)
    // Mean -0.004, standard deviation 0.027018512.
    expect(valueAtRisk(returns, { tail: 0.5, method: 'gaussian' })).toBeCloseTo(0.004, 15)
    expect(conditionalValueAtRisk(returns, { tail: 0.5, method: 'gaussian' })).toBeCloseTo(0.004 + 0.02701851217 * 0.7978845608, 9)
  })

  it('methods agree on normal returns', () => {
    const random = seededRandom(1)
    const returns = Float64Array.from({ length: 100_000 }, () => 0.01 * random.normal())
    for (const method of ['historical', 'gaussian', 'cornish-fisher'] as const) {
      expect(valueAtRisk(returns, { method })).toBeCloseTo(0.0164485, 3)
      expect(conditionalValueAtRisk(returns, { method })).toBeCloseTo(0.0206271, 3)
    }
  })

  it('the mean loss beyond is never below the loss that is exceeded', () => {
    const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2 })
    fc.assert(
      fc.property(returns, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (values, tail) => {
        const column = Float64Array.from(values)
        expect(conditionalValueAtRisk(column, { tail })).toBeGreaterThanOrEqual(valueAtRisk(column, { tail }) - 1e-15)
      }),
    )
  })

  it('says so when there is nothing to say', () => {
    for (const method of ['historical', 'gaussian', 'cornish-fisher'] as const) {
      expect(valueAtRisk(new Float64Array(0), { method })).toBeNaN()
      expect(conditionalValueAtRisk(new Float64Array(0), { method })).toBeNaN()
      expect(valueAtRisk(Float64Array.of(0.1, Number.NaN), { method })).toBeNaN()
      expect(conditionalValueAtRisk(Float64Array.of(0.1, Number.NaN), { method })).toBeNaN()
    }
    expect(Object.is(valueAtRisk(Float64Array.of(0, 0)), 0)).toBe(true)
    expect(() => valueAtRisk(Float64Array.of(0, 0), { tail: 95 })).toThrow('tail is 95')
    expect(() => conditionalValueAtRisk(Float64Array.of(0, 0), { tail: 0 })).toThrow('tail is 0')
  })
})
