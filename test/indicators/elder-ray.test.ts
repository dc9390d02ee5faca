import { describe, expect, it } from 'vitest'
import { elderRay } from '../../src/indicators/elder-ray.ts'

const flat = new Float64Array(80).fill(0.1)

describe('elderRay', () => {
  it('is worked by hand', () => {
    // averages of 3 closes: 4, then 6
    const bars = { high: Float64Array.of(3, 5, 7, 9), low: Float64Array.of(1, 3, 5, 5), close: Float64Array.of(2, 4, 6, 8) }
    const { bull, bear } = elderRay(bars, { period: 3 })
    expect([...bull]).toEqual([Number.NaN, Number.NaN, 3, 3])
    expect([...bear]).toEqual([Number.NaN, Number.NaN, 1, -1])
  })

  it('is 0 where prices do not move', () => {
    const still = elderRay({ high: flat, low: flat, close: flat })
    expect([still.bull[79], still.bear[79]]).toEqual([0, 0])
  })
})
