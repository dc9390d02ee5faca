import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { sliceBars } from '../../src/market/bars.ts'
import type { Block, Note, Table } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { appleBars, fixtureResult, regularTrades, trade } from './fixture.ts'

const bars = appleBars()
const result = fixtureResult({ bars, trades: regularTrades(bars, { every: 30, hold: 21 }) })
const notesOf = (changed: Partial<typeof result>) =>
  reportBacktest({ ...result, ...changed })
    .blocks.filter((block): block is Note => block.kind === 'note')
    .map(({ tone, title }) => `${tone}: ${title}`)

function flatten(blocks: readonly Block[]): Block[] {
  return blocks.flatMap(block => {
    if (block.kind === 'section') return [block, ...flatten(block.blocks)]
    if (block.kind === 'columns') return [block, ...block.columns.flatMap(flatten)]
    return [block]
  })
}

describe('reportBacktest', () => {
  it('says what, where and when', () => {
    const report = reportBacktest(result)
    expect(report.title).toBe('Moving-average crossover on AAPL')
    expect(report.subtitle).toBe('Backtest, 1d bars, 2013-05-13 to 2018-05-11 (5.0 years)')
    expect(reportBacktest(result, { title: 'Mine' }).title).toBe('Mine')
  })

  it('has every part, in order', () => {
    const blocks = reportBacktest(result).blocks
    expect(blocks.map(block => (block.kind === 'section' ? block.title : block.kind))).toEqual([
      'text',
      'facts',
      'note',
      'note',
      'Equity and drawdown',
      'Price and trades',
      'Returns',
      'Metrics',
      'Trades',
      'Settings and data',
    ])
    const charts = flatten(blocks).flatMap(block => (block.kind === 'chart' ? [block.chart.kind] : []))
    expect(charts).toEqual(['line', 'underwater', 'price', 'months', 'histogram', 'histogram'])
  })

  it('lists the first orders that were not sent, when there are any', () => {
    const refusals = Array.from({ length: 25 }, (_, k) => ({ index: k, reason: 'size' as const, quantity: 0, price: 65, target: 1 }))
    const sections = (count: number) =>
      reportBacktest({ ...result, refusals: refusals.slice(0, count) }).blocks.flatMap(block =>
        block.kind === 'section' && block.title === 'Orders not sent' ? [block.blocks] : [],
      )
    expect(sections(0)).toEqual([])
    expect(sections(2)[0]).toMatchObject([{ kind: 'table', rows: { length: 2 } }])
    expect(sections(25)[0]).toMatchObject([
      { kind: 'text', text: 'The first 20 of 25 orders.' },
      { kind: 'table', rows: { length: 20 } },
    ])
  })

  it('is plain data', () => {
    expect(structuredClone(reportBacktest(result))).toEqual(reportBacktest(result))
  })

  it('puts the key figures next to buy-and-hold', () => {
    const facts = reportBacktest(result).blocks.find(block => block.kind === 'facts')
    const total = facts?.items.find(({ label }) => label === 'Total return')
    expect(total?.value).toBe(result.summary.totalReturn)
    // Bought at 64.501427, 5 bps slipped, 10 bps fee; last close 188.589996.
    expect(total?.detail).toBe('buy and hold 191.94%')
    expect(facts?.items.map(({ label }) => label)).toEqual([
      'Total return',
      'Growth a year',
      'Sharpe ratio',
      'Deepest drawdown',
      'Closed trades',
      'Win rate',
      'Profit factor',
      'Costs paid',
    ])
    expect(facts?.items.at(-1)?.value).toBeCloseTo(result.summary.fees + result.summary.slippage, 9)
  })

  it('warns of fills at the close, of missing costs, of few trades and of a liquidation', () => {
    expect(notesOf({})).toEqual(['info: Fills at the next open.', 'info: Costs of every fill:'])
    expect(notesOf({ settings: { ...result.settings, fillAt: 'close' } })[0]).toBe('warning: Fills at the close: optimistic.')
    expect(notesOf({ settings: { ...result.settings, costs: { feeBps: 0, slippageBps: 0 } } })).toEqual([
      'warning: No costs.',
      'info: Fills at the next open.',
    ])
    expect(notesOf({ settings: { ...result.settings, costs: { feeBps: 0, slippageBps: 1 } } })).not.toContain('warning: No costs.')
    expect(notesOf({ summary: { ...result.summary, trades: 29 } })[0]).toBe('warning: Only 29 closed trades.')
    expect(notesOf({ summary: { ...result.summary, trades: 30 } })[0]).toBe('info: Fills at the next open.')
    expect(notesOf({ summary: { ...result.summary, trades: 0 } })[0]).toBe('warning: No closed trade.')
    expect(notesOf({ trades: [trade({ exitReason: 'liquidation' })] })).toContain('warning: Liquidated.')
  })

  it('tells of an open position and of what had to be assumed inside bars', () => {
    expect(notesOf({ trades: [trade({ side: 'short', exitReason: 'open' })] })).toContain('info: A short position is still open.')
    const assumptions = { ambiguousBars: 1, gapExits: 2, targetBeforeStop: 3 }
    expect(notesOf({ assumptions }).slice(2)).toEqual([
      'info: Stop before target.',
      'info: Gaps are paid for.',
      'info: Target at the open.',
    ])
  })

  it('lists every metric of the summary', () => {
    const values = flatten(reportBacktest(result).blocks).flatMap(block =>
      block.kind === 'facts' && block.layout === 'list' ? block.items.map(({ value }) => value) : [],
    )
    const { bars: _, barsPerYear: __, startTime: ___, endTime: ____, buyHoldReturn: _____, ...shown } = result.summary
    for (const [name, value] of Object.entries(shown)) expect(values, name).toContainEqual(value)
  })

  it('lists every trade', () => {
    const table = flatten(reportBacktest(result).blocks).find((block): block is Table => block.kind === 'table')
    expect(table?.rows.length).toBe(result.trades.length)
    expect(table?.rows[2].slice(0, 4)).toEqual([3, '▼ short', result.trades[2].entryTime, result.trades[2].entryPrice])
    expect(table?.columns.length).toBe(table?.rows[0].length)
  })

  it('gives the exact settings', () => {
    const code = flatten(reportBacktest(result).blocks).find(block => block.kind === 'code')
    expect(JSON.parse(code?.text ?? '')).toEqual({
      strategy: 'ma_crossover',
      params: { fast: 20, slow: 50 },
      symbol: 'AAPL',
      timeframe: '1d',
      calendar: 'stocks',
      ...result.settings,
    })
  })

  it.each([
    ['no trades', fixtureResult({ bars })],
    ['one bar', fixtureResult({ bars: sliceBars(bars, 0, 1) })],
    ['two bars', fixtureResult({ bars: sliceBars(bars, 0, 2), trades: [trade()] })],
    ['nothing known', fixtureResult({ bars, equity: new Float64Array(bars.length).fill(Number.NaN) })],
  ])('never prints a broken number: %s', (_, odd) => {
    const report = reportBacktest(odd)
    expect(toHtml(report)).not.toMatch(/NaN|Infinity|undefined/)
    expect(toMarkdown(report)).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('says that nothing was traded', () => {
    const text = toMarkdown(reportBacktest(fixtureResult({ bars })))
    expect(text).toContain('No trade was made')
    expect(text).toContain('No trades.')
    expect(text).toContain('| Win rate | – |')
  })

  it('reports a real run', () => {
    const real = backtest(MaCrossover, bars, { params: { fast: 10, slow: 30 }, costs: { feeBps: 10, slippageBps: 5 } })
    const report = reportBacktest(real)
    const line = flatten(report.blocks).flatMap(block => (block.kind === 'chart' && block.chart.kind === 'line' ? [block.chart] : []))[0]
    const [strategy, hold] = line.series
    expect(strategy.values.at(-1)).toBe(real.summary.finalEquity)
    expect((hold.values.at(-1) ?? 0) / real.settings.capital - 1).toBeCloseTo(real.summary.buyHoldReturn, 12)
    const underwater = flatten(report.blocks).flatMap(block =>
      block.kind === 'chart' && block.chart.kind === 'underwater' ? [block.chart] : [],
    )[0]
    expect(Math.max(...underwater.series[0].values)).toBeCloseTo(real.summary.maxDrawdown, 12)
    expect(toHtml(report)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
