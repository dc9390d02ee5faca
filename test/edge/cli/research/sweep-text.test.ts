import { expect, it } from 'vitest'
import { bestText, planText, pointText, scoreText, stabilityText, valueText } from '../../../../src/edge/cli/research/sweep-text.ts'
import { planSweep } from '../../../../src/research/sweep-plan.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const metrics = { totalReturn: 0.1, sharpe: 1.5, maxDrawdown: 0.2, trades: 4, winRate: 0.5, profitFactor: Number.NaN }
const point = { index: 0, params: { fast: 5 }, settings: { 'exits.stopLoss': null }, score: 2, neighbors: 2, smoothed: 1.9 }

it('gives scores the unit of their objective', () => {
  expect([scoreText('totalReturn', 0.5), scoreText('calmar', 2), scoreText('trades', 3)]).toEqual(['50.00%', '2.00', '3'])
})

it('names what is left out', () => {
  expect([valueText(null), valueText({ every: 5 }), valueText(true)]).toEqual(['none', '{"every":5}', 'true'])
  expect(pointText(point)).toBe('fast=5 exits.stopLoss=none')
})

it('lists the best with their settings and an objective of their own', () => {
  const lines = bestText({ best: [{ ...point, metrics }], objective: 'calmar' }).split('\n')
  expect(lines[0]).toMatch(/^# +fast +exits.stopLoss +calmar +sharpe +return/)
  expect(lines[2]).toMatch(/^1 +5 +none +2\.00 +1\.50 +10\.00% +20\.00% +4 +50\.00% +–$/)
  expect(bestText({ best: [], objective: 'sharpe' })).toMatch(/no run has a known sharpe/)
})

it('tells a plateau from a spike', () => {
  const shared = { best: point, plateau: { ...point, index: 3, params: { fast: 10 } }, neighborMean: 1.8, median: 1, steps: [] }
  expect(stabilityText({ ...shared, stability: 0.8 }, 'sharpe').join('\n')).toMatch(/0\.80, a plateau.*\nplateau +fast=10/)
  expect(stabilityText({ ...shared, stability: 0.1, plateau: point }, 'sharpe')).toEqual([expect.stringContaining('a spike')])
  expect(stabilityText({ ...shared, stability: Number.NaN }, 'sharpe')[0]).toContain('no neighbors')
  expect(stabilityText({ ...shared, best: undefined, stability: Number.NaN }, 'sharpe')).toEqual([])
})

it('says what would be run', () => {
  const plan = planSweep(MaCrossover, { grid: { fast: [5, 10], slow: [50] } })
  expect(planText(plan, { first: 1 })).toBe('2 combinations would be run\n  fast=5 slow=50\n  and 1 other\n')
  expect(planText(plan, { first: 9 })).toBe('2 combinations would be run\n  fast=5 slow=50\n  fast=10 slow=50\n')
})
