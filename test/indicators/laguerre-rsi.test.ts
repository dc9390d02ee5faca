import { describe, expect, it } from 'vitest'
import { laguerreRsi } from '../../src/indicators/laguerre-rsi.ts'
import { goldenA } from '../golden/series.ts'
import { paperLaguerre, worstDistance } from './paper-filters.ts'

describe('laguerreRsi', () => {
  it.each([0, 0.5, 0.8])('agrees with the formulas of the paper for gamma %f', gamma => {
    const { close } = goldenA()
    const want = paperLaguerre(close, gamma).map(line => {
      let up = 0
      let down = 0
      for (let k = 0; k < 3; k++) {
        if (line[k] >= line[k + 1]) up += line[k] - line[k + 1]
        else down += line[k + 1] - line[k]
      }
      return up / (up + down)
    })
    const got = laguerreRsi(close, { gamma })
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(3)
    expect(worstDistance(got, want, 3)).toBeLessThan(1e-9)
  })

  it('is 1 in a rise, 0 in a fall and in the middle where prices never moved', () => {
    const rise = Float64Array.of(1, 2, 3, 4, 5)
    expect(laguerreRsi(rise, { gamma: 0 })[4]).toBe(1)
    expect(laguerreRsi(rise.slice().reverse(), { gamma: 0 })[4]).toBe(0)
    expect(laguerreRsi(new Float64Array(9).fill(0.1))[8]).toBe(0.5)
    expect(laguerreRsi(new Float64Array(0)).length).toBe(0)
  })
})
