import { describe, expect, it } from 'vitest'
import { compareRuns, sameData } from '../../src/research/compare-runs.ts'
import { makeRecord } from '../contracts/run-store.ts'

describe('compareRuns', () => {
  const comparison = compareRuns([
    makeRecord({ id: 'a', params: { fast: 5 }, metrics: { sharpe: 1, maxDrawdown: 0.3, trades: 10, only: 1 } }),
    makeRecord({ id: 'b', params: { fast: 10, odd: Number.NaN }, metrics: { sharpe: 2, maxDrawdown: 0.4, trades: 20 } }),
    makeRecord({ id: 'c', params: { fast: 10, odd: Number.NaN }, metrics: { sharpe: Number.NaN, maxDrawdown: 0.1, trades: 30 } }),
  ])

  it('lines inputs up', () => {
    expect(comparison.ids).toEqual(['a', 'b', 'c'])
    expect(comparison.inputs.filter(({ same }) => !same)).toEqual([
      { name: 'params.fast', values: [5, 10, 10], same: false },
      { name: 'params.odd', values: [undefined, Number.NaN, Number.NaN], same: false },
    ])
    expect(comparison.inputs.find(({ name }) => name === 'settings.capital')).toEqual({
      name: 'settings.capital',
      values: [10_000, 10_000, 10_000],
      same: true,
    })
  })

  it('marks the best: the most, the least, or none', () => {
    expect(comparison.metrics.map(({ name, best }) => [name, best])).toEqual([
      ['sharpe', 1],
      ['maxDrawdown', 2],
      ['trades', -1],
      ['only', -1],
    ])
    expect(comparison.metrics[3].values).toEqual([1, Number.NaN, Number.NaN])
  })

  it('has nothing to say about no runs', () => {
    expect(compareRuns([])).toEqual({ ids: [], inputs: [], metrics: [] })
  })
})

describe('sameData', () => {
  it('compares by value', () => {
    expect(sameData({ a: [1, Number.NaN] }, { a: [1, Number.NaN] })).toBe(true)
    expect(sameData([1], [1, 2])).toBe(false)
  })
})
