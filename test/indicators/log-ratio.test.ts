import { describe, expect, it } from 'vitest'
import { logRatio } from '../../src/indicators/log-ratio.ts'

describe('logRatio', () => {
  it('is the logarithm of a quotient', () => {
    expect(logRatio(Math.E * 3, 3)).toBeCloseTo(1, 14)
    expect(logRatio(5, 5)).toBe(0)
  })

  it.each([
    [1, 0],
    [0, 1],
    [0, 0],
    [1, -1],
    [Number.NaN, 1],
  ])('is NaN for %d over %d', (over, under) => {
    expect(logRatio(over, under)).toBeNaN()
  })
})
