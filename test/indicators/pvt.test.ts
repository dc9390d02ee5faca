import { describe, expect, it } from 'vitest'
import { pvt } from '../../src/indicators/pvt.ts'

describe('pvt', () => {
  it('is worked by hand', () => {
    expect([...pvt({ close: Float64Array.of(10, 15, 15, 12), volume: Float64Array.of(9, 20, 50, 10) })]).toEqual([0, 10, 10, 8])
  })

  it('adds nothing after a close of 0', () => {
    expect([...pvt({ close: Float64Array.of(4, 0, 8, 4), volume: Float64Array.of(1, 10, 20, 30) })]).toEqual([0, -10, -10, -25])
  })
})
