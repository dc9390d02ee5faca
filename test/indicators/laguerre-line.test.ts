import { describe, expect, it } from 'vitest'
import { LaguerreLine } from '../../src/indicators/laguerre-line.ts'
import { goldenA } from '../golden/series.ts'
import { paperLaguerre } from './paper-filters.ts'

describe('LaguerreLine', () => {
  it.each([0, 0.5, 0.8])('agrees with the formulas of the paper for gamma %f', gamma => {
    const { close } = goldenA()
    const line = new LaguerreLine(gamma)
    for (const [i, want] of paperLaguerre(close, gamma).entries()) {
      line.advance(close[i])
      for (const [k, value] of [line.l0, line.l1, line.l2, line.l3].entries()) expect(Math.abs(value - want[k])).toBeLessThan(1e-9)
    }
  })

  it('is a row of delays for gamma 0', () => {
    const line = new LaguerreLine(0)
    for (const value of [1, 2, 3, 4]) line.advance(value)
    expect([line.l0, line.l1, line.l2, line.l3]).toEqual([4, 3, 2, 1])
  })
})
