import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../src/metrics/summary.ts'
import { summaryScoring } from '../../../src/research/portfolio/summary-score.ts'

const summary = { sharpe: 1.5, maxDrawdown: 0.2, trades: 10 } as Summary

describe('summaryScoring', () => {
  it('turns risks round, so that more is better', () => {
    expect(summaryScoring().score(summary)).toBe(1.5)
    expect(summaryScoring('maxDrawdown').score(summary)).toBe(-0.2)
    expect(summaryScoring(({ sharpe, trades }) => sharpe * trades).score(summary)).toBe(15)
    expect(summaryScoring(() => 1).name).toBe('custom')
  })

  it('does not score too few trades', () => {
    expect(summaryScoring('sharpe', 11).score(summary)).toBeNaN()
    expect(summaryScoring('sharpe', 10).isEnough(summary)).toBe(true)
  })

  it('refuses what there is not', () => {
    expect(() => summaryScoring('sharp' as 'sharpe')).toThrow(expect.objectContaining({ code: 'research/objective' }))
    expect(() => summaryScoring('sharpe', Number.NaN)).toThrow(expect.objectContaining({ code: 'research/min-trades' }))
  })
})
