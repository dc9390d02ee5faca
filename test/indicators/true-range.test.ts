import { describe, expect, it } from 'vitest'
import { trueRange } from '../../src/indicators/true-range.ts'

describe('trueRange', () => {
  it('counts gaps, worked by hand', () => {
    const bars = { high: Float64Array.of(10, 12, 11, 7), low: Float64Array.of(9, 11, 5, 6), close: Float64Array.of(9, 11, 6, 6) }
    expect([...trueRange(bars)]).toEqual([Number.NaN, 3, 6, 1])
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(4).fill(0.1)
    expect([...trueRange({ high: flat, low: flat, close: flat })]).toEqual([Number.NaN, 0, 0, 0])
  })

  it('knows nothing of one bar, or none', () => {
    for (const length of [0, 1]) {
      const some = new Float64Array(length).fill(5)
      expect([...trueRange({ high: some, low: some, close: some })]).toEqual(new Array<number>(length).fill(Number.NaN))
    }
  })
})
