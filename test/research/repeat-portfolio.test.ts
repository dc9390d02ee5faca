import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars, type Panel } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import { describePortfolioRun } from '../../src/research/describe-portfolio-run.ts'
import { slicePanel } from '../../src/research/portfolio/slice-panel.ts'
import { repeatPortfolio, restorePanel, storePanel, strategiesOf } from '../../src/research/repeat-portfolio.ts'
import type { RunRecord } from '../../src/research/run-record.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Momentum } from '../../src/strategies/library/momentum.ts'

const a = syntheticBars({ seed: 1, length: 400, symbol: 'A' })
const b = sliceBars(syntheticBars({ seed: 2, length: 500, symbol: 'B' }), 100)
const recordOf = (panel: Panel): RunRecord => {
  const portfolio = {
    sleeves: [
      { strategy: MaCrossover, symbol: 'A' },
      { strategy: Momentum, symbol: 'B' },
      { strategy: MaCrossover, symbol: 'B' },
    ],
    rebalance: { band: 0.1 },
  } as const
  const run = { portfolio, panel, options: { costs: { feeBps: 7 } }, result: backtestPortfolio(portfolio, panel, { costs: { feeBps: 7 } }) }
  return describePortfolioRun(run, { id: 'p', createdAt: 0, version: '1' }).record
}

describe('the panel of a record', () => {
  it.each([
    ['an inner join', alignBars([a, b])],
    ['an outer join', alignBars([a, b], { join: 'outer' })],
    ['a part in the middle', slicePanel(alignBars([a, b]), [50, 250])],
    ['a part of an outer join', slicePanel(alignBars([a, b], { join: 'outer' }), [20, 450])],
  ])('is made again of whole histories: %s', (_, panel) => {
    expect(restorePanel(recordOf(panel), [a, b])).toEqual({ ...panel })
  })

  it('is found at the end of the histories where an older record does not say', () => {
    const panel = slicePanel(alignBars([a, b]), [200, 300])
    const { options, ...record } = recordOf(panel)
    const { panel: _, ...older } = options
    expect(restorePanel({ ...record, options: older }, [a, b]).time[0]).toBe(panel.time[0])
  })

  it('is refused when the prices are others', () => {
    const record = recordOf(alignBars([a, b]))
    const other = syntheticBars({ seed: 9, length: 400, symbol: 'A' })
    expect(() => restorePanel(record, [other, b])).toThrow('A, B 1h, 300 times as well, with other times or prices')
    expect(() => restorePanel(record, [sliceBars(a, 0, 350), b])).toThrow('250 times instead of A, B 1h, 300 times')
  })

  it('says how it was made', () => {
    const panel = alignBars([a, b], { join: 'outer' })
    expect(storePanel(panel)).toEqual({ join: 'outer', calendar: '24/7', from: a.time[0], to: b.time[399] })
  })
})

it('runs with the settings of the record', () => {
  const panel = alignBars([a, b])
  const record = recordOf(panel)
  const again = repeatPortfolio(record, panel, { strategyOf: catalog.get, functions: {} }) as { summary: { fees: number } }
  expect(again.summary.fees).toBe(record.metrics.fees)
  expect(record.metrics.fees).toBeGreaterThan(0)
  expect(strategiesOf(record)).toEqual(['ma_crossover', 'momentum'])
})
