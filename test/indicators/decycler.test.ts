import { describe, expect, it } from 'vitest'
import { decycler } from '../../src/indicators/decycler.ts'
import { goldenA } from '../golden/series.ts'
import { paperSimpleHighPass, worstDistance } from './paper-filters.ts'

describe('decycler', () => {
  it.each([3, 10, 125])('is what a high-pass filter of %i bars takes away', period => {
    const { close } = goldenA()
    const high = paperSimpleHighPass(close, period)
    const got = decycler(close, { period })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(period - 1)
    expect(
      worstDistance(
        got,
        close.map((value, i) => value - high[i]),
        period - 1,
        100,
      ),
    ).toBeLessThan(1e-12)
  })

  it('gives exactly the value that does not move', () => {
    expect(decycler(new Float64Array(200).fill(0.1))[199]).toBe(0.1)
  })

  it('knows nothing in a short or empty history', () => {
    expect(decycler(new Float64Array(0)).length).toBe(0)
    expect([...decycler(new Float64Array(124).fill(1))].every(value => Number.isNaN(value))).toBe(true)
  })
})
