import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { backtestPortfolio, type PortfolioOptions } from '../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../src/portfolios/portfolio.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { Listed } from '../engine/listed.ts'

const market = (seed: number, length: number, symbols = ['A', 'B', 'C']) =>
  symbols.map((symbol, k) => syntheticBars({ seed: seed * 7 + k, length, symbol, volatility: 1.2, start: Date.UTC(2024, 0, 1) }))

const three: Portfolio = {
  sleeves: [
    { strategy: MaCrossover, params: { fast: 5, slow: 20 }, symbol: 'A', weight: 0.5 },
    { strategy: RsiReversion, symbol: 'B', weight: 0.3, exits: { stopLoss: 0.05 } },
    { strategy: Breakout, symbol: 'C', weight: 0.2 },
  ],
}
const costs: PortfolioOptions = { costs: { feeBps: 10, slippageBps: 5 } }

describe('weights that are estimated', () => {
  const portfolio: Portfolio = {
    ...three,
    allocation: { method: 'inverse_volatility', lookback: 60, when: 'week', estimate: { covariance: 'sample' } },
  }

  it('are those of the returns of the sleeves alone, up to that close', () => {
    const list = market(3, 24 * 40)
    const { weights } = backtestPortfolio(portfolio, alignBars(list), costs)
    // 2024 began on a Monday: rows 168, 336, …
    expect([...weights.rows]).toEqual([0, 168, 336, 504, 672, 840])
    const alone = three.sleeves.map(({ strategy, params, exits }, k) => backtest(strategy, list[k], { ...costs, params, exits }).equity)
    for (let at = 1; at < weights.rows.length; at++) {
      const row = weights.rows[at]
      const inverse = alone.map(equity => {
        const returns = Array.from({ length: 60 }, (_, k) => equity[row - k] / equity[row - k - 1] - 1)
        const mean = returns.reduce((a, b) => a + b) / 60
        return 1 / Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 59)
      })
      const sum = inverse.reduce((a, b) => a + b)
      // A sleeve that did not trade at all has no variance and gets nothing.
      const finite = inverse.filter(Number.isFinite).reduce((a, b) => a + b, 0)
      for (const [k, value] of inverse.entries())
        expect(weights.columns[k][at]).toBeCloseTo(Number.isFinite(sum) ? value / sum : Number.isFinite(value) ? value / finite : 0, 9)
    }
  })

  it('do not know the future', () => {
    fc.assert(
      fc.property(fc.nat(1e5), fc.integer({ min: 200, max: 900 }), (seed, cut) => {
        const list = market(seed, 1000)
        const other = market(seed + 1, 1000)
        const spliced = list.map((bars, k) => {
          const factor = bars.close[cut - 1] / other[k].close[cut - 1]
          const join = (a: ArrayLike<number>, b: ArrayLike<number>) =>
            Float64Array.from({ length: 1000 }, (_, t) => (t < cut ? a[t] : b[t] * factor))
          const { open, high, low, close } = bars
          return {
            ...bars,
            open: join(open, other[k].open),
            high: join(high, other[k].high),
            low: join(low, other[k].low),
            close: join(close, other[k].close),
          }
        })
        const a = backtestPortfolio({ ...portfolio, regime: { dwell: 3 } }, alignBars(list), costs)
        const b = backtestPortfolio({ ...portfolio, regime: { dwell: 3 } }, alignBars(spliced), costs)
        expect([...b.equity.subarray(0, cut)]).toEqual([...a.equity.subarray(0, cut)])
        const known = a.weights.rows.filter(row => row < cut).length
        for (let k = 0; k < 3; k++)
          expect([...b.weights.columns[k].subarray(0, known)]).toEqual([...a.weights.columns[k].subarray(0, known)])
      }),
      { numRuns: 20 },
    )
  })

  it('stay finite and sum to 1, whatever the method, with a sleeve that never trades', () => {
    const panel = alignBars(market(5, 1500))
    const idle = { strategy: Listed, params: { list: Array.from({ length: 1500 }, () => 0) }, symbol: 'A', name: 'idle', weight: 0.1 }
    const sleeves = [...three.sleeves.map(sleeve => ({ ...sleeve, weight: 0.9 / 3 })), idle]
    for (const method of [
      'equal',
      'inverse_volatility',
      'minimum_variance',
      'maximum_sharpe',
      'maximum_diversification',
      'risk_parity',
      'hierarchical_risk_parity',
    ] as const) {
      const { weights, equity } = backtestPortfolio({ sleeves, allocation: { method, lookback: 200 } }, panel, costs)
      expect(weights.rows.length).toBeGreaterThan(1)
      for (let at = 0; at < weights.rows.length; at++) {
        const sum = weights.columns.reduce((total, column) => total + column[at], 0)
        expect(sum, method).toBeCloseTo(1, 9)
      }
      expect(Float64Array.from(equity).every(Number.isFinite)).toBe(true)
    }
  })

  it('go to the others when a symbol is gone, and say so', () => {
    const [a, b, c] = market(7, 1500)
    const panel = alignBars([a, sliceBars(b, 0, 700), c], { join: 'outer' })
    const { weights, equity } = backtestPortfolio(
      { ...three, allocation: { method: 'risk_parity', lookback: 200, when: 'week', maximum: { 'rsi_reversion B': 0.5 } } },
      panel,
      costs,
    )
    const last = weights.rows.length - 1
    expect(weights.columns[1][last]).toBe(0)
    expect(weights.columns[0][last] + weights.columns[2][last]).toBeCloseTo(1, 9)
    expect(weights.notes.join(' ')).toContain('No bars any more for rsi_reversion B: it got no weight.')
    expect(weights.notes).toContain('B ends at row 699 of 1500: what is held then keeps its last close.')
    expect(Float64Array.from(equity).every(Number.isFinite)).toBe(true)
  })

  it('leave cash where the others may not take it over', () => {
    const [a, b] = market(7, 1500)
    const panel = alignBars([a, sliceBars(b, 0, 700)], { join: 'outer' })
    const { weights } = backtestPortfolio(
      { sleeves: three.sleeves.slice(0, 2), allocation: { method: 'equal', lookback: 200, when: 'week', maximum: 0.6 } },
      panel,
    )
    const last = weights.rows.length - 1
    expect(weights.columns.map(column => column[last])).toEqual([0.6, 0])
  })

  it('hold as given until there are returns for them', () => {
    const { weights } = backtestPortfolio(
      { ...three, allocation: { method: 'equal', lookback: 5000, when: 'day' } },
      alignBars(market(1, 600)),
    )
    expect([...weights.rows]).toEqual([0])
    expect(weights.notes).toEqual(['Fewer returns than half of the lookback: the weights stayed as they were. (24 times)'])
  })
})
