import { describe, expect, it } from 'vitest'
import { finiteRatio } from '../../src/indicators/finite-ratio.ts'

describe('finiteRatio', () => {
  it('divides', () => {
    expect(finiteRatio(1, 4)).toBe(0.25)
    expect(finiteRatio(-3, 2)).toBe(-1.5)
    expect(finiteRatio(0, 5)).toBe(0)
    expect(finiteRatio(1e300, 1e-8)).toBe(1e308)
  })

  it.each([
    [1, 0],
    [-1, 0],
    [1, -0],
    [0, 0],
    [1e300, 1e-300],
    [-1e300, 1e-300],
    [Number.NaN, 1],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ])('is unknown for %d over %d', (over, under) => {
    expect(finiteRatio(over, under)).toBeNaN()
  })
})
