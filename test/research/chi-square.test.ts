import { describe, expect, it } from 'vitest'
import { chiSquareTail, logLikelihood } from '../../src/research/chi-square.ts'

describe('chi-square', () => {
  it('has the usual critical values', () => {
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 14)
    expect(chiSquareTail(5.991464547107979, 2)).toBeCloseTo(0.05, 14)
    expect(chiSquareTail(0, 1)).toBe(1)
    expect(chiSquareTail(-1e-15, 2)).toBe(1)
  })

  it('nothing happens with probability 0', () => {
    expect(logLikelihood(0, 0)).toBe(0)
    expect(logLikelihood(2, 0.5)).toBe(2 * Math.log(0.5))
  })
})
