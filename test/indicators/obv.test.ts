import { describe, expect, it } from 'vitest'
import { obv } from '../../src/indicators/obv.ts'

describe('obv', () => {
  it('starts at 0 and adds signed volume, worked by hand', () => {
    expect([...obv({ close: Float64Array.of(5, 6, 6, 4, 5), volume: Float64Array.of(10, 20, 40, 50, 1) })]).toEqual([0, 20, 20, -30, -29])
  })

  it('stays 0 where prices do not move', () => {
    expect([...obv({ close: new Float64Array(5).fill(0.1), volume: new Float64Array(5).fill(7) })]).toEqual([0, 0, 0, 0, 0])
  })

  it('takes one bar, or none', () => {
    expect([...obv({ close: Float64Array.of(3), volume: Float64Array.of(9) })]).toEqual([0])
    expect(obv({ close: new Float64Array(0), volume: new Float64Array(0) }).length).toBe(0)
  })
})
