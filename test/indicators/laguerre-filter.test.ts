import { describe, expect, it } from 'vitest'
import { laguerreFilter } from '../../src/indicators/laguerre-filter.ts'
import { goldenA } from '../golden/series.ts'
import { paperLaguerre, worstDistance } from './paper-filters.ts'

describe('laguerreFilter', () => {
  it.each([0, 0.5, 0.8])('agrees with the formulas of the paper for gamma %f', gamma => {
    const { close } = goldenA()
    const want = paperLaguerre(close, gamma).map(([l0, l1, l2, l3]) => (l0 + 2 * l1 + 2 * l2 + l3) / 6)
    const got = laguerreFilter(close, { gamma })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(3)
    expect(worstDistance(got, want, 3, 100)).toBeLessThan(1e-12)
  })

  it('is an average of 4 bars for gamma 0', () => {
    expect(laguerreFilter(Float64Array.of(6, 12, 6, 0), { gamma: 0 })[3]).toBe((0 + 2 * 6 + 2 * 12 + 6) / 6)
  })

  it('gives exactly the value that does not move, and nothing in an empty history', () => {
    expect(laguerreFilter(new Float64Array(9).fill(0.1))[8]).toBe(0.1)
    expect(laguerreFilter(new Float64Array(0)).length).toBe(0)
  })
})
