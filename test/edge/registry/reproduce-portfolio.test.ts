import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { readPanel } from '../../../src/edge/files/read-panel.ts'
import { recordPortfolioRun } from '../../../src/edge/registry/record-portfolio-run.ts'
import { reproduce } from '../../../src/edge/registry/reproduce.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import { backtestPanel } from '../../../src/engine/backtest-panel.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../src/portfolios/portfolio.ts'
import { parseRegimeScaling } from '../../../src/portfolios/regime-scaling-config.ts'
import { volatilityRegime } from '../../../src/regimes/volatility-regime.ts'
import type { FinishedPortfolioRun } from '../../../src/research/describe-portfolio-run.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import { testRobustness } from '../../../src/research/portfolio/test-robustness.ts'
import { walkForwardPortfolio } from '../../../src/research/portfolio/walk-forward-portfolio.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { MyAverage } from './my-strategies.ts'

const made = ['A', 'B'].map((symbol, seed) => ({ seed, length: 700, symbol, timeframe: '4h' }) as const)
const panel = alignBars(made.map(options => syntheticBars(options)))
const location = { kind: 'synthetic', options: made[0], others: [{ kind: 'synthetic', options: made[1] }] } as const
const sleeves = [
  { strategy: MaCrossover, symbol: 'A', weight: 0.4, params: { fast: 5 }, exits: { stopLoss: 0.05 }, group: 'trend' },
  { strategy: RsiReversion, symbol: 'B', weight: 0.3, name: 'back' },
  { strategy: MaCrossover, symbol: 'B', weight: 0.3, sizing: { fraction: 0.5 } },
]
const options = { capital: 5000, costs: { feeBps: 10, borrowRate: 0.05 }, exits: { takeProfit: 0.3 } }
const played = (portfolio: Portfolio): FinishedPortfolioRun => ({
  portfolio,
  panel,
  options,
  result: backtestPortfolio(portfolio, panel, options),
})
const shaken = {
  ...options,
  seed: 5,
  monteCarlo: { paths: 30 },
  stress: { scenarios: ['gap_down'], severities: [0.2] },
  jitter: { draws: 4 },
}
const walked = { ...options, train: 200, test: 100, objective: 'calmar' } as const
const weekly = { sleeves, rebalance: 'week', allocation: { method: 'inverse_volatility', lookback: 60, when: 'week' } } as const

const runs: Readonly<Record<string, FinishedPortfolioRun>> = {
  'sleeves of a panel': {
    sleeves,
    panel,
    options: { ...options, groups: { trend: 0.3 }, rebalance: { every: 20 } },
    result: backtestPanel(sleeves, panel, { ...options, groups: { trend: 0.3 }, rebalance: { every: 20 } }),
  },
  'a portfolio': played(weekly),
  'a portfolio with a band, groups and a regime': played({
    sleeves,
    rebalance: { band: 0.03 },
    groups: { trend: 0.35 },
    regime: parseRegimeScaling({ method: 'volatility', symbol: 'A', scales: { risk_off_scale: 0.3 }, dwell: 3 }),
  }),
  'a test of robustness': { type: 'robustness', portfolio: weekly, panel, options: shaken, result: testRobustness(weekly, panel, shaken) },
  'a walk-forward test': {
    type: 'portfolio_walk_forward',
    portfolios: [weekly, { sleeves }],
    panel,
    options: walked,
    result: walkForwardPortfolio([weekly, { sleeves }], panel, walked),
  },
}

describe('reproduce', () => {
  it.each(Object.keys(runs))('repeats %s to the bit, out of a file', async name => {
    const store = openRunStore(mkdtempSync(join(tmpdir(), 'peak-trade-')))
    const record = recordPortfolioRun(store, runs[name], { location })
    const trials = store.trials(record)
    const again = await reproduce(store, record.id)
    expect(again).toMatchObject({ same: true, verdict: 'the same to the bit', difference: undefined, metrics: [], changed: [] })
    expect(again.record).toMatchObject({ type: 'reproduce', parent: record.id, result: record.result, trials: 0 })
    expect(store.trials(record)).toBe(trials)
    store.close()
  })

  it('reads all files of a panel again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    for (const one of made) await writeCsv(join(folder, `${one.symbol}.csv`), syntheticBars(one))
    const read = (await readPanel(folder)).panel
    const at = (symbol: string) => ({ kind: 'file', path: join(folder, `${symbol}.csv`), options: { symbol } }) as const
    const store = memoryRunStore()
    const run = { portfolio: weekly, panel: read, result: backtestPortfolio(weekly, read) }
    const { id } = recordPortfolioRun(store, run, { location: { ...at('A'), others: [at('B')] } })
    expect((await reproduce(store, id)).same).toBe(true)
    await writeCsv(join(folder, 'B.csv'), syntheticBars({ ...made[1], seed: 7 }))
    await expect(reproduce(store, id)).rejects.toThrow(/the bars are not those of run .*: A, B 4h, 700 times as well/)
  })

  it('notices when something else comes out, and where', async () => {
    const store = memoryRunStore()
    const record = recordPortfolioRun(store, played(weekly), { location })
    const [first, ...rest] = record.params.sleeves as readonly object[]
    const params = { sleeves: [{ ...first, params: { fast: 6, slow: 50 } }, ...rest] }
    store.add({ record: { ...record, id: 'changed', params } })
    const { same, verdict } = await reproduce(store, 'changed')
    expect(same).toBe(false)
    expect(verdict).toMatch(/^equity differs, first within \d+ to \d+; \d+ metrics differ/)
  })

  it('needs what no store keeps', async () => {
    const store = memoryRunStore()
    const regime = { regime: volatilityRegime({ lookback: 60 }), scales: { low: 1, normal: 0.8, high: 0.2 } }
    const allocation = { method: () => [0.5, 0.2, 0.3], lookback: 60 }
    const record = recordPortfolioRun(store, played({ sleeves, allocation, regime }), { location })
    expect(record.functions).toEqual(['allocation', 'regime'])
    await expect(reproduce(store, record.id)).rejects.toThrow('pass functions: { allocation, regime }')
    expect((await reproduce(store, record.id, { functions: { allocation, regime } })).same).toBe(true)
    const objective = ({ calmar }: { readonly calmar: number }) => calmar
    const asked = { ...walked, objective }
    const portfolios = [{ name: 'own', portfolio: { sleeves, allocation } }]
    const walk = recordPortfolioRun(
      store,
      { type: 'portfolio_walk_forward', portfolios, panel, options: asked, result: walkForwardPortfolio(portfolios, panel, asked) },
      { location },
    )
    expect(walk.functions).toEqual(['own.allocation', 'objective'])
    expect((await reproduce(store, walk.id, { functions: { objective, 'own.allocation': allocation } })).same).toBe(true)
  })

  it('needs a panel and strategies that it cannot find by itself', async () => {
    const store = memoryRunStore()
    const own = [{ strategy: MyAverage, symbol: 'A' }]
    const { id } = recordPortfolioRun(store, { sleeves: own, panel, result: backtestPanel(own, panel) })
    await expect(reproduce(store, id)).rejects.toThrow(/which is not in the catalog; pass the class in strategies/)
    await expect(reproduce(store, id, { strategies: [MyAverage] })).rejects.toThrow(/does not say where its bars are; pass panel/)
    expect((await reproduce(store, id, { strategies: [MyAverage], panel })).same).toBe(true)
    const other = alignBars([syntheticBars({ ...made[0], seed: 9 }), syntheticBars(made[1])])
    await expect(reproduce(store, id, { strategies: [MyAverage], panel: other })).rejects.toThrow('the bars are not those')
  })
})
