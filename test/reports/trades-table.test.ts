import { describe, expect, it } from 'vitest'
import type { ExitReason } from '../../src/engine/trades.ts'
import { tradesTable } from '../../src/reports/trades-table.ts'
import { trade } from './fixture.ts'

describe('tradesTable', () => {
  it('has a row for every round trip, with a value for every column', () => {
    const { columns, rows } = tradesTable([trade(), trade({ side: 'short', pnl: -5, return: -0.0005, fees: 1 })], { intraday: false })
    expect(columns.map(({ title }) => title)).toEqual([
      '#',
      'Side',
      'Entered',
      'at',
      'Left',
      'at',
      'Quantity',
      'Profit',
      'Return',
      'Bars',
      'Fees',
      'Ended by',
    ])
    expect(rows).toEqual([
      [1, '▲ long', Date.UTC(2024, 0, 2), 100, Date.UTC(2024, 0, 3), 110, 10, 98, 0.098, 1, 2, 'signal'],
      [2, '▼ short', Date.UTC(2024, 0, 2), 100, Date.UTC(2024, 0, 3), 110, 10, -5, -0.0005, 1, 1, 'signal'],
    ])
  })

  it('says in words how a trade ended, each way differently', () => {
    const reasons: readonly ExitReason[] = ['signal', 'stop', 'target', 'trailing', 'time', 'liquidation', 'break-even', 'open']
    const { rows } = tradesTable(
      reasons.map(exitReason => trade({ exitReason })),
      { intraday: false },
    )
    const words = rows.map(row => row.at(-1))
    expect(words).toEqual([
      'signal',
      'stop loss',
      'profit target',
      'trailing stop',
      'holding time',
      'liquidation',
      'break-even stop',
      'still open',
    ])
  })

  it('prints the time of day only where bars are shorter than a day', () => {
    const formats = (intraday: boolean) =>
      tradesTable([], { intraday })
        .columns.filter(({ title }) => title === 'Entered' || title === 'Left')
        .map(({ format }) => format)
    expect(formats(true)).toEqual(['time', 'time'])
    expect(formats(false)).toEqual(['date', 'date'])
  })

  it('marks only profit and return as gains or losses', () => {
    const signed = tradesTable([], { intraday: false }).columns.filter(column => column.signed === true)
    expect(signed.map(({ title }) => title)).toEqual(['Profit', 'Return'])
  })

  it('has a limit only when it is given one, and words for no trades', () => {
    expect(tradesTable([], { intraday: false, limit: 7 }).limit).toBe(7)
    expect(tradesTable([], { intraday: false, limit: undefined })).not.toHaveProperty('limit')
    expect(tradesTable([], { intraday: false })).toMatchObject({ rows: [], empty: 'No trades.', noun: 'trade' })
  })
})
