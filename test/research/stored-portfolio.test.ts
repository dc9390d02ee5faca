import { expect, it } from 'vitest'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../src/portfolios/portfolio.ts'
import { parseRegimeScaling } from '../../src/portfolios/regime-scaling-config.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'
import { decodeData, encodeData } from '../../src/research/data-codec.ts'
import { restoreSubject, storeSubject } from '../../src/research/stored-portfolio.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 600, symbol })))
const sleeves = [
  { strategy: MaCrossover, symbol: 'A', weight: 0.6, params: { fast: 5 }, exits: { stopLoss: 0.1 }, group: 'g', name: 'mine' },
  { strategy: MaCrossover, symbol: 'B', weight: 0.4, sizing: { fraction: 0.5 } },
]
const restore = { strategyOf: catalog.get, functions: {} }
const throughStore = (portfolio: Portfolio, functions = {}) => {
  const { params, options } = decodeData(encodeData(storeSubject({ portfolio }))) as { params: object; options: object }
  const subject = restoreSubject({ params: { ...params }, options: { ...options } }, { ...restore, functions })
  return 'portfolio' in subject ? subject.portfolio : undefined
}

it.each<Partial<Portfolio>>([
  {},
  { rebalance: 'month' },
  { rebalance: { band: 0.05 }, groups: { g: 0.3 } },
  { allocation: { method: 'inverse_volatility', lookback: 100, maximum: { mine: 0.5 } } },
  { regime: parseRegimeScaling({ method: 'trend', dwell: 4, params: { method: 'adx' } }) },
  { regime: { scales: { risk_on: 1, neutral: 0.7, risk_off: 0.2 }, regime: { minBars: 3 }, initial: 0.4 } },
  { regime: parseRegimeScaling({ method: 'volatility', symbol: 'A', smoothing: 5 }), rebalance: { every: 30 } },
])('makes the same portfolio of what was stored: %j', changes => {
  const portfolio = { sleeves, ...changes }
  const again = throughStore(portfolio) as Portfolio
  expect(backtestPortfolio(again, panel).equity).toEqual(backtestPortfolio(portfolio, panel).equity)
})

it('says what is a function, and takes it from elsewhere', () => {
  const method = () => [0.3, 0.7]
  const regime = { regime: volatilityRegime(), scales: { low: 1, normal: 1, high: 0.2 } }
  const portfolio = { sleeves, allocation: { method, lookback: 50 }, regime }
  const { functions, options } = storeSubject({ portfolio })
  expect(functions).toEqual(['allocation', 'regime'])
  expect(options.portfolio).toEqual({ rebalance: 'signal' })
  const again = throughStore(portfolio, { allocation: portfolio.allocation, regime }) as Portfolio
  expect(backtestPortfolio(again, panel).equity).toEqual(backtestPortfolio(portfolio, panel).equity)
  expect(storeSubject({ candidates: [{ name: 'own', portfolio }] }).functions).toEqual(['own.allocation', 'own.regime'])
})

it('takes a scaling of older records, which have it as code does', () => {
  const { params } = storeSubject({ portfolio: { sleeves } })
  const regime = { scales: { risk_on: 1, neutral: 0.5, risk_off: 0 } }
  const subject = restoreSubject({ params, options: { portfolio: { rebalance: 'signal', regime } } }, restore)
  expect(subject).toMatchObject({ portfolio: { regime } })
})

it('keeps schedules of sleeves, and all parameters', () => {
  const schedule = { rows: Int32Array.of(10, 20), weights: Float64Array.of(0.5, 0) }
  const { params } = storeSubject({ sleeves: [{ strategy: MaCrossover, symbol: 'A', schedule }] })
  expect(params).toEqual({
    sleeves: [{ strategy: 'ma_crossover', symbol: 'A', params: { fast: 20, slow: 50 }, schedule: { rows: [10, 20], weights: [0.5, 0] } }],
  })
})
