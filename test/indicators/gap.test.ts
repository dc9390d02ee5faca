import { describe, expect, it } from 'vitest'
import { gap } from '../../src/indicators/gap.ts'

describe('gap', () => {
  it('is worked by hand', () => {
    expect([...gap({ open: Float64Array.of(9, 15, 9), close: Float64Array.of(10, 12, 9) })]).toEqual([Number.NaN, 0.5, -0.25])
  })

  it('is NaN after a close of 0, never Infinity', () => {
    expect([...gap({ open: Float64Array.of(1, 1, 1), close: Float64Array.of(0, 1, 1) })]).toEqual([Number.NaN, Number.NaN, 0])
  })
})
