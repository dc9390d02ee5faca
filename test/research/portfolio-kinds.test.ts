import { expect, it } from 'vitest'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import { isPortfolioRun, type PortfolioKind, type PortfolioRunType, portfolioKinds } from '../../src/research/portfolio-kinds.ts'
import { runTypes } from '../../src/research/run-record.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 400, symbol })))
const portfolio = {
  sleeves: [
    { strategy: MaCrossover, symbol: 'A', name: 'trend' },
    { strategy: BuyAndHold, symbol: 'B', name: 'hold' },
  ],
  rebalance: 'day',
} as const
const { summary, equity } = backtestPortfolio(portfolio, panel)
const options = {
  portfolio_backtest: {},
  robustness: { seed: 1, monteCarlo: { paths: 20 }, stress: { scenarios: ['flash_crash'], severities: [0.2] }, jitter: { draws: 3 } },
  portfolio_walk_forward: { train: 150, test: 100 },
}

it.each(Object.keys(portfolioKinds) as PortfolioRunType[])('runs a %s, with numbers and parts', type => {
  const kind: PortfolioKind = portfolioKinds[type]
  const result = kind.run({ portfolio }, panel, options[type]) as never
  const metrics = kind.metrics(result)
  expect(Object.values(metrics).every(value => typeof value === 'number')).toBe(true)
  expect(runTypes).toContain(type)
  expect(isPortfolioRun(type)).toBe(true)
  // A test of robustness begins with the portfolio as it is; walk-forward tests have bars of their own.
  if (type !== 'portfolio_walk_forward') expect(metrics.sharpe).toBe(summary.sharpe)
  const names = kind.parts(result).map(([name]) => name)
  expect(names).toEqual(
    {
      portfolio_backtest: ['equity', 'profit of trend', 'profit of hold', 'summary'],
      robustness: ['seed', 'weights', 'baseline', 'monteCarlo', 'jointMonteCarlo', 'stress', 'leaveOneOut', 'jitter', 'costs'],
      portfolio_walk_forward: ['windows', 'equity', 'summary'],
    }[type],
  )
})

it('runs sleeves on their own, and candidates', () => {
  const alone = portfolioKinds.portfolio_backtest.run({ sleeves: portfolio.sleeves }, panel, {}) as { equity: Float64Array }
  expect(alone.equity).not.toEqual(equity)
  const walked = portfolioKinds.portfolio_walk_forward.run(
    {
      candidates: [
        { name: 'a', portfolio },
        { name: 'b', portfolio: { ...portfolio, rebalance: 'signal' } },
      ],
    },
    panel,
    options.portfolio_walk_forward,
  )
  expect(walked).toMatchObject({ candidates: ['a', 'b'] })
  expect(isPortfolioRun('backtest')).toBe(false)
})
