import { expect, it } from 'vitest'
import { compositionText, portfolioResultText, rebalanceText } from '../../../../../src/edge/cli/research/portfolio/portfolio-text.ts'
import { samplePanel } from '../../../../../src/market/sample-bars.ts'
import { backtestPortfolio } from '../../../../../src/portfolios/backtest-portfolio.ts'
import { findRecipe } from '../../../../../src/portfolios/shipped-recipes.ts'
import { buildPortfolio } from '../../../../../src/research/build-portfolio.ts'

const recipe = findRecipe('regime_aware_conservative')
const built = buildPortfolio({ ...recipe, allocation: { method: 'risk_parity', lookback: 100, when: { every: 50 } } }, samplePanel())

it('says what a portfolio is made of, how it is traded and how much it may lose', () => {
  const text = compositionText({ ...built, trials: 48, notes: ['Look here.'] })
  expect(text).toContain(
    'Regime-Aware Conservative (regime_aware_conservative) on BTC/EUR, ETH/EUR 1d, 2,192 bars, 2019-01-01 to 2024-12-31',
  )
  expect(text).toMatch(/^breakout BTC\/EUR +breakout +– +BTC\/EUR +25\.00% {2}stopLoss=0\.04$/m)
  expect(text).toMatch(/^weights +risk parity, from 100 bars, every 50 bars$/m)
  expect(text).toMatch(/^regime +positions are scaled/m)
  expect(text).toMatch(/^trials +48 parameter sets/m)
  expect(text).toMatch(/^risk +conservative: .* drawdown to 15\.00%$/m)
  expect(text).toMatch(/^note +Look here\.$/m)
})

it('says what it came to, and whether that is within what is tolerated', () => {
  const result = backtestPortfolio(built.portfolio, built.panel, built.settings)
  const { maxDrawdown } = result.summary
  expect(portfolioResultText(result, maxDrawdown)).toMatch(/^drawdown .* within the /m)
  expect(portfolioResultText(result, maxDrawdown / 2)).toMatch(/^drawdown .* MORE THAN the /m)
  for (const { name } of result.sleeves) expect(portfolioResultText(result, 1)).toContain(`\n${name} `)
})

it.each([
  [undefined, 'when a strategy changes its target'],
  ['month', 'at the first close of each month'],
  [{ every: 20 }, 'every 20 bars'],
  [{ band: 0.05 }, 'when a position is off by 5.00% of the account'],
] as const)('rebalances %j %s', (rebalance, text) => {
  expect(rebalanceText(rebalance)).toBe(text)
})
