import { describe, expect, it } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { buyAndHold, holdEqually } from '../../src/reports/buy-and-hold.ts'
import { fixtureResult, waveBars } from './fixture.ts'

function held(open: readonly number[], close: readonly number[], costs = { feeBps: 0, slippageBps: 0 }) {
  const bars: Bars = { ...waveBars(close.length), open: Float64Array.from(open), close: Float64Array.from(close) }
  const result = fixtureResult({ bars, barsPerYear: 2 })
  return buyAndHold({ ...result, settings: { ...result.settings, capital: 1000, costs } })
}

describe('buyAndHold', () => {
  it('buys ten units for 1000 at the first open and keeps them, worked by hand', () => {
    const hold = held([100, 105, 90], [100, 110, 99])
    expect([...hold.equity]).toEqual([1000, 1100, 990])
    expect(hold.drawdown[0]).toBe(0)
    expect(hold.drawdown[1]).toBe(0)
    expect(hold.drawdown[2]).toBeCloseTo(0.1, 14)
    expect(hold.maxDrawdown).toBeCloseTo(0.1, 14)
    expect(hold.totalReturn).toBeCloseTo(-0.01, 14)
    // Three bars are two periods, which are one year here.
    expect(hold.cagr).toBeCloseTo(-0.01, 14)
    // +10 % and −10 %: the mean is zero.
    expect(hold.sharpe).toBeCloseTo(0, 12)
  })

  it('has a Sharpe ratio of mean over deviation, a year', () => {
    // Returns 10 % and 20 %: mean 0.15, deviation sqrt(2 × 0.05²) = 0.0707…, so 2.1213… a bar, times sqrt(2) is 3.
    expect(held([100, 1, 1], [100, 110, 132]).sharpe).toBeCloseTo(3, 10)
  })

  it('pays slippage and fee once, and counts them as a drawdown from the start', () => {
    const hold = held([100, 100], [100, 100], { feeBps: 10, slippageBps: 5 })
    const left = 1 / (1.0005 * 1.001)
    expect(hold.equity[0]).toBeCloseTo(1000 * left, 9)
    expect(hold.equity[1]).toBe(hold.equity[0])
    expect(hold.totalReturn).toBeCloseTo(left - 1, 12)
    expect(hold.drawdown[0]).toBeCloseTo(1 - left, 12)
    expect(hold.maxDrawdown).toBeCloseTo(1 - left, 12)
  })

  it('knows no rate from a single bar, and nothing from none', () => {
    const one = held([100], [110])
    expect(one.totalReturn).toBeCloseTo(0.1, 14)
    expect([one.cagr, one.sharpe]).toEqual([Number.NaN, Number.NaN])
    const none = held([], [])
    expect(none.equity.length).toBe(0)
    expect([none.totalReturn, none.cagr, none.sharpe]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})

describe('holdEqually', () => {
  it('buys the same amount of every symbol, worked by hand', () => {
    const flat = (symbol: string, open: number, close: readonly number[]): Bars => ({
      ...waveBars(close.length),
      symbol,
      open: new Float64Array(close.length).fill(open),
      high: new Float64Array(close.length).fill(1e6),
      low: new Float64Array(close.length).fill(1),
      close: Float64Array.from(close),
    })
    const panel = alignBars([flat('A', 100, [100, 120]), flat('B', 50, [50, 45])])
    const { settings } = fixtureResult({ bars: waveBars(2) })
    const free = { ...settings, capital: 1000, costs: { feeBps: 0, slippageBps: 0 } }
    // 500 of each: five A and ten B.
    const hold = holdEqually(panel, { settings: free, barsPerYear: 365 })
    expect([...hold.equity]).toEqual([1000, 1050])
    expect(hold.totalReturn).toBeCloseTo(0.05, 12)
  })
})
