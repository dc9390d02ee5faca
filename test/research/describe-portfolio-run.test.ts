import { expect, it } from 'vitest'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../src/portfolios/portfolio.ts'
import { findRecipe } from '../../src/portfolios/shipped-recipes.ts'
import { buildPortfolio } from '../../src/research/build-portfolio.ts'
import { describePortfolioRun } from '../../src/research/describe-portfolio-run.ts'
import { memoryRunStore } from '../../src/research/memory-run-store.ts'
import { testRobustness } from '../../src/research/portfolio/test-robustness.ts'
import { walkForwardPortfolio } from '../../src/research/portfolio/walk-forward-portfolio.ts'
import type { RunRecord } from '../../src/research/run-record.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 300, symbol })))
const context = { id: 'p', createdAt: 0, version: '1' }
const described = (fast: number, id: string) => {
  const sleeves = [
    { strategy: RsiReversion, symbol: 'A', weight: 0.3 },
    { strategy: MaCrossover, symbol: 'B', weight: 0.5, params: { fast } },
    { strategy: MaCrossover, symbol: 'A', weight: 0.2 },
  ]
  const result = backtestPanel(sleeves, panel)
  return { result, entry: describePortfolioRun({ sleeves, panel, result }, { ...context, id }) }
}

it('describes the whole portfolio and counts it as one trial', () => {
  const store = memoryRunStore()
  const { result, entry } = described(5, 'p')
  store.add(entry)
  const record = store.get('p') as RunRecord
  expect(record).toMatchObject({
    type: 'portfolio_backtest',
    strategy: 'rsi_reversion+ma_crossover',
    family: 'ma_crossover+rsi_reversion',
    symbols: ['A', 'B'],
    bars: 300,
    trials: 1,
  })
  expect(record.metrics.sharpe).toBe(result.summary.sharpe)
  expect((record.params.sleeves as { params: object }[])[1]).toMatchObject({
    strategy: 'ma_crossover',
    weight: 0.5,
    params: { fast: 5, slow: 50 },
  })
  store.add(described(5, 'again').entry)
  store.add(described(6, 'other').entry)
  expect(store.trials(entry.record)).toBe(2)
  expect(store.get('again')?.result).toBe(record.result)
  expect(store.get('other')?.result).not.toBe(record.result)
})

const sleeves = [
  { strategy: MaCrossover, symbol: 'A', weight: 0.5 },
  { strategy: RsiReversion, symbol: 'B', weight: 0.5 },
]
const entryOf = (portfolio: Portfolio) => describePortfolioRun({ portfolio, panel, result: backtestPortfolio(portfolio, panel) }, context)
const trialOf = (portfolio: Portfolio) => [...(entryOf(portfolio).tried?.fingerprints ?? [])].join()

it('counts every way of sharing out the account, and a portfolio that does no more as its sleeves', () => {
  const variations: readonly Partial<Portfolio>[] = [
    {},
    { rebalance: 'month' },
    { rebalance: { band: 0.1 } },
    { allocation: { method: 'equal' } },
    { allocation: { method: 'equal', lookback: 100 } },
    { regime: {} },
    { regime: { dwell: 9 } },
    { sleeves: [sleeves[0], { ...sleeves[1], weight: 0.3 }] },
  ]
  const trials = variations.map(changes => trialOf({ sleeves, ...changes }))
  expect(new Set(trials).size).toBe(variations.length)
  expect(trialOf({ sleeves, rebalance: 'signal' })).toBe(trials[0])
  const alone = describePortfolioRun({ sleeves, panel, result: backtestPanel(sleeves, panel) }, context)
  expect([...(alone.tried?.fingerprints ?? [])].join()).toBe(trials[0])
})

it('tells functions apart by what they came to', () => {
  const own = (first: number): Portfolio => ({
    sleeves,
    allocation: { method: () => [first, 1 - first], lookback: 50, when: { every: 50 } },
  })
  expect(entryOf(own(0.2)).record.functions).toEqual(['allocation'])
  expect(trialOf(own(0.2))).toBe(trialOf(own(0.2)))
  expect(trialOf(own(0.2))).not.toBe(trialOf(own(0.9)))
})

it('a test of robustness is the trial of its portfolio, a walk-forward test those of all its candidates', () => {
  const portfolio = { sleeves, rebalance: 'month' } as const
  const options = { monteCarlo: { paths: 10 }, stress: false, jitter: false, seed: 'x', costs: { feeBps: 3 } } as const
  const robust = describePortfolioRun(
    { type: 'robustness', portfolio, panel, options, result: testRobustness(portfolio, panel, options) },
    context,
  )
  const plain = {
    portfolio,
    panel,
    options: { costs: options.costs },
    result: backtestPortfolio(portfolio, panel, { costs: options.costs }),
  }
  expect([...(robust.tried?.fingerprints ?? [])]).toEqual([...(describePortfolioRun(plain, context).tried?.fingerprints ?? [])])
  expect(robust.record).toMatchObject({
    type: 'robustness',
    seed: 'x',
    settings: { costs: { feeBps: 3 } },
    options: { robustness: { monteCarlo: { paths: 10 }, stress: false, jitter: false }, portfolio: { rebalance: 'month' } },
  })
  const portfolios = [portfolio, { sleeves }]
  const walk = { train: 100, test: 50 }
  const walked = describePortfolioRun(
    { type: 'portfolio_walk_forward', portfolios, panel, options: walk, result: walkForwardPortfolio(portfolios, panel, walk) },
    context,
  )
  expect([...(walked.tried?.fingerprints ?? [])]).toEqual(portfolios.map(trialOf))
  expect(walked.record).toMatchObject({ trials: 2, options: { walkForward: walk }, metrics: { windows: 4 } })
})

it('counts what the components were chosen from, once, across sessions', () => {
  const market = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 800, symbol, kind: 'regimes' })))
  const store = memoryRunStore()
  const add = (id: string, preset: string) => {
    const built = buildPortfolio({ ...findRecipe('rsi_reversion_balanced'), sweep: { preset, top: 1, weights: [1] } }, market)
    const result = backtestPortfolio(built.portfolio, built.panel, built.settings)
    const { portfolio, panel: rest, settings: options } = built
    const entry = describePortfolioRun({ portfolio, panel: rest, options, result, built }, { ...context, id })
    store.add(entry)
    return { record: entry.record, built, trials: store.trials(entry.record) }
  }
  const first = add('first', 'rsi_reversion_basic')
  // 27 sets on each of two symbols, and the portfolio itself.
  expect([first.record.trials, first.trials]).toEqual([54, 55])
  expect(add('again', 'rsi_reversion_basic').trials).toBe(55)
  // They count where the sweep looked as well, as the same sweep on its own would.
  const [{ data, family }] = first.built.tried
  expect(store.recordTrials(first.built.tried[0])).toBe(27)
  expect(store.trials({ data, family })).toBe(27)
  expect(store.recordTrials(first.built.tried[0])).toBe(0)
})
