import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { Block } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportSweep } from '../../src/reports/report-sweep.ts'
import { sweep } from '../../src/research/sweep.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 3, length: 900, kind: 'regimes' })
const charts = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(block => (block.kind === 'section' ? charts(block.blocks) : block.kind === 'chart' ? [block.chart.kind] : []))

describe('reportSweep', () => {
  it('says what was tried, how it came out and what depends on what', () => {
    const result = sweep(Breakout, bars, {
      grid: { lookback: [10, 20, 40], side: ['both', 'long'] },
      settings: { 'exits.stopLoss': [null, 0.03] },
      objective: 'calmar',
      top: 4,
    })
    const report = reportSweep(result)
    const text = toMarkdown(report)
    expect(charts(report.blocks)).toEqual(['heat-map', 'parallel', 'histogram'])
    expect(text).toContain('12 combinations, 900 bars of 1h, ranked by calmar')
    expect(text).toContain('| Rank | lookback | side | stopLoss | calmar | Sharpe | Return |')
    expect(text).toMatch(/\| 4 \| \d+ \| (both|long) \| (none|0\.03) \|/)
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
    const profitable = result.metrics.totalReturn.filter(value => value > 0).length / 12
    expect(text).toContain(`| Profitable | ${(profitable * 100).toFixed(2)}% |`)
    const html = toHtml(report)
    expect(html.match(/<svg viewBox/g)?.length).toBeGreaterThanOrEqual(6)
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('draws the two parameters that it is asked for', () => {
    const result = sweep(MaCrossover, bars, { grid: { fast: [5, 10], slow: [20, 40] }, objective: 'maxDrawdown' })
    const text = toMarkdown(reportSweep(result, { heatMap: ['fast', 'slow'], title: 'Mine' }))
    expect(text).toContain('# Mine')
    expect(text).toContain('| slow \\\\ fast | 5 | 10 |')
    expect(() => reportSweep(result, { heatMap: ['fsat', 'slow'] })).toThrow('did you mean "fast"?')
  })

  it('stands one combination, one bar and nothing known', () => {
    const one = reportSweep(sweep(MaCrossover, sliceBars(bars, 0, 1), { grid: { fast: [5] } }))
    expect(toMarkdown(one)).toContain('None of 1 combination has a known sharpe.')
    expect(charts(one.blocks)).toEqual([])
    const none = toMarkdown(reportSweep(sweep(MaCrossover, bars, { grid: { fast: [5, 10], slow: [50, 60] }, minTrades: 1000 })))
    expect(none).toContain('No run has a known score.')
    expect(none).not.toMatch(/NaN|undefined|Infinity/)
  })
})
