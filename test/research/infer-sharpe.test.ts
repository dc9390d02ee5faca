import { describe, expect, it } from 'vitest'
import { deflatedSharpe } from '../../src/metrics/deflated-sharpe.ts'
import { minimumTrackRecord, probabilisticSharpe } from '../../src/metrics/probabilistic-sharpe.ts'
import { inferSharpe, sharpeError } from '../../src/research/infer-sharpe.ts'

const claim = { sharpe: 0.1, returns: 500, benchmark: 0.02, skewness: -0.8, kurtosis: 4, trials: 20, variance: 0.0004 }

describe('inferSharpe', () => {
  it('observed is what the metrics say', () => {
    const found = inferSharpe(claim)
    expect(found.convention).toBe('observed')
    expect(found.probabilistic).toBe(probabilisticSharpe(claim))
    expect(found.deflated).toBeCloseTo(deflatedSharpe(claim), 14)
    expect(found.minimumReturns).toBeCloseTo(minimumTrackRecord({ ...claim, confidence: 0.95 }), 9)
  })

  it('null takes the error at the benchmark', () => {
    const { standardError } = inferSharpe({ ...claim, convention: 'null' })
    expect(standardError).toBeCloseTo(Math.sqrt((1 + 0.8 * 0.02 + 1.5 * 0.0004) / 500), 15)
    expect(sharpeError({}, 0, 400)).toBe(0.05)
  })

  it.each(['observed', 'null'] as const)('%s: after the minimum track record the confidence is reached', convention => {
    const { minimumReturns } = inferSharpe({ ...claim, convention, confidence: 0.9 })
    expect(inferSharpe({ ...claim, convention, returns: minimumReturns }).probabilistic).toBeCloseTo(0.9, 12)
    expect(inferSharpe({ ...claim, convention, benchmark: 0.1 }).minimumReturns).toBeNaN()
  })

  it('one trial deflates nothing', () => {
    for (const convention of ['observed', 'null'] as const) {
      const { probabilistic, deflated, hurdle } = inferSharpe({ sharpe: 0.1, returns: 500, convention })
      expect(deflated).toBe(probabilistic)
      expect(hurdle).toBe(0)
    }
  })

  it('refuses', () => {
    expect(() => inferSharpe({ sharpe: 0.1, returns: 500, trials: 3 })).toThrowError(/3 trials need the variance/)
    expect(() => inferSharpe({ ...claim, confidence: 1 })).toThrowError(expect.objectContaining({ code: 'research/confidence' }))
    expect(() => inferSharpe({ ...claim, convention: 'x' as 'null' })).toThrowError(/'observed' or 'null'/)
  })
})
