import { describe, expect, it } from 'vitest'
import { percentileRank } from '../../../src/indicators/percentile-rank.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { roughVolatility } from '../../../src/strategies/experimental/rough-volatility.ts'
import { VolRegimeOverlay } from '../../../src/strategies/experimental/vol-regime-overlay.ts'

const short = { hurstLookback: 20, memory: 20, rankPeriod: 10 } as const

/** Bars of a constant range whose closes are given. */
function market(closes: readonly number[], hours: number) {
  const close = Float64Array.from(closes)
  const open = Float64Array.from(close, (x, i) => close[i - 1] ?? x)
  return {
    length: close.length,
    time: close.map((_, i) => Date.UTC(2024, 0, 1) + i * hours * 3_600_000),
    open,
    high: close.map((x, i) => Math.max(x, open[i]) * 1.01),
    low: close.map((x, i) => Math.min(x, open[i]) / 1.01),
    close,
    volume: close,
  }
}

describe('the size', () => {
  it('is the budget over the volatility of a day, times what the regime allows', () => {
    const bars = syntheticBars({ seed: 5, length: 600, kind: 'regimes', volatility: 1 })
    const { forecast } = roughVolatility(bars, { lookback: 60, memory: 40 })
    const rank = percentileRank(forecast, { period: 30 })
    const params = { hurstLookback: 60, memory: 40, rankPeriod: 30, barsPerDay: 24, maxDayFall: 1, normal: 0.8, band: 0 }
    const targets = new VolRegimeOverlay(params).follow(bars)
    const unscaled = new VolRegimeOverlay({ ...params, scale: false }).follow(bars)
    const seen = new Set<number>()
    for (let i = 89; i < bars.length; i++) {
      const part = rank[i] < 0.25 ? 1 : rank[i] > 0.75 ? 0.5 : 0.8
      seen.add(part)
      expect(unscaled[i]).toBe(part)
      expect(targets[i]).toBeCloseTo(part * Math.min(1, 0.02 / (forecast[i] * Math.sqrt(24))), 12)
    }
    expect(seen.size).toBe(3)
    expect(targets[88]).toBeNaN()
  })

  it('by hand: a range of 1 % either way is a volatility of ln(1.01²) / √2', () => {
    const bars = market(new Array(60).fill(100), 1)
    const volatility = Math.log(1.01 ** 2) / Math.SQRT2
    const targets = new VolRegimeOverlay({ ...short, dayBudget: 0.01, barsPerDay: 9 }).follow(bars)
    expect(targets[59]).toBeCloseTo(0.01 / (3 * volatility), 10)
    const recent = new VolRegimeOverlay({ ...short, forecast: 'recent' }).follow(bars)
    // Closes do not move, so the volatility of closes is 0 and all is held.
    expect(recent[59]).toBe(1)
  })
})

describe('the guard of the day', () => {
  // 100 hours from midnight; at hour 50 (day 2, 02:00) the price falls by 3 %, at hour 60 it is back.
  const closes = Array.from({ length: 100 }, (_, i) => (i >= 50 && i < 60 ? 97 : 100))
  const params = { ...short, dayBudget: 1, maxDayFall: 0.02, high: 1 }

  it('is out for the rest of the day, and back for the first bar of the next one', () => {
    const targets = new VolRegimeOverlay(params).follow(market(closes, 1))
    const out = Array.from(targets, (_, i) => i).filter(i => targets[i] === 0)
    // The bar of 23:00, hour 71, decides for the next day.
    expect(out).toEqual(Array.from({ length: 21 }, (_, k) => 50 + k))
  })

  it('a smaller fall does not count, nor does one from the day before', () => {
    expect([...new VolRegimeOverlay({ ...params, maxDayFall: 0.031 }).follow(market(closes, 1))].includes(0)).toBe(false)
    const overnight = Array.from({ length: 100 }, (_, i) => (i >= 48 ? 97 : 100))
    expect([...new VolRegimeOverlay(params).follow(market(overnight, 1))].includes(0)).toBe(false)
  })

  it('never acts on daily bars', () => {
    expect([...new VolRegimeOverlay(params).follow(market(closes, 24))].includes(0)).toBe(false)
  })
})

it('refuses ranks the wrong way round', () => {
  expect(() => new VolRegimeOverlay({ lowRank: 0.8 })).toThrow('lowRank must be smaller than highRank')
})
