import { describe, expect, it } from 'vitest'
import { fillSuperSmoothing, superSmoothing } from '../../src/indicators/super-smoothing.ts'

describe('superSmoothing', () => {
  it('starts as if the first value had always been there', () => {
    const smooth = superSmoothing(7)
    expect([smooth(0.1), smooth(0.1), smooth(0.1)]).toEqual([0.1, 0.1, 0.1])
  })

  it('is worked by hand', () => {
    // period sqrt(2): angle pi, so b = -2 / e^pi and a * a = e^-2pi
    const smooth = superSmoothing(Math.SQRT2)
    const b = -2 / Math.exp(Math.PI)
    const square = Math.exp(-2 * Math.PI)
    smooth(0)
    const first = (1 - b + square) * 0.5
    expect(smooth(1)).toBeCloseTo(first, 14)
    expect(smooth(1)).toBeCloseTo(1 - b + square + b * first, 14)
  })

  it('settles on a value that stays', () => {
    const smooth = superSmoothing(10)
    smooth(0)
    let value = 0
    for (let i = 0; i < 300; i++) value = smooth(5)
    expect(value).toBeCloseTo(5, 13)
  })

  it('fills in place the bits of its step, and leaves the bars before the first', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => 100 + 10 * Math.sin(i * i))
    const smooth = superSmoothing(9)
    const stepped = values.map(value => smooth(value))
    const out = values.slice()
    fillSuperSmoothing(out, out, { period: 9, first: 8 })
    expect(out.subarray(0, 8)).toEqual(values.subarray(0, 8))
    expect(out.subarray(8)).toEqual(stepped.subarray(8))
    fillSuperSmoothing(new Float64Array(0), new Float64Array(0), { period: 9, first: 8 })
  })
})
