import { describe, expect, it } from 'vitest'
import { garmanKlass } from '../../src/indicators/garman-klass.ts'

describe('garmanKlass', () => {
  it('is worked by hand', () => {
    const bar = {
      open: Float64Array.of(1),
      high: Float64Array.of(Math.exp(0.1)),
      low: Float64Array.of(1),
      close: Float64Array.of(Math.exp(0.05)),
    }
    const variance = 0.5 * 0.01 - (2 * Math.LN2 - 1) * 0.0025
    expect(garmanKlass(bar, { period: 1 })[0]).toBeCloseTo(Math.sqrt(variance), 14)
    expect(garmanKlass(bar, { period: 1, barsPerYear: 9 })[0]).toBeCloseTo(3 * Math.sqrt(variance), 14)
  })

  it('is 0 where prices do not move, NaN where one is 0', () => {
    const flat = new Float64Array(5).fill(0.1)
    expect(garmanKlass({ open: flat, high: flat, low: flat, close: flat }, { period: 5 })[4]).toBe(0)
    const bar = { open: Float64Array.of(1), high: Float64Array.of(2), low: Float64Array.of(0), close: Float64Array.of(1) }
    expect(garmanKlass(bar, { period: 1 })[0]).toBeNaN()
  })
})
