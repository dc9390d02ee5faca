import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { toJson } from '../../src/base/to-json.ts'
import { backtest } from '../../src/engine/backtest.ts'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import { annualBars } from '../../src/market/bars.ts'
import { normalizeBars } from '../../src/market/normalize.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { performanceByRegime } from '../../src/regimes/performance-by-regime.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { profileStrategy, type StrategyProfile } from '../../src/research/strategy-profile.ts'
import { ArmstrongCycle } from '../../src/strategies/experimental/armstrong-cycle.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { checkLiveEligible } from '../../src/strategies/live-eligibility.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

const bars = syntheticBars({ seed: 4, length: 1500, timeframe: '1d', kind: 'regimes' })
const costs = { feeBps: 10, slippageBps: 5 }

/** Holds `share` of the account, or nothing when `share` is below a half. */
class Threshold extends Strategy<typeof Threshold.params> {
  static override readonly id = 'threshold'
  static override readonly tier = 'core'
  static override readonly params = z.object({ share: z.number().min(0).max(1).default(0.5) })
  protected override decide() {
    return this.params.share < 0.5 ? -this.params.share : this.params.share
  }
}

const rising = normalizeBars(
  Array.from({ length: 60 }, (_, day) => {
    // Two steps up, one down.
    const price = 100 * 1.02 ** (day - Math.floor(day / 3)) * 0.995 ** Math.floor(day / 3)
    return { time: Date.UTC(2024, 0, 1 + day), open: price, high: price, low: price, close: price, volume: 1 }
  }),
  { symbol: 'UP', timeframe: '1d', calendar: '24/7' },
).bars

describe('profileStrategy', () => {
  it('is made of the backtest and of its performance by regime', () => {
    const profile = profileStrategy(MaCrossover, bars, { params: { fast: 10, slow: 30 }, costs, regimes: { risk: riskRegime() } })
    const result = backtest(MaCrossover, bars, { params: { fast: 10, slow: 30 }, costs })
    expect(profile.summary).toEqual(result.summary)
    expect(profile.settings).toEqual(result.settings)
    expect(profile.strategy).toEqual({
      id: 'ma_crossover',
      title: 'Moving-average crossover',
      tier: 'core',
      params: { fast: 10, slow: 30 },
    })
    expect(profile.regimes).toEqual({
      risk: performanceByRegime(result.equity, { labels: labelBars(bars, riskRegime()), barsPerYear: annualBars(bars) }),
    })
  })

  it('measures the change of the Sharpe ratio for one step of each parameter', () => {
    const { sensitivity, summary } = profileStrategy(MaCrossover, bars, { params: { fast: 10, slow: 11 }, costs })
    const sharpe = (params: { fast: number; slow: number }) => backtest(MaCrossover, bars, { params, costs }).summary.sharpe
    const effect = (value: number, params: { fast: number; slow: number }) => ({
      value,
      sharpe: sharpe(params),
      sharpeChange: sharpe(params) - summary.sharpe,
    })
    expect(sensitivity).toEqual([
      { name: 'fast', value: 10, down: effect(8, { fast: 8, slow: 11 }), up: undefined },
      { name: 'slow', value: 11, down: undefined, up: effect(13, { fast: 10, slow: 13 }) },
    ])
  })

  it('by hand: long gains and short loses on a rising market, so half of the neighbors do', () => {
    const profile = profileStrategy(Threshold, rising)
    // 0.5 long; 0.4 is short, 0.6 is long.
    expect(profile.sensitivity[0]).toMatchObject({ name: 'share', value: 0.5, down: { value: 0.4 }, up: { value: 0.6 } })
    expect(profile.sensitivity[0].down?.sharpe).toBeLessThan(0)
    expect(profile.robustness).toEqual({ score: 0.5, neighbors: 2, positive: 1 })
    expect(profile.recommendedTier).toBe('core')
  })

  it('recommends by the criteria, and leaves research where it is', () => {
    expect(profileStrategy(BuyAndHold, rising)).toMatchObject({
      recommendedTier: 'core',
      robustness: { score: Number.NaN, neighbors: 0, positive: 0 },
      sensitivity: [],
    })
    expect(profileStrategy(Threshold, rising, { params: { share: 0.4 } }).recommendedTier).toBe('legacy')
    expect(profileStrategy(ArmstrongCycle, rising).recommendedTier).toBe('r_and_d')
  })

  it('is what the check of eligibility asks for', () => {
    expect(checkLiveEligible(profileStrategy(Threshold, rising)).ok).toBe(true)
    expect(checkLiveEligible(profileStrategy(Threshold, rising, { params: { share: 0.4 } })).refusals.map(({ code }) => code)).toContain(
      'live/sharpe',
    )
    expect(checkLiveEligible(profileStrategy(ArmstrongCycle, rising)).refusals.map(({ code }) => code)).toEqual(['live/research'])
  })

  it('takes strategies that place orders', () => {
    class Dip extends OrderStrategy<typeof Dip.params> {
      static override readonly id = 'dip'
      static override readonly params = z.object({ depth: z.number().min(0).max(0.5).default(0.02) })
      protected override onBar() {
        if (this.position.quantity !== 0 || this.orders.length > 0) return
        this.buy({ fraction: 1, limit: this.close.value * (1 - this.params.depth), takeProfit: { distance: 0.02 } })
      }
    }
    const profile = profileStrategy(Dip, bars, { costs })
    expect(profile.summary.trades).toBeGreaterThan(0)
    expect(profile.robustness.neighbors).toBe(2)
  })

  it('is plain data and always the same', () => {
    const make = (): StrategyProfile => profileStrategy(MaCrossover, bars, { costs, neighbors: 3, seed: 'a' })
    expect(make()).toEqual(make())
    expect(make().robustness.neighbors).toBe(3)
    expect(structuredClone(make())).toEqual(make())
    expect(JSON.parse(toJson(make())).strategy.id).toBe('ma_crossover')
  })

  it('refuses what makes no sense', () => {
    for (const step of [0, 1, -0.1, Number.NaN])
      expect(() => profileStrategy(BuyAndHold, rising, { step })).toThrow(expect.objectContaining({ code: 'profile/step' }))
    for (const neighbors of [-1, 1.5, Number.POSITIVE_INFINITY])
      expect(() => profileStrategy(BuyAndHold, rising, { neighbors })).toThrow(expect.objectContaining({ code: 'profile/neighbors' }))
  })
})
