import { describe, expect, it } from 'vitest'
import { rangePosition } from '../../src/indicators/range-position.ts'

describe('rangePosition', () => {
  it('is worked by hand', () => {
    const bars = { high: Float64Array.of(12, 12, 12), low: Float64Array.of(8, 8, 8), close: Float64Array.of(8, 11, 12) }
    expect([...rangePosition(bars)]).toEqual([0, 0.75, 1])
  })

  it('is in the middle of a bar without a range', () => {
    const flat = Float64Array.of(0.1)
    expect([...rangePosition({ high: flat, low: flat, close: flat })]).toEqual([0.5])
  })
})
