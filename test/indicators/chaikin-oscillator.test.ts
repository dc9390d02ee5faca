import { describe, expect, it } from 'vitest'
import { chaikinOscillator } from '../../src/indicators/chaikin-oscillator.ts'

const bars = {
  high: Float64Array.of(12, 12, 12, 10),
  low: Float64Array.of(8, 8, 8, 10),
  close: Float64Array.of(12, 9, 8, 10),
  volume: Float64Array.of(100, 50, 20, 70),
}

describe('chaikinOscillator', () => {
  it('is worked by hand', () => {
    // Line 100, 75, 55, 55; averages of 2 from 87.5: keep 1/3; the fast one is the line itself.
    const values = chaikinOscillator(bars, { fast: 1, slow: 2 })
    const calm = [87.5, 55 + (87.5 - 55) / 3]
    expect(values[0]).toBeNaN()
    expect(values[1]).toBeCloseTo(75 - calm[0], 12)
    expect(values[2]).toBeCloseTo(55 - calm[1], 12)
  })

  it('is 0 where nothing is traded', () => {
    const still = { ...bars, volume: new Float64Array(4) }
    expect([...chaikinOscillator(still, { fast: 1, slow: 2 })]).toEqual([Number.NaN, 0, 0, 0])
  })

  it('refuses a fast average that is not faster', () => {
    expect(() => chaikinOscillator(bars, { fast: 5, slow: 5 })).toThrow('chaikin_oscillator: fast is 5')
  })
})
