import { describe, expect, it } from 'vitest'
import { dominantCycle } from '../../src/indicators/dominant-cycle.ts'

describe('dominantCycle', () => {
  it.each([10, 20, 30, 40])('finds a wave of %i bars', bars => {
    const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + Math.sin((2 * Math.PI * i) / bars))
    expect(Math.abs(dominantCycle(wave)[399] - bars) / bars).toBeLessThan(0.06)
  })

  it('stays between 6 and 50 bars where prices do not move', () => {
    const got = dominantCycle(new Float64Array(300).fill(0.1))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(32)
    expect(got[299]).toBeGreaterThanOrEqual(6 - 1e-9)
    expect(got[299]).toBeLessThanOrEqual(50)
  })

  it('knows nothing in a short or empty history', () => {
    expect(dominantCycle(new Float64Array(0)).length).toBe(0)
    expect([...dominantCycle(new Float64Array(32).fill(1))].every(value => Number.isNaN(value))).toBe(true)
  })
})
