import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageLoss, averageWin, expectancy, payoffRatio, profitFactor, sqn, winRate } from '../../src/metrics/trade-metrics.ts'

describe('trade metrics', () => {
  it('match the reference trades of Peak_Trade', () => {
    const profits = [100, -50, 0, 200, -25]
    expect(winRate(profits)).toBe(0.4)
    expect(averageWin(profits)).toBe(150)
    expect(averageLoss(profits)).toBe(37.5)
    expect(profitFactor(profits)).toBe(4)
    expect(payoffRatio(profits)).toBe(4)
    expect(expectancy(profits)).toBe(45)
  })

  it('sqn by hand', () => {
    expect(sqn([2, 1, 3])).toBeCloseTo(2 * Math.sqrt(3), 13)
    expect(sqn(Float64Array.of(2e9, 1e9, 3e9))).toBeCloseTo(2 * Math.sqrt(3), 13)
  })

  it('hang together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), profits => {
        const losses = profits.filter(p => p < 0).length / profits.length
        const wins = winRate(profits)
        const gained = wins === 0 ? 0 : wins * averageWin(profits)
        const lost = losses === 0 ? 0 : losses * averageLoss(profits)
        expect(gained - lost).toBeCloseTo(expectancy(profits), 9)
        if (losses > 0 && wins > 0) expect(profitFactor(profits)).toBeCloseTo((payoffRatio(profits) * wins) / losses, 9)
      }),
    )
  })

  it('are NaN without a meaning: a flawless record has no profit factor, not one of 0', () => {
    for (const metric of [winRate, profitFactor, expectancy, averageWin, averageLoss, payoffRatio, sqn]) expect(metric([])).toBeNaN()
    expect(profitFactor([1, 2])).toBeNaN()
    expect(payoffRatio([1, 2])).toBeNaN()
    expect(averageLoss([1, 2])).toBeNaN()
    expect(profitFactor([-1])).toBe(0)
    expect(winRate([0, 0])).toBe(0)
    expect(sqn([5, 5, 5])).toBeNaN()
    expect(sqn([0.1, 0.1, 0.1])).toBeNaN()
    expect(sqn([5])).toBeNaN()
  })
})
