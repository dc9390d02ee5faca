import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtestPanel, type PanelOptions } from '../../src/engine/backtest-panel.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { portfolioByRegime } from '../../src/portfolios/portfolio-by-regime.ts'
import { performanceByRegime } from '../../src/regimes/performance-by-regime.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const labels = { labels: ['calm', 'wild'], codes: Int8Array.of(-1, 0, 0, 1, 0) }
const time = Float64Array.of(0, 1, 2, 3, 4)
const sleeve = (name: string, profit: readonly number[]) => ({ name, profit: Float64Array.from(profit) })
const result = {
  time,
  barsPerYear: 4,
  equity: Float64Array.of(99, 104, 110, 103, 101),
  sleeves: [sleeve('a', [-1, 2, 5, 0, 0]), sleeve('b', [0, 2, 5, 3, 1])] as never,
}

describe('portfolioByRegime', () => {
  it('puts what each sleeve earned down to the label known before', () => {
    const { sleeves, regimes, unlabeled, total } = portfolioByRegime(result, { labels })
    expect(sleeves).toEqual(['a', 'b'])
    // Earned on the bars after each: a 3 unlabeled, then 3 and -5 calm, 0 wild; b 2 unlabeled, 3 and -2 calm, -2 wild.
    expect(regimes[0]).toMatchObject({ label: 'calm', bars: 2, share: 0.5, contributions: [-2, 1], profit: -1 })
    expect(regimes[1]).toMatchObject({ label: 'wild', bars: 1, share: 0.25, contributions: [0, -2], profit: -2 })
    // The fee on the first bar has no label before it.
    expect(unlabeled).toMatchObject({ bars: 1, contributions: [2, 2], profit: 4 })
    expect(total).toMatchObject({ bars: 4, contributions: [0, 1], profit: 1 })
  })

  it('or to the label of the bar itself, when told so', () => {
    const { regimes, unlabeled } = portfolioByRegime(result, { labels, timing: 'same' })
    expect(regimes.map(({ contributions }) => contributions)).toEqual([
      [6, 3],
      [-5, -2],
    ])
    expect(unlabeled.contributions).toEqual([-1, 0])
  })

  it('measures the account as performanceByRegime does', () => {
    const found = portfolioByRegime(result, { labels })
    const { regimes, unlabeled, total } = performanceByRegime(result.equity, { labels, barsPerYear: 4 })
    for (const [k, regime] of regimes.entries()) expect(found.regimes[k]).toMatchObject(regime)
    expect(found.unlabeled).toMatchObject(unlabeled)
    expect(found.total).toMatchObject(total)
  })

  it('finds the label of each time when bars are missing', () => {
    const some = { labels: ['calm', 'wild'], codes: Int8Array.of(0, 1) }
    const { regimes, unlabeled } = portfolioByRegime(result, { labels: some, time: Float64Array.of(1, 3) })
    // Labels at the times: none, calm, calm, wild, wild.
    expect([unlabeled.bars, regimes[0].bars, regimes[1].bars]).toEqual([1, 2, 1])
    expect(() => portfolioByRegime(result, { labels: some, time: Float64Array.of(1) })).toThrow(/2 labels for 1 times/)
    expect(() => portfolioByRegime(result, { labels: some })).toThrow(/the curve has 5 bars, the labels have 2/)
  })

  it('adds up to the profit of the portfolio, over labels and over sleeves', () => {
    const symbols = ['BTC/EUR', 'ETH/EUR'].map((symbol, k) => syntheticBars({ seed: 20 + k, length: 600, symbol, kind: 'regimes' }))
    const panel = alignBars(symbols)
    const options: PanelOptions[] = [
      { costs: { feeBps: 10, slippageBps: 5 } },
      { costs: { feeBps: 20 }, fillAt: 'close', exits: { stopLoss: 0.02 } },
      { costs: { borrowRate: 0.1 }, rebalance: { band: 0.05 } },
    ]
    const results = options.map(one =>
      backtestPanel(
        [
          { strategy: Breakout, symbol: 'BTC/EUR', weight: 0.5 },
          { strategy: RsiReversion, symbol: 'ETH/EUR', weight: 0.3 },
          { strategy: BuyAndHold, symbol: 'ETH/EUR', weight: 0.2 },
        ],
        panel,
        one,
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...results),
        fc.constantFrom('before' as const, 'same' as const),
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 600, maxLength: 600 }),
        (result, timing, codes) => {
          const found = portfolioByRegime(result, { labels: { labels: ['a', 'b', 'c'], codes: Int8Array.from(codes) }, timing })
          const parts = [...found.regimes, found.unlabeled]
          const earned = result.equity[599] - result.settings.capital
          expect(parts.reduce((sum, { profit }) => sum + profit, 0)).toBeCloseTo(earned, 6)
          expect(found.total.profit).toBeCloseTo(earned, 6)
          for (const [k, { profit }] of result.sleeves.entries())
            expect(parts.reduce((sum, { contributions }) => sum + contributions[k], 0)).toBeCloseTo(profit[599], 6)
          for (const { profit, contributions } of parts) expect(contributions.reduce((sum, one) => sum + one, 0)).toBe(profit)
        },
      ),
      { numRuns: 30 },
    )
    const own = portfolioByRegime(results[0], { labels: labelBars(symbols[0], volatilityRegime({ lookback: 50 })) })
    expect(own.regimes.every(({ bars }) => bars > 20)).toBe(true)
  })

  it('has no meaning without bars', () => {
    const nothing = { time: new Float64Array(0), equity: new Float64Array(0), barsPerYear: 252, sleeves: [sleeve('a', [])] as never }
    const { total, regimes } = portfolioByRegime(nothing, { labels: { labels: ['x'], codes: new Int8Array(0) } })
    expect(total).toMatchObject({ bars: 0, profit: 0, contributions: [0] })
    expect(regimes[0].sharpe).toBeNaN()
  })
})
