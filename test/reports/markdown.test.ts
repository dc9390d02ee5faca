import { describe, expect, it } from 'vitest'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { appleBars, fixtureResult, regularTrades } from './fixture.ts'

const bars = appleBars()
const result = fixtureResult({ bars, trades: regularTrades(bars, { every: 30, hold: 21 }) })
const cells = (line: string) => line.split(/(?<!\\)\|/).length - 2

describe('toMarkdown', () => {
  const text = toMarkdown(reportBacktest(result))

  it('has one title and the sections below it', () => {
    const headings = text.split('\n').filter(line => line.startsWith('#'))
    expect(headings.slice(0, 5)).toEqual([
      '# Moving-average crossover on AAPL',
      '## Equity and drawdown',
      '## Price and trades',
      '## Returns',
      '## Metrics',
    ])
    expect(headings).toContain('### Risk')
  })

  it('gives all rows of a table the same number of cells', () => {
    const blocks = text.split('\n\n').filter(block => block.startsWith('|'))
    expect(blocks.length).toBeGreaterThan(8)
    for (const block of blocks) {
      const [header, rule, ...rows] = block.split('\n')
      expect(rule).toMatch(/^\|( (:---|---:) \|)+$/)
      for (const row of [rule, ...rows]) expect(cells(row)).toBe(cells(header))
    }
  })

  it('shows 20 trades at most and says how many are hidden', () => {
    const lines = (
      text
        .split('\n## Trades')[1]
        .split('\n## ')[0]
        .match(/^\| .*$/gm) ?? []
    ).slice(2)
    expect(lines.length).toBe(21)
    expect(lines[10].startsWith('| … | … |')).toBe(true)
    expect(text).toContain('The first 10 and the last 10 of 42 trades; 22 trades in between not shown.')
  })

  it('has the months as a table', () => {
    expect(text).toContain('| Year | Jan | Feb |')
    expect(text).toMatch(/^\| 2013 \| – \| – \| – \| – \| /m)
  })

  it('escapes pipes and tags in every place', () => {
    const evil = 'A|B <script>'
    const hostile = toMarkdown(reportBacktest({ ...result, symbol: evil, bars: { ...bars, symbol: evil } }))
    expect(hostile.split('\n')[0]).toBe('# Moving-average crossover on A\\|B \\<script\\>')
    const outside = hostile.replace(/```[\s\S]*?```/g, '')
    expect(outside).not.toMatch(/A\|B|[^\\]<script/)
  })

  it('has the bars of a chart as a table', () => {
    const bars = [
      { name: 'a|b', value: 0.5 },
      { name: 'c', value: -0.25 },
    ]
    const chart = { kind: 'bar', title: 'Return', summary: 'Two.', bars, format: 'percent' } as const
    const report = (bars: typeof chart.bars): string =>
      toMarkdown({ title: 'T', subtitle: '', blocks: [{ kind: 'chart', chart: { ...chart, bars } }] })
    expect(report(bars)).toContain('**Return.** Two.\n\n|  | Return |\n| :--- | ---: |\n| a\\|b | 50.00% |\n| c | −25.00% |')
    expect(report([])).toBe('# T\n\n**Return.** Two.\n')
  })

  it('fences code with more backticks than the code has', () => {
    const report = { title: 't', subtitle: 's', blocks: [{ kind: 'code', language: 'sh', text: 'a ```` b' }] } as const
    expect(toMarkdown(report)).toContain('`````sh\na ```` b\n`````')
  })
})
