import { describe, expect, it } from 'vitest'
import { haircutSharpe } from '../../src/research/haircut-sharpe.ts'
import { studentTail } from '../../src/research/student-t.ts'

describe('haircutSharpe', () => {
  it('Bonferroni by hand: the p-value times the number of trials', () => {
    const { sharpe, pValue, bonferroni } = haircutSharpe({ trials: [0.2, 1, 0.5], returns: 1000, barsPerYear: 250 })
    expect(sharpe).toBe(1)
    // Four years: t = 2.
    expect(pValue).toBeCloseTo(2 * studentTail(2, 999), 14)
    expect(bonferroni.pValue).toBeCloseTo(3 * pValue, 14)
    expect(2 * studentTail(bonferroni.sharpe * 2, 999)).toBeCloseTo(bonferroni.pValue, 12)
    expect(bonferroni.haircut).toBeCloseTo(1 - bonferroni.sharpe, 14)
  })

  it('takes nothing from a single trial and everything from the best of many bad ones', () => {
    const alone = haircutSharpe({ trials: [1.3], returns: 500, barsPerYear: 252 })
    for (const { sharpe, haircut } of [alone.bonferroni, alone.holm, alone.bhy]) {
      expect(sharpe).toBeCloseTo(1.3, 10)
      expect(haircut).toBeCloseTo(0, 10)
    }
    const many = haircutSharpe({ trials: Array.from({ length: 100 }, (_, k) => k / 100), returns: 252, barsPerYear: 252 })
    expect(many.bonferroni).toEqual({ pValue: 1, sharpe: 0, haircut: 1 })
  })

  it('Holm never cuts more than Bonferroni; a negative Sharpe ratio stays negative', () => {
    const trials = [-2, 1.5, 1.4, 0.1]
    const worst = haircutSharpe({ trials, index: 0, returns: 1000, barsPerYear: 252 })
    expect(worst.bonferroni.sharpe).toBeLessThan(0)
    const second = haircutSharpe({ trials, index: 2, returns: 1000, barsPerYear: 252 })
    expect(second.holm.sharpe).toBeGreaterThan(second.bonferroni.sharpe)
  })

  it('a Sharpe ratio beyond any doubt is left alone', () => {
    const { bonferroni } = haircutSharpe({ trials: [40, 1], returns: 2520, barsPerYear: 252 })
    expect(bonferroni.sharpe).toBe(40)
    expect(bonferroni.haircut).toBe(0)
  })

  it('refuses what cannot be', () => {
    const base = { returns: 100, barsPerYear: 252 }
    expect(() => haircutSharpe({ ...base, trials: [] })).toThrowError(expect.objectContaining({ code: 'research/trials' }))
    expect(() => haircutSharpe({ ...base, trials: [1, Number.NaN] })).toThrowError(/trial 1 is NaN/)
    expect(() => haircutSharpe({ ...base, trials: [1], index: 3 })).toThrowError(/no trial 3/)
    expect(() => haircutSharpe({ ...base, trials: [1], returns: 1 })).toThrowError(expect.objectContaining({ code: 'research/returns' }))
  })
})
