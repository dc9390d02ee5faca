import { describe, expect, it } from 'vitest'
import type { Block, Table } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportMonteCarlo } from '../../src/reports/report-monte-carlo.ts'
import { monteCarlo } from '../../src/research/monte-carlo.ts'
import { monteCarloRuns } from '../../src/research/monte-carlo-runs.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { appleBars } from './fixture.ts'

/** Always the same gain: every path is the same, and known by hand. */
const steady = new Float64Array(4).fill(0.1)
const options = { seed: 7, barsPerYear: 4, paths: 20, method: 'iid' } as const
const find = <K extends Block['kind']>(blocks: readonly Block[], kind: K): Extract<Block, { kind: K }>[] =>
  blocks.flatMap(block => [
    ...(block.kind === kind ? [block as Extract<Block, { kind: K }>] : []),
    ...(block.kind === 'section' ? find(block.blocks, kind) : []),
  ])
const rowOf = (table: Table, name: string) => table.rows.find(([first]) => String(first).startsWith(name)) ?? []

describe('reportMonteCarlo', () => {
  it('tells what was drawn, how, and from which seed', () => {
    const report = reportMonteCarlo(monteCarlo(steady, options), { subject: 'ma_crossover on AAPL' })
    expect(report.title).toBe('What else could have happened')
    expect(report.subtitle).toBe('ma_crossover on AAPL, Monte-Carlo, 20 paths: returns drawn one by one, seed 7')
  })

  it('has the numbers of paths that are all the same', () => {
    const report = reportMonteCarlo(monteCarlo(steady, options))
    const [table] = find(report.blocks, 'table')
    // 1.1⁴ - 1 = 0.4641
    expect(rowOf(table, 'Total return')).toEqual(['Total return', ...new Array<string>(7).fill('46.41%'), '50.00%'])
    expect(rowOf(table, 'Max drawdown')[1]).toBe('0.00%')
    expect(rowOf(table, 'Cagr')[4]).toBe('46.41%')
    const [figures] = find(report.blocks, 'facts')
    expect(figures.items[0]).toMatchObject({ label: 'Total return, median', detail: 'seen 46.41%' })
    expect(figures.items[0].value).toBeCloseTo(0.4641, 12)
    expect(figures.items[3]).toMatchObject({ label: 'Ruined', value: 0 })
  })

  it('says how many paths came down to the level of ruin', () => {
    const up = monteCarlo(Float64Array.of(0.5, -0.6), { ...options, paths: 400, length: 1, ruin: { drawdown: 0.5 } })
    const share = up.ruin.probability
    // Every path is one draw: half of them lose 60 %.
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.6)
    const [lead] = find(reportMonteCarlo(up).blocks, 'text')
    expect(lead.text).toContain(`Of 400 paths, ${(100 * share).toFixed(2)}% came down to a drawdown of 50.00%.`)
  })

  it('draws the fan of the equity from the capital, unless there is none', () => {
    const [chart] = find(
      reportMonteCarlo(monteCarlo(steady, { ...options, capital: 200 }), { capital: 200, noun: 'trade' }).blocks,
      'chart',
    )
    expect(chart.chart).toMatchObject({ kind: 'fan', start: 200, noun: 'trade' })
    expect(chart.chart.summary).toContain('after 4 trades')
    expect(chart.chart.summary).toContain('50 % at 292.82')
    expect(find(reportMonteCarlo(monteCarlo(steady, { ...options, times: 0 })).blocks, 'chart')).toEqual([])
  })

  it('takes the mean where there is no median, and any percentiles', () => {
    const report = reportMonteCarlo(monteCarlo(steady, { ...options, percentiles: [0.1] }))
    const [figures] = find(report.blocks, 'facts')
    expect(figures.items[0].label).toBe('Total return, mean')
    expect(find(report.blocks, 'table')[0].columns.map(({ title }) => title)).toEqual(['Metric', 'Seen', 'Mean', '10 %', 'Paths below'])
  })

  it('counts the paths on which a metric has a meaning', () => {
    const result = monteCarlo(Float64Array.of(0.1, -0.2), { ...options, method: 'shuffle' })
    const [table] = find(reportMonteCarlo(result).blocks, 'table')
    const known = result.metrics.recoveryBars.known
    expect(known).toBeLessThan(20)
    expect(rowOf(table, 'Recovery bars')[0]).toBe(`Recovery bars (${known} paths)`)
  })

  it('reports runs of a strategy, too, and renders', () => {
    const runs = monteCarloRuns(MaCrossover, appleBars(), { method: 'params', seed: 1, paths: 8 })
    const report = reportMonteCarlo(runs, { title: 'Neighbors' })
    expect(report.subtitle).toContain('parameters varied')
    const [chart] = find(report.blocks, 'chart')
    expect(chart.chart).toMatchObject({ start: runs.observed.initialEquity })
    expect(rowOf(find(report.blocks, 'table')[0], 'Trades')[1]).toBe(String(runs.observed.trades))
    for (const text of [toHtml(report), toMarkdown(report)]) {
      expect(text).toContain('Neighbors')
      expect(text).not.toMatch(/NaN|undefined/)
    }
  })
})
