import { expect, it } from 'vitest'
import {
  checkRanking,
  createSweepTable,
  objectiveDirection,
  rankRuns,
  type SweepMetric,
  scoreColumn,
  scoreOf,
  sweepMetrics,
} from '../../src/research/sweep-table.ts'

const params = { length: 4, names: ['a'], values: [['w', 'x', 'y', 'z']] }
const plan = { params, settings: { length: 4, names: [], values: [] } }

function ranked(name: SweepMetric, values: number[], top?: number) {
  const made = table(name, values)
  return rankRuns({ table: made, score: scoreColumn(made, { objective: name }), better: objectiveDirection(name), plan, top })
}

function table(name: (typeof sweepMetrics)[number], values: number[]) {
  const made = createSweepTable(4)
  made[name].set(values)
  return made
}

it('ranks most first, equal ones in their order, unknown ones never', () => {
  const best = ranked('sharpe', [1, Number.NaN, 2, 1])
  expect(best.map(run => run.index)).toEqual([2, 0, 3])
  expect(best[0]).toMatchObject({ params: { a: 'y' }, metrics: { sharpe: 2 }, score: 2 })
  expect('settings' in best[0]).toBe(false)
  expect(Object.keys(best[0].metrics)).toEqual(sweepMetrics)
})

it('ranks the smallest drawdown first, and lists as many as asked for', () => {
  const drawdowns = [0.3, 0.1, 0.2, 0.4]
  expect(ranked('maxDrawdown', drawdowns, 2).map(run => run.index)).toEqual([1, 2])
  expect(ranked('maxDrawdown', drawdowns, 0)).toEqual([])
})

it('infinite scores do not disturb the order', () => {
  const best = ranked('profitFactor', [Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY, 2])
  expect(best.map(run => run.index)).toEqual([0, 2, 3, 1])
})

it('says the swept settings of a run', () => {
  const made = table('sharpe', [1, 2, 3, 4])
  const settings = { length: 4, names: ['exits.stopLoss'], values: [[null, null, 0.1, 0.1]] }
  const best = rankRuns({ table: made, score: made.sharpe, better: 'more', plan: { params, settings } })
  expect(best[0].settings).toEqual({ 'exits.stopLoss': 0.1 })
})

it('too few trades make a score unknown', () => {
  const made = table('trades', [1, 5, 4, 9])
  made.sharpe.set([4, 3, 2, 1])
  expect([...scoreColumn(made, { minTrades: 5 })]).toEqual([Number.NaN, 3, Number.NaN, 1])
  expect([...scoreColumn(made, { minTrades: 5, objective: 'calmar' }, Float64Array.of(7, 8, 9, 10))]).toEqual([
    Number.NaN,
    8,
    Number.NaN,
    10,
  ])
  expect(scoreColumn(made, {})).toBe(made.sharpe)
})

it('takes from a summary what the table does not have', () => {
  expect(scoreOf('sharpe')).toBeUndefined()
  expect(scoreOf(undefined)).toBeUndefined()
  expect(scoreOf('calmar')?.({ calmar: 3 } as never)).toBe(3)
  expect(scoreOf(({ bars }) => bars)?.({ bars: 9 } as never)).toBe(9)
})

it('refuses what it cannot rank by', () => {
  expect(() => checkRanking({ objective: 'sharp' as never })).toThrow('cannot rank by "sharp"; did you mean "sharpe"?')
  expect(() => checkRanking({ top: -1 })).toThrow('top is -1')
  expect(() => checkRanking({ top: 1.5 })).toThrow('top is 1.5')
  expect(() => checkRanking({ minTrades: -1 })).toThrow('minTrades is -1')
  expect(() => checkRanking({ objective: 'calmar' })).not.toThrow()
  expect(() => checkRanking({})).not.toThrow()
})
