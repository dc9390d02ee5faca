import { expect, it } from 'vitest'
import { portfolioEntry, recordedPortfolio, robustnessEntry } from '../../../../../src/edge/cli/research/portfolio/recorded-portfolio.ts'
import { samplePanel } from '../../../../../src/market/sample-bars.ts'
import { backtestPortfolio } from '../../../../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../../../src/portfolios/portfolio.ts'
import { parseRegimeScaling } from '../../../../../src/portfolios/regime-scaling-config.ts'
import { findRecipe } from '../../../../../src/portfolios/shipped-recipes.ts'
import { buildPortfolio } from '../../../../../src/research/build-portfolio.ts'
import { testRobustness } from '../../../../../src/research/portfolio/test-robustness.ts'

const built = buildPortfolio(findRecipe('rsi_reversion_moderate'), samplePanel())
const context = { id: 'run-1', createdAt: 0, version: '1.0.0' }
const prices = { kind: 'sample', timeframe: '1d' } as const

const entryOf = (changes: Partial<Portfolio> = {}, trials = 1) => {
  const own = { ...built, trials, portfolio: { ...built.portfolio, ...changes } }
  return portfolioEntry({ built: own, result: backtestPortfolio(own.portfolio, own.panel, own.settings), prices }, context)
}

it('keeps what is needed to build it again, as plain data', () => {
  const { record } = entryOf({}, 12)
  const found = recordedPortfolio(record)
  expect(structuredClone(found)).toEqual(found)
  expect(found).toMatchObject({
    recipe: 'rsi_reversion_moderate',
    riskProfile: 'moderate',
    rebalance: 'signal',
    prices,
    sleeves: [
      { strategy: 'rsi_reversion', symbol: 'BTC/EUR', weight: 0.5, lastWeight: 0.5, params: { period: 14 }, exits: { stopLoss: 0.04 } },
      { symbol: 'ETH/EUR' },
    ],
  })
  expect(record).toMatchObject({ type: 'portfolio_backtest', name: 'portfolio_rsi_reversion_moderate', trials: 12 })
})

it('is the same trial only with the same allocation and rebalancing', () => {
  const fingerprint = (changes: Partial<Portfolio>) => [...(entryOf(changes).tried?.fingerprints ?? [])].join()
  expect(fingerprint({})).toBe(fingerprint({ rebalance: 'signal' }))
  const all = [{}, { rebalance: 'month' }, { rebalance: { band: 0.1 } }, { allocation: { method: 'equal' } }] as const
  expect(new Set(all.map(fingerprint)).size).toBe(4)
})

it('keeps the weights of the end apart from those of the start', () => {
  const { record } = entryOf({ allocation: { method: 'fixed', weights: [0.2, 0.8], lookback: 20 } })
  const [first] = recordedPortfolio(record)?.sleeves ?? []
  expect([first.weight, first.lastWeight]).toEqual([0.5, 0.2])
})

it('finds nothing in runs of something else', () => {
  expect(recordedPortfolio({ options: {} })).toBeUndefined()
  expect(recordedPortfolio({ options: { portfolio: 'x' } })).toBeUndefined()
})

it('keeps regimes in the words of a recipe, and runs that were shaken', () => {
  const { record } = entryOf({ regime: parseRegimeScaling({ method: 'trend', symbol: 'BTC/EUR' }) })
  expect(recordedPortfolio(record)).toMatchObject({ recipe: 'rsi_reversion_moderate', regime: { method: 'trend', symbol: 'BTC/EUR' } })
  expect(record.functions).toEqual([])
  const asked = { monteCarlo: { paths: 20 }, stress: false, jitter: false, leaveOneOut: false } as const
  const { portfolio, panel, settings } = built
  const finished = { built, result: backtestPortfolio(portfolio, panel, settings), prices }
  const result = testRobustness(portfolio, panel, { ...settings, ...asked })
  const shaken = robustnessEntry(finished, { asked, result }, context)
  expect(shaken.record).toMatchObject({
    type: 'robustness',
    name: 'robustness_rsi_reversion_moderate',
    seed: 42,
    options: { robustness: asked },
  })
  expect(recordedPortfolio(shaken.record)).toEqual(recordedPortfolio(entryOf().record))
  expect([...(shaken.tried?.fingerprints ?? [])]).toEqual([...(entryOf().tried?.fingerprints ?? [])])
})
