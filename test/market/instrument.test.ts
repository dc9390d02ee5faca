import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceilToStep, floorToStep } from '../../src/market/instrument.ts'

describe('steps', () => {
  it('are taken down and up', () => {
    expect([floorToStep(7.9, 2), ceilToStep(7.9, 2)]).toEqual([6, 8])
    expect([floorToStep(-7.9, 2), ceilToStep(-7.9, 2)]).toEqual([-8, -6])
    expect([floorToStep(1.5, 2), floorToStep(0, 2), ceilToStep(0.1, 2)]).toEqual([0, 0, 2])
  })

  it('are not lost to rounding', () => {
    // 0.3 / 0.1 is 2.9999999999999996, and 0.1 × 3 is 0.30000000000000004.
    expect(floorToStep(0.3, 0.1)).toBeCloseTo(0.3, 15)
    expect(ceilToStep(0.1 * 3, 0.1)).toBeCloseTo(0.3, 15)
    expect(floorToStep(0.29, 0.1)).toBeCloseTo(0.2, 15)
  })

  it('leave the value alone when there are none', () => {
    expect([floorToStep(1.234, undefined), ceilToStep(1.234, undefined)]).toEqual([1.234, 1.234])
  })

  it('surround every value, less than a step away', () => {
    const steps = fc.constantFrom(1e-8, 0.01, 0.1, 0.25, 1, 3, 1000)
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), steps, (value, step) => {
        const [down, up] = [floorToStep(value, step), ceilToStep(value, step)]
        const noise = 2e-9 * Math.max(step, Math.abs(value))
        expect(down).toBeLessThanOrEqual(value + noise)
        expect(up).toBeGreaterThanOrEqual(value - noise)
        expect(up - down).toBeLessThanOrEqual(step + noise)
      }),
    )
  })
})
