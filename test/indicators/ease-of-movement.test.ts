import { describe, expect, it } from 'vitest'
import { easeOfMovement } from '../../src/indicators/ease-of-movement.ts'

describe('easeOfMovement', () => {
  it('is worked by hand', () => {
    // the middle moves 3, then -6; ranges 4 and 2; volumes 10 and 4 units
    const bars = { high: Float64Array.of(10, 14, 7), low: Float64Array.of(8, 10, 5), volume: Float64Array.of(1000, 1000, 400) }
    expect([...easeOfMovement(bars, { period: 1, volumeUnit: 100 })]).toEqual([Number.NaN, 1.2, -3])
    expect(easeOfMovement(bars, { period: 2, volumeUnit: 100 })[2]).toBeCloseTo(-0.9, 12)
  })

  it('counts bars without volume, range or movement as 0', () => {
    const high = Float64Array.of(10, 14, 12, 12)
    const low = Float64Array.of(8, 10, 12, 12)
    expect([...easeOfMovement({ high, low, volume: Float64Array.of(1, 0, 5, 0) }, { period: 1 })]).toEqual([Number.NaN, 0, 0, 0])
  })
})
