import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gainToPain } from '../../src/metrics/gain-to-pain.ts'
import { omega } from '../../src/metrics/omega.ts'

describe('gainToPain', () => {
  it('by hand', () => {
    expect(gainToPain(Float64Array.of(0.02, -0.01, 0.01))).toBeCloseTo(2, 12)
    expect(gainToPain(Float64Array.of(-0.02, -0.01))).toBe(-1)
    expect(gainToPain(Float64Array.of(0.01))).toBeNaN()
  })

  it('is the omega ratio minus 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1 }), cents => {
        fc.pre(cents.some(c => c < 0))
        const returns = Float64Array.from(cents, c => c / 1000)
        expect(gainToPain(returns)).toBeCloseTo(omega(returns) - 1, 9)
      }),
    )
  })
})
