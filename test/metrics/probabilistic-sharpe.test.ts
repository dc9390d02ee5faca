import { describe, expect, it } from 'vitest'
import { minimumTrackRecord, probabilisticSharpe, sharpeStandardError } from '../../src/metrics/probabilistic-sharpe.ts'

describe('probabilistic Sharpe ratio', () => {
  it('matches the example of Bailey and López de Prado (2012)', () => {
    const fund = { sharpe: 0.458, returns: 24, skewness: -2.448, kurtosis: 7.164 }
    expect(probabilisticSharpe(fund)).toBeCloseTo(0.913, 3)
    expect(probabilisticSharpe({ sharpe: 0.458, returns: 24 })).toBeCloseTo(0.982, 3)
  })

  it('is one half at the benchmark, and grows with the sample', () => {
    expect(probabilisticSharpe({ sharpe: 0.1, benchmark: 0.1, returns: 50 })).toBeCloseTo(0.5, 15)
    expect(probabilisticSharpe({ sharpe: 0.1, returns: 500 })).toBeGreaterThan(probabilisticSharpe({ sharpe: 0.1, returns: 50 }))
  })

  it('reaches the confidence at the minimum track record', () => {
    const evidence = { sharpe: 0.1, benchmark: 0.02, skewness: -0.7, kurtosis: 4 }
    const returns = minimumTrackRecord({ ...evidence, confidence: 0.99 })
    expect(probabilisticSharpe({ ...evidence, returns })).toBeCloseTo(0.99, 13)
  })

  it('has no answer where there is none', () => {
    expect(minimumTrackRecord({ sharpe: 0.1, benchmark: 0.1, confidence: 0.95 })).toBeNaN()
    expect(minimumTrackRecord({ sharpe: -0.1, confidence: 0.95 })).toBeNaN()
    expect(() => minimumTrackRecord({ sharpe: 0.1, confidence: 95 })).toThrow('confidence is 95')
    expect(sharpeStandardError({ sharpe: 0.1, returns: 1 })).toBeNaN()
    expect(probabilisticSharpe({ sharpe: Number.NaN, returns: 100 })).toBeNaN()
  })
})
