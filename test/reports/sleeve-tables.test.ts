import { describe, expect, it } from 'vitest'
import type { Table } from '../../src/reports/document.ts'
import {
  compositionTable,
  portfolioTradesTable,
  sleeveCostsTable,
  sleeveRefusalsTable,
  sleeveTradesTable,
} from '../../src/reports/sleeve-tables.ts'
import { trade } from './fixture.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const result = fixturePortfolio()
const titles = (table: Table) => table.columns.map(({ title }) => title)
const column = (table: Table, title: string) => table.rows.map(row => row[titles(table).indexOf(title)])

describe('compositionTable', () => {
  it('lists every sleeve with what it is made of', () => {
    const table = compositionTable(result)
    expect(table.rows).toHaveLength(4)
    expect(column(table, 'Sleeve')).toEqual(result.sleeves.map(({ name }) => name))
    expect(column(table, 'Group')).toEqual(['large', '–', 'large', '–'])
    expect(column(table, 'Weight')).toEqual(result.weights.columns.map(([first]) => first))
    expect(column(table, 'At the end')).toEqual(result.weights.columns.map(weights => weights.at(-1)))
    expect(column(table, 'Parameters')[1]).toBe('period 14, oversold 30, overbought 70')
  })

  it('leaves out what no sleeve has', () => {
    const { weights: _weights, ...rest } = result
    const sleeves = result.sleeves.map(({ group: _group, ...sleeve }) => ({
      ...sleeve,
      strategy: { ...sleeve.strategy, title: '', params: {} },
    }))
    const table = compositionTable({ ...rest, sleeves })
    expect(titles(table)).toEqual(['#', 'Sleeve', 'Strategy', 'Symbol', 'Weight', 'Parameters'])
    expect(column(table, 'Strategy')[0]).toBe('ma_crossover')
    expect(column(table, 'Weight')).toEqual([0.25, 0.25, 0.25, 0.25])
    expect(column(table, 'Parameters')).toEqual(['–', '–', '–', '–'])
  })
})

describe('sleeveTradesTable', () => {
  it('counts and judges the closed trades of each, and of all', () => {
    const trades = [trade({ pnl: 30 }), trade({ pnl: -10 }), trade({ pnl: 99, exitReason: 'open' })]
    const sleeves = [
      { ...result.sleeves[0], trades },
      { ...result.sleeves[1], trades: [trade({ pnl: -20 })] },
    ]
    const table = sleeveTradesTable({ ...result, sleeves, summary: { ...result.summary, openTrades: 1 } })
    expect(column(table, 'Sleeve')).toEqual([sleeves[0].name, sleeves[1].name, 'Portfolio'])
    expect(column(table, 'Trades')).toEqual([2, 1, 3])
    expect(column(table, 'Open')).toEqual([1, 0, 1])
    expect(column(table, 'Win rate')).toEqual([0.5, 0, 1 / 3])
    expect(column(table, 'Profit factor')).toEqual([3, 0, 1])
    expect(column(table, 'A trade')).toEqual([10, -20, 0])
  })

  it('has profits that make the profit of the portfolio, returns its return, and shares of risk one', () => {
    const table = sleeveTradesTable(result)
    for (const title of ['Profit', 'Return', 'Risk']) {
      const values = column(table, title) as number[]
      expect(values.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBeCloseTo(values.at(-1) ?? Number.NaN, 6)
    }
    expect(column(table, 'Risk').at(-1)).toBeCloseTo(1, 9)
    expect(titles(sleeveTradesTable({ ...result, summary: { ...result.summary, openTrades: 0 } }))).not.toContain('Open')
  })
})

describe('sleeveCostsTable', () => {
  it('adds up, with interest only where there is some', () => {
    const table = sleeveCostsTable(result)
    expect(titles(table)).toEqual(['#', 'Sleeve', 'Fees', 'Slippage', 'Together', 'Of the capital'])
    expect(table.rows[0].slice(2)).toEqual([12, 6, 18, 0.0018])
    expect(table.rows.at(-1)?.slice(1)).toEqual(['Portfolio', 48, 24, 72, 0.0072])
    const carried = { ...result, sleeves: result.sleeves.map(sleeve => ({ ...sleeve, carry: -2 })) }
    expect(column(sleeveCostsTable(carried), 'Together')[0]).toBe(16)
    expect(titles(sleeveCostsTable(carried))).toContain('Interest and funding')
  })
})

describe('sleeveRefusalsTable', () => {
  it('counts each reason of each sleeve, with the first and the last time', () => {
    const { time } = result
    const table = sleeveRefusalsTable(result, { intraday: false })
    const name = result.sleeves[0].name
    expect(table.rows).toEqual([
      [1, name, 'no room under the leverage of the account', 2, time[9], time[40]],
      [1, name, 'no room under the limit of its group', 1, time[9], time[9]],
    ])
    expect(sleeveRefusalsTable(fixturePortfolio({ sleeves: 1 }), { intraday: true }).rows).toEqual([])
  })
})

describe('portfolioTradesTable', () => {
  it('lists the trades of all sleeves by the time of entry, with their sleeve', () => {
    const table = portfolioTradesTable(result, { intraday: false, limit: 7 })
    expect(table.rows).toHaveLength(48)
    expect(table.limit).toBe(7)
    expect(titles(table).slice(0, 4)).toEqual(['#', 'Sleeve', 'Side', 'Entered'])
    const entered = column(table, 'Entered') as number[]
    expect(entered).toEqual([...entered].sort((a, b) => a - b))
    expect(column(table, '#')).toEqual(entered.map((_, k) => k + 1))
    expect(new Set(column(table, 'Sleeve'))).toEqual(new Set(result.sleeves.map(({ name }, k) => `${k + 1} ${name}`)))
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  })
})
