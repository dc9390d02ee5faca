import { describe, expect, it } from 'vitest'
import { minimumBacktestLength } from '../../src/research/minimum-backtest-length.ts'

describe('minimumBacktestLength', () => {
  it('five years for 45 trials, as in the paper', () => {
    expect(minimumBacktestLength({ trials: 45 })).toBeCloseTo(4.998087004443404, 9)
  })

  it('falls with the square of the Sharpe ratio and is 0 for one trial', () => {
    expect(minimumBacktestLength({ trials: 45, sharpe: 2 })).toBeCloseTo(4.998087004443404 / 4, 9)
    expect(minimumBacktestLength({ trials: 1 })).toBe(0)
  })

  it('refuses', () => {
    expect(() => minimumBacktestLength({ trials: 0 })).toThrowError(expect.objectContaining({ code: 'research/trials' }))
    expect(() => minimumBacktestLength({ trials: 5, sharpe: 0 })).toThrowError(expect.objectContaining({ code: 'research/sharpe' }))
  })
})
