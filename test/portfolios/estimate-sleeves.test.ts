import { describe, expect, it } from 'vitest'
import { ewmaCovariance } from '../../src/portfolios/covariance.ts'
import { estimateSleeves } from '../../src/portfolios/estimate-sleeves.ts'
import { expectClose } from './expect-close.ts'
import { randomReturns } from './random-sleeves.ts'

describe('estimateSleeves', () => {
  it('means and covariance come from the same rows', () => {
    const input = estimateSleeves(
      [
        [Number.NaN, 0.01, 0.03, 0.9],
        [0.5, 0.02, 0.04, Number.NaN],
      ],
      { names: ['a', 'b'], covariance: 'sample' },
    )
    expectClose(input.expectedReturns, [0.02, 0.03], 1e-12)
    expect(input.names).toEqual(['a', 'b'])
    expect(input.covariance).toMatchObject({ method: 'sample', observations: 2 })
  })

  it('uses the method that is named', () => {
    const returns = randomReturns(2, 3, 40)
    expect(estimateSleeves(returns).covariance.method).toBe('ledoit_wolf')
    expect(estimateSleeves(returns, { covariance: 'oracle_shrinkage' }).covariance.method).toBe('oracle_shrinkage')
    expect(estimateSleeves(returns, { covariance: 'ewma', decay: 0.8 }).covariance).toEqual(ewmaCovariance(returns, { decay: 0.8 }))
    expect(() => estimateSleeves(returns, { covariance: 'ledoit_wolff' as never })).toThrow('did you mean "ledoit_wolf"?')
    expect(() => estimateSleeves(returns, { covariance: 'toString' as never })).toThrow('unknown covariance method')
  })
})
