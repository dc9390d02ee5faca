import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { version } from '../../../src/edge/cli/version.ts'
import { recordPortfolioRun } from '../../../src/edge/registry/record-portfolio-run.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'

it('records with a new id, the version and whole paths', () => {
  const store = memoryRunStore()
  const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 100, symbol })))
  const portfolio = { sleeves: panel.symbols.map(symbol => ({ strategy: BuyAndHold, symbol })) }
  const run = { portfolio, panel, result: backtestPortfolio(portfolio, panel) }
  const at = (symbol: string) => ({ kind: 'file', path: `${symbol}.csv`, options: { symbol } }) as const
  const record = recordPortfolioRun(store, run, { tags: ['first'], location: { ...at('A'), others: [at('B')] } })
  expect(record).toMatchObject({
    version,
    name: 'portfolio_backtest_A_B',
    tags: ['first'],
    location: { path: resolve('A.csv'), others: [{ path: resolve('B.csv') }] },
  })
  expect(record.location?.others).toHaveLength(1)
  expect(store.get(record.id)?.result).toBe(record.result)
  expect(recordPortfolioRun(store, run).id > record.id).toBe(true)
  expect(store.trials(record)).toBe(1)
})
