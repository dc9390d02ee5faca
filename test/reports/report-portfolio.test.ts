import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import { performanceByRegime } from '../../src/regimes/performance-by-regime.ts'
import type { Block, Report } from '../../src/reports/document.ts'
import { toHtml } from '../../src/reports/html.ts'
import { htmlStyle } from '../../src/reports/html-style.ts'
import { toMarkdown } from '../../src/reports/markdown.ts'
import { reportPortfolio } from '../../src/reports/report-portfolio.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const sectionsOf = ({ blocks }: Report) => blocks.flatMap(block => (block.kind === 'section' ? [block.title] : []))
const inside = (report: Report, title: string): readonly Block[] =>
  report.blocks.flatMap(block => (block.kind === 'section' && block.title === title ? block.blocks : []))

describe('reportPortfolio', () => {
  const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 400, symbol })))
  const sleeves = [
    { strategy: MaCrossover, symbol: 'A', weight: 0.6 },
    { strategy: RsiReversion, symbol: 'B', weight: 0.4 },
  ]

  it('tells everything of a portfolio, from the sentence to the settings', () => {
    const report = reportPortfolio(fixturePortfolio())
    expect(report.title).toBe('Portfolio of 4 sleeves on 4 symbols')
    expect(report.subtitle).toBe('Backtest, 1d bars, 2021-01-01 to 2023-06-19 (2.5 years)')
    expect(report.blocks[0]).toMatchObject({ kind: 'text', role: 'lead' })
    expect(sectionsOf(report)).toEqual([
      'Composition',
      'Equity and drawdown',
      'Where return and risk came from',
      'How much the sleeves move together',
      'The worst drawdowns',
      'Weights and exposure',
      'Returns',
      'Sleeves',
      'Costs',
      'Orders not sent',
      'Trades',
      'Settings and data',
    ])
  })

  it('reads a real run, with holding and regimes beside it', () => {
    const result = backtestPortfolio({ sleeves, rebalance: 'week' }, panel, { costs: { feeBps: 10 } })
    const codes = Int8Array.from({ length: panel.length }, (_, i) => (i < 200 ? 0 : 1))
    const regimes = performanceByRegime(result.equity, { labels: { labels: ['early', 'late'], codes }, barsPerYear: result.barsPerYear })
    const report = reportPortfolio(result, { panel, portfolio: { rebalance: 'week' }, regimes, title: 'Mine', maxTrades: 3 })
    expect(report.title).toBe('Mine')
    expect(sectionsOf(report)).toContain('Regimes')
    expect(report.blocks).toContainEqual({ kind: 'note', tone: 'info', title: 'Weights were restored', text: 'every week.' })
    expect(toMarkdown(report)).toContain('"rebalance": "week"')
    const [line] = inside(report, 'Equity and drawdown')
    if (line.kind !== 'chart' || line.chart.kind !== 'line') throw new Error('no equity')
    expect(line.chart.series.map(({ name }) => name)).toEqual(['Portfolio', 'Buy and hold'])
    // Holding in the chart is holding in the summary.
    const hold = line.chart.series[1].values
    expect(hold[hold.length - 1] / 10_000 - 1).toBeCloseTo(result.summary.buyHoldReturn, 12)
    expect(inside(report, 'Trades')[0]).toMatchObject({ kind: 'table', limit: 3 })
    for (const text of [toHtml(report), toMarkdown(report)]) expect(text).not.toMatch(/\bNaN\b|undefined|Infinity/)
  })

  it('takes the run of a panel as well, without weights over time', () => {
    const report = reportPortfolio(backtestPanel(sleeves, panel))
    const charts = inside(report, 'Weights and exposure').map(block => (block.kind === 'chart' ? block.chart.kind : ''))
    expect(charts).toEqual(['line'])
    expect(sectionsOf(report)).not.toContain('Regimes')
  })

  it('escapes names in every place', () => {
    const result = fixturePortfolio()
    const evil = '<img src=x onerror=alert(1)>'
    const html = toHtml(reportPortfolio({ ...result, symbols: [evil], sleeves: result.sleeves.map(sleeve => ({ ...sleeve, name: evil })) }))
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img')
  })

  it('refuses another panel', () => {
    const result = backtestPanel(sleeves, panel)
    const other = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 399, symbol })))
    expect(() => reportPortfolio(result, { panel: other })).toThrow(ConfigError)
    expect(() => reportPortfolio(result, { panel: other })).toThrow(/the panel has 399 times, the result 400/)
  })

  it.each([
    { sleeves: 1, length: 1 },
    { sleeves: 1, length: 300 },
    { sleeves: 20, length: 3000 },
  ])('stands $sleeves sleeves on $length bars, with a rule for every class', options => {
    const html = toHtml(reportPortfolio(fixturePortfolio(options)))
    expect(html).not.toMatch(/\bNaN\b|undefined|Infinity/)
    const ruled = new Set([...htmlStyle.matchAll(/\.([a-z][a-z0-9-]*)/g)].map(match => match[1]))
    const used = new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(match => match[1].split(' ')))
    // A note looks like information unless it is a warning.
    expect([...used].filter(name => !ruled.has(name) && name !== 'info')).toEqual([])
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(html.length).toBeLessThan(2_000_000)
  })
})
