import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../../src/engine/settings.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { costSensitivity, costsPerFill } from '../../../src/research/promotion/cost-sensitivity.ts'

const column = (...values: number[]) => Float64Array.from(values)

/** One trade: in at 100, out at 110. */
const bars: Bars = {
  symbol: 'X',
  timeframe: '1d',
  calendar: '24/7',
  length: 4,
  time: column(0, 1, 2, 3).map(day => day * 86_400_000),
  open: column(100, 100, 110, 110),
  high: column(100, 110, 110, 110),
  low: column(100, 100, 110, 110),
  close: column(100, 110, 110, 110),
  volume: column(1, 1, 1, 1),
}
const targets = column(1, 0, 0, 0)

describe('costSensitivity', () => {
  it('finds the costs at which a trade earns nothing', () => {
    // With fees f only: units = W / (100 (1 + f)), sold for 110 (1 - f) each: nothing is left when 110 (1 - f) = 100 (1 + f), f = 10 / 210.
    const { assumedBps, breakEvenBps, factor } = costSensitivity(bars, targets, resolveSettings({ costs: { feeBps: 50 } }))
    expect(assumedBps).toBe(50)
    expect(breakEvenBps).toBeCloseTo(1e5 / 210, 1)
    expect(factor).toBeCloseTo(1e5 / 210 / 50, 3)
  })

  it('raises every cost in its proportion', () => {
    const { breakEvenBps } = costSensitivity(bars, targets, resolveSettings({ costs: { feeBps: 1, slippageBps: 1, halfSpreadBps: 2 } }))
    // Slippage s: 110 (1 - s) (1 - f) = 100 (1 + s) (1 + f) with f = b / 4, s = 3 b / 4, solved by hand to first and second order.
    const b = breakEvenBps / 10_000
    expect(110 * (1 - 0.75 * b) * (1 - 0.25 * b)).toBeCloseTo(100 * (1 + 0.75 * b) * (1 + 0.25 * b), 2)
  })

  it('says 0 where nothing is earned even for free, NaN where costs cannot matter', () => {
    expect(costSensitivity(bars, column(0, -1, 0, 0), resolveSettings({ costs: { feeBps: 5 } }))).toMatchObject({
      breakEvenBps: 0,
      factor: 0,
    })
    const tall = { ...bars, open: column(100, 100, 1e6, 1e6), high: column(100, 1e6, 1e6, 1e6), close: column(100, 1e6, 1e6, 1e6) }
    expect(costSensitivity(tall, targets, resolveSettings({ costs: { feeBps: 5 } }))).toMatchObject({
      breakEvenBps: Number.NaN,
      factor: Number.NaN,
    })
  })

  it('has no factor without assumed costs', () => {
    const { factor, breakEvenBps, sharpes } = costSensitivity(bars, targets, resolveSettings())
    expect(factor).toBeNaN()
    expect(breakEvenBps).toBeGreaterThan(0)
    expect(sharpes.every(({ sharpe }) => Number.isNaN(sharpe))).toBe(true)
  })

  it('lists Sharpe ratios that fall with the costs', () => {
    const market = syntheticBars({ seed: 3, length: 500 })
    const busy = Float64Array.from({ length: 500 }, (_, t) => +(t % 4 < 2))
    const { sharpes } = costSensitivity(market, busy, resolveSettings({ costs: { feeBps: 5, slippageBps: 2 } }))
    const values = sharpes.map(({ sharpe }) => sharpe)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(sharpes.map(({ factor }) => factor)).toEqual([0, 1, 2, 3, 5])
  })

  it('adds up what a market fill costs', () => {
    expect(costsPerFill({ feeBps: 10, slippageBps: 5, halfSpreadBps: 2, impactBps: 100 })).toBe(17)
  })
})
