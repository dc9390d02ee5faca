import { describe, expect, it } from 'vitest'
import { leaderboard } from '../../src/research/leaderboard.ts'
import { memoryRunStore } from '../../src/research/memory-run-store.ts'
import { makeRecord } from '../contracts/run-store.ts'

const store = memoryRunStore()
const rows = [
  ['a', 's1', 'X', 1, 0.1],
  ['b', 's1', 'X', 3, 0.4],
  ['c', 's1', 'Y', 2, 0.2],
  ['d', 's2', 'Y', 5, 0.9],
  ['e', 's3', 'Y', Number.NaN, Number.NaN],
] as const
for (const [id, strategy, symbol, sharpe, maxDrawdown] of rows)
  store.add({ record: makeRecord({ id, strategy, symbols: [symbol], metrics: { sharpe, maxDrawdown } }) })
const shown = (...args: Parameters<typeof leaderboard>) =>
  leaderboard(...args).map(({ key, runs, best }) => [key, runs, best.map(({ id }) => id).join('')])

describe('leaderboard', () => {
  it('ranks all, unknown values never', () => {
    expect(shown(store)).toEqual([['', 4, 'dbca']])
    expect(shown(store, { top: 2 })).toEqual([['', 4, 'db']])
  })

  it('ranks per strategy and symbol, the best table first', () => {
    expect(shown(store, { per: 'strategy' })).toEqual([
      ['s2', 1, 'd'],
      ['s1', 3, 'bca'],
    ])
    expect(shown(store, { per: 'symbol', top: 1 })).toEqual([
      ['Y', 2, 'd'],
      ['X', 2, 'b'],
    ])
    expect(shown(store, { per: 'strategy', minimumRuns: 2 })).toEqual([['s1', 3, 'bca']])
  })

  it('puts the smallest drawdown first', () => {
    expect(shown(store, { per: 'strategy', metric: 'maxDrawdown', top: 1 })).toEqual([
      ['s1', 3, 'a'],
      ['s2', 1, 'd'],
    ])
  })

  it('keeps to the filter', () => {
    expect(shown(store, { per: 'strategy', filter: { strategies: ['s2'] } })).toEqual([['s2', 1, 'd']])
    expect(shown(store, { filter: { metrics: { sharpe: { max: 3 } } } })).toEqual([['', 3, 'bca']])
  })
})
