import { describe, expect, it } from 'vitest'
import { bestReturn, worstReturn } from '../../src/metrics/extremes.ts'

describe('extremes', () => {
  it('are the largest and the smallest return', () => {
    const returns = Float64Array.of(0.01, -0.02, 0.005)
    expect(bestReturn(returns)).toBe(0.01)
    expect(worstReturn(returns)).toBe(-0.02)
    expect(bestReturn(Float64Array.of(-0.02))).toBe(-0.02)
  })

  it('are NaN of nothing and of the unknown', () => {
    for (const returns of [new Float64Array(0), Float64Array.of(0.1, Number.NaN, 0.2)]) {
      expect(bestReturn(returns)).toBeNaN()
      expect(worstReturn(returns)).toBeNaN()
    }
  })
})
