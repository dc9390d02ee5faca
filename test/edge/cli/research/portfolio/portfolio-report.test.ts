import { expect, it } from 'vitest'
import { portfolioReport } from '../../../../../src/edge/cli/research/portfolio/portfolio-report.ts'
import { sliceBars } from '../../../../../src/market/bars.ts'
import { alignBars } from '../../../../../src/market/panel.ts'
import { syntheticBars } from '../../../../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../../../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../../../src/portfolios/portfolio.ts'
import { volatilityRegime } from '../../../../../src/regimes/volatility-regime.ts'
import { toMarkdown } from '../../../../../src/reports/markdown.ts'
import { MaCrossover } from '../../../../../src/strategies/library/ma-crossover.ts'

const list = ['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 800, symbol }))
const panel = alignBars([list[0], sliceBars(list[1], 100, 700)], { join: 'outer' })
const sleeves = ['A', 'B'].map(symbol => ({ strategy: MaCrossover, symbol, weight: 0.5 }))

function textOf(portfolio: Portfolio): string {
  return toMarkdown(portfolioReport(backtestPortfolio(portfolio, panel), { title: 'Two coins', panel, portfolio }))
}

it('tells what was earned when risk was on and off', () => {
  const text = textOf({ sleeves })
  expect(text).toMatch(/^# Two coins/)
  // Markdown escapes what would be emphasis.
  for (const label of [/risk\\?_on/, /neutral/, /risk\\?_off/]) expect(text).toMatch(label)
})

it('tells it for the regime that the portfolio goes by, and how it is rebalanced', () => {
  const regime = { regime: volatilityRegime({ lookback: 100 }), scales: { low: 1, normal: 1, high: 0.3 }, symbol: 'B' }
  const text = textOf({ sleeves, regime, rebalance: 'month', allocation: { method: 'equal', lookback: 100 } })
  for (const label of ['low', 'normal', 'high', 'month', 'equal']) expect(text).toContain(label)
  expect(text).not.toMatch(/risk\\?_off/)
})
