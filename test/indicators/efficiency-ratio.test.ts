import { describe, expect, it } from 'vitest'
import { efficiencyRatio } from '../../src/indicators/efficiency-ratio.ts'

describe('efficiencyRatio', () => {
  it('is worked by hand', () => {
    // 12 - 10 = 2 on a way of 2 + 1 + 1, then 11 - 12 on a way of 1 + 1 + 1.
    expect([...efficiencyRatio(Float64Array.of(10, 12, 11, 12, 11), { period: 3 })].slice(3)).toEqual([0.5, 1 / 3])
  })

  it('is 1 for a straight line, up or down, and never more', () => {
    const rise = Float64Array.from({ length: 200 }, (_, i) => 0.1 * i)
    for (const line of [rise, rise.map(value => -value)]) {
      const values = efficiencyRatio(line, { period: 7 }).subarray(7)
      for (const value of values) expect(value <= 1 && value > 1 - 1e-12).toBe(true)
    }
  })

  it('is NaN where nothing moved', () => {
    expect(efficiencyRatio(new Float64Array(20).fill(0.1), { period: 5 }).every(Number.isNaN)).toBe(true)
  })
})
