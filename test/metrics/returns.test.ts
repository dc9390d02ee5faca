import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { returnsOf } from '../../src/metrics/returns.ts'

describe('returnsOf', () => {
  it('by hand', () => {
    const [up, down] = returnsOf(Float64Array.of(100, 110, 99))
    expect(up).toBeCloseTo(0.1, 15)
    expect(down).toBeCloseTo(-0.1, 15)
  })

  it('has one return fewer than there are bars', () => {
    expect(returnsOf(new Float64Array(0))).toHaveLength(0)
    expect(returnsOf(Float64Array.of(5))).toHaveLength(0)
  })

  it('compounds back to the curve', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 2 }), values => {
        let equity = values[0]
        for (const r of returnsOf(Float64Array.from(values))) equity *= 1 + r
        expect(Math.abs(equity / values[values.length - 1] - 1)).toBeLessThan(1e-9)
      }),
    )
  })

  it('has no return from what is not positive or not known', () => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
    expect([...returnsOf(Float64Array.of(100, 0, 0, -5, -6, 7, nan, 8, infinity, 9, 9))]).toEqual([
      -1,
      nan,
      nan,
      nan,
      nan,
      nan,
      nan,
      nan,
      nan,
      0,
    ])
  })
})
