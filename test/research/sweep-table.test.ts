import { expect, it } from 'vitest'
import { checkRanking, createSweepTable, rankRuns, sweepMetrics } from '../../src/research/sweep-table.ts'

const combinations = { length: 4, names: ['a'], values: [['w', 'x', 'y', 'z']] }

function table(name: (typeof sweepMetrics)[number], values: number[]) {
  const made = createSweepTable(4)
  made[name].set(values)
  return made
}

it('ranks most first, equal ones in their order, unknown ones never', () => {
  const ranked = rankRuns(table('sharpe', [1, Number.NaN, 2, 1]), combinations, {})
  expect(ranked.map(run => run.index)).toEqual([2, 0, 3])
  expect(ranked[0].params).toEqual({ a: 'y' })
  expect(ranked[0].metrics.sharpe).toBe(2)
  expect(Object.keys(ranked[0].metrics)).toEqual(sweepMetrics)
})

it('ranks the smallest drawdown first, and lists as many as asked for', () => {
  const drawdowns = table('maxDrawdown', [0.3, 0.1, 0.2, 0.4])
  expect(rankRuns(drawdowns, combinations, { objective: 'maxDrawdown', top: 2 }).map(run => run.index)).toEqual([1, 2])
  expect(rankRuns(drawdowns, combinations, { objective: 'maxDrawdown', top: 0 })).toEqual([])
})

it('refuses what it cannot rank by', () => {
  expect(() => checkRanking({ objective: 'sharp' as never })).toThrow('cannot rank by "sharp"; did you mean "sharpe"?')
  expect(() => checkRanking({ top: -1 })).toThrow('top is -1')
  expect(() => checkRanking({ top: 1.5 })).toThrow('top is 1.5')
  expect(() => checkRanking({})).not.toThrow()
})
