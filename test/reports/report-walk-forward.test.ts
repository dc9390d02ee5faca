import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import type { Block, ChartBlock, Table } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportWalkForward } from '../../src/reports/report-walk-forward.ts'
import { walkForward } from '../../src/research/walk-forward.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { appleBars } from './fixture.ts'

const bars = sliceBars(appleBars(), 0, 700)
const options = { grid: { fast: [5, 20], slow: [40, 80] }, train: 300, test: 100, costs: { feeBps: 10 } }
const result = walkForward(MaCrossover, bars, options)
const report = reportWalkForward(result)
const section = (title: string, { blocks }: { readonly blocks: readonly Block[] } = report): readonly Block[] =>
  blocks.flatMap(block => (block.kind === 'section' && block.title === title ? block.blocks : []))

describe('reportWalkForward', () => {
  it('says what, where and when the tests were', () => {
    expect(report.title).toBe('Moving-average crossover on AAPL, walk-forward')
    // Bars 300 to 699 of the history.
    const day = (index: number) => new Date(bars.time[index]).toISOString().slice(0, 10)
    expect(report.subtitle).toBe(`4 windows of 1d bars, tests from ${day(300)} to ${day(699)}`)
    expect(report.blocks[0]).toMatchObject({ text: expect.stringContaining('Each choice was the best of 4 candidates.') })
  })

  it('leads with efficiency and what is left out of sample', () => {
    expect(report.blocks[1]).toMatchObject({
      items: [
        { label: 'Efficiency', value: result.outOfSampleReturn / result.inSampleReturn },
        { value: result.outOfSampleReturn },
        { value: result.stitched.summary.sharpe },
        { value: result.windows.filter(({ outOfSample }) => outOfSample.totalReturn > 0).length / 4 },
      ],
    })
  })

  it('draws the stitched equity over the bars of the tests', () => {
    const [line] = section('Out of sample') as ChartBlock[]
    expect(line.chart).toMatchObject({ kind: 'line', baseline: 10_000 })
    if (line.chart.kind === 'line') expect(line.chart.series[0].values).toBe(result.stitched.equity)
  })

  it('lists each window with its choice', () => {
    const [table] = section('Windows') as Table[]
    expect(table.rows).toHaveLength(4)
    expect(table.rows[0].slice(0, 4)).toEqual([
      bars.time[0],
      bars.time[300],
      bars.time[399],
      `fast ${result.windows[0].params?.fast}, slow ${result.windows[0].params?.slow}`,
    ])
    expect(table.rows[0]).toHaveLength(table.columns.length)
  })

  it('shows the score when it is not the Sharpe ratio', () => {
    const other = walkForward(MaCrossover, bars, { ...options, objective: 'calmar' })
    const [table] = section('Windows', reportWalkForward(other)) as Table[]
    expect(table.columns[4].title).toBe('Train calmar')
    expect(table.rows[0][4]).toBe(other.windows[0].score)
    expect(table.rows[0]).toHaveLength(table.columns.length)
  })

  it('warns of windows on which nothing could be chosen', () => {
    const none = reportWalkForward(walkForward(MaCrossover, bars, { ...options, minTrades: 1000 }))
    expect(none.blocks).toContainEqual(expect.objectContaining({ kind: 'note', tone: 'warning', title: 'Windows without a choice' }))
    expect(none.blocks[0]).toMatchObject({ text: expect.stringContaining('Nothing was earned in sample') })
    const [table] = section('Windows', none) as Table[]
    expect(table.rows[0][3]).toBe('none')
    expect((section('Choices', none) as Table[])[0].rows).toEqual([])
  })

  it('tells how the parameters moved', () => {
    const [table] = section('Choices') as Table[]
    expect(table.rows.map(([name]) => name)).toEqual(['fast', 'slow'])
    expect(table.rows[0][1]).toBe(result.drift.fast.changed)
  })

  it('renders', () => {
    for (const text of [toHtml(report), toMarkdown(report)]) expect(text).not.toMatch(/NaN|undefined/)
  })
})
