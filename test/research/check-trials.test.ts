import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { checkReturns, checkTrials } from '../../src/research/check-trials.ts'

describe('checkTrials', () => {
  it('gives the number of rows', () => {
    expect(checkTrials([Float64Array.of(1, 2), Float64Array.of(3, 4)])).toBe(2)
    expect(checkTrials([new Float64Array(0)])).toBe(0)
  })

  it('refuses nothing, raggedness and holes', () => {
    expect(() => checkTrials([])).toThrowError(expect.objectContaining({ code: 'research/trials' }))
    expect(() => checkTrials([new Float64Array(2), new Float64Array(3)])).toThrowError(/trial 1 has 3 returns, trial 0 has 2/)
    expect(() => checkTrials([new Float64Array(2), Float64Array.of(1, Number.NaN)])).toThrowError(/return 1 of trial 1 is NaN/)
    expect(() => checkReturns(Float64Array.of(Number.POSITIVE_INFINITY))).toThrowError(DataError)
  })
})
