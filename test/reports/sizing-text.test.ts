import { describe, expect, it } from 'vitest'
import { type SizedOrder, sizingText, unitsOf, wholePosition } from '../../src/reports/sizing-text.ts'

const order: SizedOrder = {
  sizing: { fraction: 1 },
  target: 1,
  equity: 10_000,
  rawPrice: 62,
  price: 62.031,
  slippageRate: 0.0005,
  feeRate: 0.001,
  minimumFee: 0,
  maxLeverage: undefined,
  lot: undefined,
  stopDistance: Number.NaN,
  volatility: Number.NaN,
  kelly: Number.NaN,
  closedTrades: 0,
  wanted: 10_000 / (62.031 * 1.001),
  held: 0,
}
/** No costs, price 50. */
const free: SizedOrder = { ...order, rawPrice: 50, price: 50, slippageRate: 0, feeRate: 0 }

describe('the sizing rule with its numbers', () => {
  it.each<[string, Partial<SizedOrder>]>([
    ['1 × 10,000.00 ÷ (62.00 × 1.0005 × 1.001) = 161.049 units', {}],
    [
      '0.5 × 0.25 × 10,000.00 ÷ 62.00 = 20.1613 units',
      { sizing: { fraction: 0.25 }, target: 0.5, slippageRate: 0, feeRate: 0, price: 62, wanted: 1250 / 62 },
    ],
    ['−1 × 10,000.00 ÷ (62.00 × 0.9995) = −161.371 units', { target: -1, feeRate: 0, price: 61.969, wanted: -10_000 / 61.969 }],
    ['0.3 × 10 units = 3 units', { sizing: { units: 10 }, target: 0.3, wanted: 3 }],
    ['1 × 1,240.00 ÷ (62.00 × 1.0005) = 19.99 units', { sizing: { notional: 1240 }, wanted: 1240 / 62.031 }],
    ['1 × 10 units = 10 units; 4 held, 6 missing', { sizing: { units: 10 }, wanted: 10, held: 4 }],
    ['−0.5 × 10 units = −5 units; −10 held, 5 too many', { sizing: { units: 10 }, target: -0.5, wanted: -5, held: -10 }],
  ])('%s', (text, change) => {
    expect(sizingText({ ...order, ...change })).toBe(text)
  })

  it.each<[string, Partial<SizedOrder>]>([
    // 100 of 10 000 may be lost, 2 a unit.
    ['1 × 1.00% × 10,000.00 ÷ 2.0000 lost per unit at the stop = 50 units', { sizing: { risk: 0.01 }, stopDistance: 2, wanted: 50 }],
    [
      '0.5 × 10.00% ÷ 40.00% (volatility a year over 20 bars) × 10,000.00 ÷ 50.00 = 25 units',
      { sizing: { volatility: 0.1 }, volatility: 0.4, target: 0.5, wanted: 25 },
    ],
    [
      '−1 × 10.00% ÷ 40.00% (volatility a year over 5 bars) × 10,000.00 ÷ 50.00 = −50 units',
      { sizing: { volatility: 0.1, period: 5 }, volatility: 0.4, target: -1, wanted: -50 },
    ],
    [
      '1 × 10.00% ÷ 0.00% (volatility a year over 20 bars) × 10,000.00 ÷ 50.00 = no limit; at most 1 × the equity: 200 units',
      { sizing: { volatility: 0.1 }, volatility: 0, wanted: 200 },
    ],
    [
      '1 × 2.00% (the least, 3 of 20 trades are closed) × 10,000.00 ÷ 50.00 = 4 units',
      { sizing: { kelly: 0.5 }, kelly: 0.02, closedTrades: 3, wanted: 4 },
    ],
    [
      '1 × 30.00% (from the last 5 trades) × 10,000.00 ÷ 50.00 = 60 units',
      { sizing: { kelly: 0.5, trades: 5 }, kelly: 0.3, closedTrades: 5, wanted: 60 },
    ],
    [
      '1 × 10.00% (the least, the last 5 trades ask for no more) × 10,000.00 ÷ 50.00 = 20 units',
      { sizing: { kelly: 0.5, trades: 5, minimum: 0.1 }, kelly: 0.1, closedTrades: 5, wanted: 20 },
    ],
    [
      '1 × ∞ (from the last 5 trades) × 10,000.00 ÷ 50.00 = no limit; at most 2 × the equity: 400 units',
      { sizing: { kelly: 0.5, trades: 5 }, kelly: Number.POSITIVE_INFINITY, closedTrades: 5, maxLeverage: 2, wanted: 400 },
    ],
    [
      '1 × 3 × 10,000.00 ÷ 50.00 = 600 units; at most 1.5 × the equity: 300 units; in lots of 7: 294 units; 4 held, 290 missing',
      { sizing: { fraction: 3 }, maxLeverage: 1.5, lot: 7, wanted: 294, held: 4 },
    ],
    // The smallest fee is more than one basis point: (10 000 − 30) ÷ 50.
    ['(1 × 10,000.00 − 30.00 fee) ÷ 50.00 = 199.4 units', { minimumFee: 30, feeRate: 0.0001, wanted: 199.4 }],
    ['−(0.5 × 10,000.00 − 30.00 fee) ÷ 50.00 = −99.4 units', { minimumFee: 30, target: -0.5, wanted: -99.4 }],
    // Two percent is more than the smallest fee.
    ['1 × 10,000.00 ÷ (50.00 × 1.02) = 196.078 units', { minimumFee: 30, feeRate: 0.02, wanted: 10_000 / 51 }],
  ])('%s', (text, change) => {
    expect(sizingText({ ...free, ...change })).toBe(text)
  })

  it('counts one unit as one', () => {
    expect([unitsOf(1), unitsOf(-1), unitsOf(0), unitsOf(1.5)]).toEqual(['1 unit', '−1 unit', '0 units', '1.5 units'])
  })

  it('names a position without its side', () => {
    expect(wholePosition(-1.5)).toBe('the whole position, 1.5 units')
  })

  it('shows no rounding noise in a factor', () => {
    // 1 + 0.0007 + … in binary is 1.0007000000000001 for some rates.
    for (let bps = 0.5; bps < 100; bps += 0.5) {
      const [, factor] = sizingText({ ...order, slippageRate: bps / 10_000, feeRate: 0 }).match(/62\.00 × ([\d.]+)\)/) ?? []
      expect(factor.length).toBeLessThanOrEqual('1.00005'.length)
    }
  })
})
