import { describe, expect, it } from 'vitest'
import { yangZhang } from '../../src/indicators/yang-zhang.ts'

describe('yangZhang', () => {
  it('joins gaps and moves, worked by hand', () => {
    // Gaps 0.02 and -0.02, moves 0 and 0.04, no shape: both sample variances are 0.0008.
    const open = Float64Array.from([0, 0.02, 0], Math.exp)
    const close = Float64Array.from([0, 0.02, 0.04], Math.exp)
    const high = close.map((value, i) => Math.max(value, open[i]))
    const low = close.map((value, i) => Math.min(value, open[i]))
    const weight = 0.34 / (1.34 + 3)
    const values = yangZhang({ open, high, low, close }, { period: 2 })
    expect([values[0], values[1]]).toEqual([Number.NaN, Number.NaN])
    expect(values[2]).toBeCloseTo(Math.sqrt(0.0008 * (1 + weight)), 14)
    expect(yangZhang({ open, high, low, close }, { period: 2, barsPerYear: 4 })[2]).toBeCloseTo(2 * values[2], 14)
  })

  it('is 0 where prices do not move, NaN where one is 0', () => {
    const flat = new Float64Array(6).fill(0.1)
    expect(yangZhang({ open: flat, high: flat, low: flat, close: flat }, { period: 5 })[5]).toBe(0)
    expect(yangZhang({ open: flat, high: flat, low: new Float64Array(6), close: flat }, { period: 5 })[5]).toBeNaN()
  })
})
