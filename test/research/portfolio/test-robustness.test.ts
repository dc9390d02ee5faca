import { describe, expect, it } from 'vitest'
import { alignBars } from '../../../src/market/panel.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { monteCarlo } from '../../../src/research/monte-carlo.ts'
import { rowReturns } from '../../../src/research/portfolio/sleeve-records.ts'
import { testRobustness } from '../../../src/research/portfolio/test-robustness.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { costs, growing, market, Never, three } from './planted.ts'

const panel = market(300)
const portfolio = { sleeves: three, rebalance: 'week' } as const
const few = { monteCarlo: { paths: 50 }, stress: { scenarios: ['flash_crash'], places: 1 }, jitter: { draws: 4 }, costs } as const
const none = {
  monteCarlo: false,
  jointMonteCarlo: false,
  stress: false,
  leaveOneOut: false,
  jitter: false,
  costSensitivity: false,
} as const

describe('testRobustness', () => {
  const plain = backtestPortfolio(portfolio, panel, { costs })
  const result = testRobustness(portfolio, panel, few)

  it('starts from the backtest', () => {
    expect(result.baseline).toEqual(plain.summary)
    expect(result.stress?.baseline.sharpe).toBe(plain.summary.sharpe)
    expect(result.weights).toEqual([
      { sleeve: 'trend', weight: 0.4 },
      { sleeve: 'reversion', weight: 0.4 },
      { sleeve: 'hold', weight: 0.2 },
    ])
  })

  it('draws the returns of the account', () => {
    const returns = rowReturns(plain.equity, 10_000)
    const own = monteCarlo(returns, {
      seed: 42,
      barsPerYear: plain.barsPerYear,
      paths: 50,
      method: 'block',
      blockLength: 20,
      capital: 10_000,
    })
    expect(result.monteCarlo).toEqual(own)
    expect(result.jointMonteCarlo?.together.sharpe.median).toBeCloseTo(own.metrics.sharpe.quantiles[2], 8)
    expect(result.jointMonteCarlo?.sleeves.map(({ name }) => name)).toEqual(['trend', 'reversion', 'hold'])
  })

  it('has every part, or only those that were asked for', () => {
    expect(result.stress?.rows).toHaveLength(3)
    expect(result.leaveOneOut).toHaveLength(3)
    expect(result.jitter?.draws).toBe(4)
    expect(result.costs?.assumedBps).toBe(15)
    const { symbols, timeframe, settings, seed, weights, baseline, ...rest } = testRobustness(portfolio, panel, { ...none, costs })
    expect(rest).toEqual({})
  })

  it('finds the costs at which nothing is left', () => {
    const rise = alignBars([growing('A', 1.001, 100)])
    const { costs: found } = testRobustness({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, rise, {
      ...none,
      costSensitivity: true,
      costs: { feeBps: 10 },
    })
    // Bought once at the second open and held to the last close: all fees are (1 + f) on the way in.
    expect(found?.breakEvenBps).toBeCloseTo(1e4 * (1.001 ** 99 - 1), 0)
    expect(found?.factor).toBeCloseTo((found?.breakEvenBps ?? 0) / 10, 10)
  })

  it('has no width where all returns are the same', () => {
    const rise = alignBars([growing('A', 1.001, 100)])
    const { monteCarlo: drawn } = testRobustness({ sleeves: [{ strategy: Never, symbol: 'A' }] }, rise, {
      ...none,
      monteCarlo: { paths: 20 },
    })
    const { quantiles } = drawn?.metrics.totalReturn ?? { quantiles: [] }
    expect(Array.from(quantiles)).toEqual([0, 0, 0, 0, 0])
  })

  it('is the same for the same seed', () => {
    expect(testRobustness(portfolio, panel, few)).toEqual(result)
    expect(testRobustness(portfolio, panel, { ...few, seed: 7 }).jitter).not.toEqual(result.jitter)
  })

  it('works with an allocation and a regime', () => {
    const shaken = testRobustness(
      { ...portfolio, allocation: { method: 'risk_parity', when: { every: 60 }, lookback: 100 }, regime: {} },
      panel,
      few,
    )
    expect(shaken.leaveOneOut).toHaveLength(3)
    expect(shaken.jitter?.sharpe.count).toBe(4)
  })

  it('tells how far it is, and stops', () => {
    const seen: number[] = []
    testRobustness(portfolio, panel, { ...few, onProgress: ({ done, total }) => seen.push(done, total) })
    // Baseline, two draws, three rows of stress, three sleeves, four weights, costs.
    expect(seen).toEqual(Array.from({ length: 14 }, (_, k) => [k + 1, 14]).flat())
    const stop = new AbortController()
    const work = () => testRobustness(portfolio, panel, { ...few, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
    expect(work).toThrow('enough')
  })

  it('refuses what makes no sense', () => {
    const refuses = (code: string, options: object, choice: Parameters<typeof testRobustness>[0] = portfolio) =>
      expect(() => testRobustness(choice, panel, options)).toThrow(expect.objectContaining({ code }))
    refuses('panel/sleeves', {}, { sleeves: [] })
    refuses('monte-carlo/paths', { monteCarlo: { paths: Number.NaN } })
    refuses('robustness/jitter', { jitter: { draws: Number.NaN } })
    refuses('robustness/leave-one-out', { leaveOneOut: 'all' })
    refuses('stress/scenario', { stress: { scenarios: ['x'] } })
    refuses('backtest/settings', { capital: Number.NaN })
    refuses('backtest/settings', { severity: 0.2 })
  })
})
