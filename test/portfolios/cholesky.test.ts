import { describe, expect, it } from 'vitest'
import { factorPositive, solveFactored, solveLower, solveUpper } from '../../src/portfolios/cholesky.ts'

describe('Cholesky', () => {
  it('by hand', () => {
    const factor = factorPositive([4, 2, 2, 10], 2)
    expect(factor && Array.from(factor)).toEqual([2, 0, 1, 3])
    expect(Array.from(solveLower(Float64Array.of(2, 0, 1, 3), [2, 7]))).toEqual([1, 2])
    expect(Array.from(solveUpper(Float64Array.of(2, 0, 1, 3), [5, 6]))).toEqual([1.5, 2])
    expect(Array.from(solveFactored(Float64Array.of(2, 0, 1, 3), [8, 22]))).toEqual([1, 2])
  })

  it('refuses what has no inverse', () => {
    expect(factorPositive([1, 1, 1, 1], 2)).toBeUndefined()
    expect(factorPositive([1, 2, 2, 1], 2)).toBeUndefined()
    expect(factorPositive([0], 1)).toBeUndefined()
    expect(factorPositive([Number.NaN], 1)).toBeUndefined()
    expect(factorPositive([1e-300], 1)).toBeDefined()
  })
})
