import { describe, expect, it } from 'vitest'
import type { Summary } from '../../src/metrics/summary.ts'
import type { BuyAndHold } from '../../src/reports/buy-and-hold.ts'
import { metricGroups } from '../../src/reports/metric-groups.ts'
import { fixtureResult, waveBars } from './fixture.ts'

const none = new Float64Array(0)
const hold: BuyAndHold = { equity: none, drawdown: none, totalReturn: 901, cagr: 902, sharpe: 903, maxDrawdown: 904 }
const names = Object.keys(fixtureResult({ bars: waveBars(3) }).summary) as (keyof Summary)[]
/** A number of its own for every metric. */
const summary = Object.fromEntries(names.map((name, k) => [name, k + 1])) as unknown as Summary
const groups = metricGroups(summary, hold)

describe('metricGroups', () => {
  it('has a heading for every question', () => {
    expect(groups.map(({ title }) => title)).toEqual(['Return', 'Risk', 'Ratios', 'Trades', 'Costs and activity', 'Buy and hold'])
    expect(groups.every(({ kind, layout }) => kind === 'facts' && layout === 'list')).toBe(true)
  })

  it('shows every metric of the summary once, under a label of its own', () => {
    const shown = groups.flatMap(({ items }) => items.map(({ value }) => value))
    const facts: readonly (keyof Summary)[] = ['bars', 'startTime', 'endTime', 'barsPerYear']
    const expected = names.filter(name => !facts.includes(name)).map(name => summary[name])
    const costs = (summary.fees + summary.slippage) / summary.initialEquity
    expect(shown.toSorted()).toEqual([...expected, costs, hold.cagr, hold.sharpe, hold.maxDrawdown].toSorted())
    for (const { items } of groups) expect(new Set(items.map(({ label }) => label)).size).toBe(items.length)
  })

  it('leaves out what most runs have none of', () => {
    const labels = (change: Partial<Summary>) =>
      metricGroups({ ...summary, ...change }, hold).flatMap(({ items }) => items.map(({ label }) => label))
    expect(labels({})).toEqual(expect.arrayContaining(['Interest and funding', 'Orders not sent']))
    expect(labels({ carry: 0 })).not.toContain('Interest and funding')
    expect(labels({ carry: -1, refusals: 0 })).not.toContain('Orders not sent')
  })

  it.each<[string, string, number, string]>([
    ['Return', 'Equity at the end', summary.finalEquity, 'money'],
    ['Return', 'Total return', summary.totalReturn, 'percent'],
    ['Risk', 'Deepest drawdown', summary.maxDrawdown, 'percent'],
    ['Risk', 'Its recovery', summary.maxDrawdownRecoveryTime, 'date'],
    ['Risk', 'Longest drawdown, bars', summary.longestDrawdownBars, 'integer'],
    ['Ratios', 'Sortino', summary.sortino, 'ratio'],
    ['Trades', 'Win rate', summary.winRate, 'percent'],
    ['Trades', 'Average loss', summary.averageLoss, 'money'],
    ['Costs and activity', 'Fees', summary.fees, 'money'],
    ['Costs and activity', 'Time in the market', summary.exposure, 'percent'],
    ['Costs and activity', 'Interest and funding', summary.carry, 'money'],
    ['Trades', 'Orders not sent', summary.refusals, 'integer'],
    ['Buy and hold', 'Total return', summary.buyHoldReturn, 'percent'],
    ['Buy and hold', 'Sharpe', 903, 'ratio'],
    ['Buy and hold', 'Deepest drawdown', 904, 'percent'],
  ])('%s: %s', (title, label, value, format) => {
    const facts = groups.find(group => group.title === title)?.items.filter(item => item.label === label)
    expect(facts).toEqual([{ label, value, format }])
  })
})
