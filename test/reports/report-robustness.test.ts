import { describe, expect, it } from 'vitest'
import type { Block, Report, Table } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportRobustness } from '../../src/reports/report-robustness.ts'
import { fixtureRobustness } from './robustness-fixture.ts'

const result = fixtureRobustness()
const { symbols, timeframe, settings, seed, weights, baseline } = result
const bare = { symbols, timeframe, settings, seed, weights, baseline }
const sectionsOf = ({ blocks }: Report) => blocks.flatMap(block => (block.kind === 'section' ? [block.title] : []))
const inside = (report: Report, title: string): readonly Block[] =>
  report.blocks.flatMap(block => (block.kind === 'section' && block.title === title ? block.blocks : []))
const tables = (blocks: readonly Block[]) => blocks.filter((block): block is Table => block.kind === 'table')

describe('reportRobustness', () => {
  it('has a section for every part, and one sentence for all', () => {
    const report = reportRobustness(result)
    expect(report.title).toBe('Robustness of 2 sleeves on 2 symbols')
    expect(report.blocks[0]).toMatchObject({
      role: 'lead',
      text: 'The portfolio made 50.00% with a Sharpe ratio of 1.00 and a drawdown of 10.00%. It passed all 6 checks.',
    })
    expect(sectionsOf(report)).toEqual([
      'Composition',
      'Other histories of the account',
      'Other histories of the sleeves',
      'Stress',
      'Without each sleeve',
      'Other weights',
      'Higher costs',
      'Settings',
    ])
    for (const text of [toHtml(report), toMarkdown(report)]) expect(text).not.toMatch(/\bNaN\b|undefined|Infinity/)
  })

  it('shows only what was tested', () => {
    const report = reportRobustness(bare, { title: 'Mine' })
    expect(report.title).toBe('Mine')
    expect(sectionsOf(report)).toEqual(['Composition', 'Settings'])
    expect(report.blocks[0]).toMatchObject({ text: expect.stringContaining('Nothing was asked that could have failed.') })
    expect(tables(report.blocks)).toEqual([])
  })

  it('names what was not passed, in the sentence and in the table, with a sign that is no color', () => {
    const report = reportRobustness({ ...result, jitter: { ...result.jitter, positive: 0.5 } })
    expect(report.blocks[0]).toMatchObject({
      text: expect.stringContaining('It passed 5 of 6 checks; not passed: at least 95 % of the weights nearby earn.'),
    })
    const [checks] = tables(report.blocks)
    expect(checks.rows.map(row => row[1])).toEqual(['✓ yes', '✓ yes', '✓ yes', '✓ yes', '✗ no', '✓ yes'])
  })

  it('keeps one lead and flat sections, though it is made of other reports', () => {
    const report = reportRobustness(result)
    const all = report.blocks.flatMap(block => (block.kind === 'section' ? block.blocks : [block]))
    expect(all.filter(block => block.kind === 'text' && block.role === 'lead')).toHaveLength(1)
    expect(all.filter(block => block.kind === 'section')).toEqual([])
    expect(inside(report, 'Other histories of the account').some(block => block.kind === 'chart')).toBe(true)
    expect(tables(inside(report, 'Stress'))[0].rows).toHaveLength(1)
  })

  it('shows what each sleeve is worth, and why where that is not known', () => {
    const [first, second] = result.leaveOneOut
    const unknown = { totalReturn: Number.NaN, sharpe: Number.NaN, maxDrawdown: Number.NaN }
    const blocks = inside(
      reportRobustness({
        ...result,
        leaveOneOut: [
          { ...first, dispensable: true },
          { ...second, change: unknown, note: 'limits' },
        ],
      }),
      'Without each sleeve',
    )
    expect(blocks[0]).toMatchObject({ chart: { kind: 'bar', bars: [{ value: -0.3 }, { value: Number.NaN }], signed: true } })
    expect(tables(blocks)[0].rows.map(row => row.at(-1))).toEqual(['better left out', 'not known'])
    expect(blocks.at(-1)).toMatchObject({ kind: 'note', text: 'limits' })
    expect(inside(reportRobustness({ ...result, leaveOneOut: [] }), 'Without each sleeve')).toEqual([
      { kind: 'text', text: 'Of a single sleeve nothing would be left.' },
    ])
  })

  it('puts together and apart side by side', () => {
    const blocks = inside(reportRobustness(result), 'Other histories of the sleeves')
    expect(blocks[0]).toMatchObject({ text: expect.stringContaining('is 0.80 × that apart: they make up for each other.') })
    const [spread, sleeves] = tables(blocks)
    expect(spread.rows.map(row => row.slice(0, 3))).toEqual([
      ['Total return, together', '14.00%', '50.00%'],
      ['Total return, apart', '17.50%', '62.50%'],
      ['Sharpe ratio, together', '0.82', '1.00'],
      ['Sharpe ratio, apart', '1.02', '1.25'],
      ['Deepest drawdown, together', '10.20%', '12.00%'],
      ['Deepest drawdown, apart', '12.75%', '15.00%'],
    ])
    expect(sleeves.rows.map(row => row.at(-1))).toEqual([0.02, 0.02])
  })

  it('multiplies costs where there are some', () => {
    const [table] = tables(inside(reportRobustness(result), 'Higher costs'))
    expect(table.rows).toEqual([
      [0, 0, 1.5],
      [1, 15, 1],
      [2, 30, 0.5],
      [3, 45, 0],
      [5, 75, -1],
    ])
    const sharpes = result.costs.sharpes.map(({ factor }) => ({ factor, sharpe: Number.NaN }))
    expect(inside(reportRobustness({ ...result, costs: { ...result.costs, sharpes } }), 'Higher costs')).toEqual([
      { kind: 'text', text: 'No costs were assumed, so there is nothing to multiply.' },
    ])
  })
})
