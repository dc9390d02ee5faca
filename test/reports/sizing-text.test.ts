import { describe, expect, it } from 'vitest'
import { type SizedOrder, sizingText, unitsOf } from '../../src/reports/sizing-text.ts'

const order: SizedOrder = {
  sizing: { fraction: 1 },
  target: 1,
  equity: 10_000,
  price: 62,
  slippageRate: 0.0005,
  feeRate: 0.001,
  wanted: 10_000 / (62 * 1.0005 * 1.001),
  held: 0,
}

describe('the sizing rule with its numbers', () => {
  it.each<[string, Partial<SizedOrder>]>([
    ['1 × 10,000.00 ÷ (62.00 × 1.0005 × 1.001) = 161.049 units', {}],
    [
      '0.5 × 0.25 × 10,000.00 ÷ 62.00 = 20.1613 units',
      { sizing: { fraction: 0.25 }, target: 0.5, slippageRate: 0, feeRate: 0, wanted: 1250 / 62 },
    ],
    ['−1 × 10,000.00 ÷ (62.00 × 0.9995) = −161.371 units', { target: -1, feeRate: 0, wanted: -10_000 / (62 * 0.9995) }],
    ['0.3 × 10 units = 3 units', { sizing: { units: 10 }, target: 0.3, wanted: 3 }],
    ['1 × 1,240.00 ÷ (62.00 × 1.0005) = 19.99 units', { sizing: { notional: 1240 }, wanted: 1240 / (62 * 1.0005) }],
    ['1 × 10 units = 10 units; 4 held, 6 missing', { sizing: { units: 10 }, wanted: 10, held: 4 }],
    ['−0.5 × 10 units = −5 units; −10 held, 5 too many', { sizing: { units: 10 }, target: -0.5, wanted: -5, held: -10 }],
  ])('%s', (text, change) => {
    expect(sizingText({ ...order, ...change })).toBe(text)
  })

  it('counts one unit as one', () => {
    expect([unitsOf(1), unitsOf(-1), unitsOf(0), unitsOf(1.5)]).toEqual(['1 unit', '−1 unit', '0 units', '1.5 units'])
  })

  it('shows no rounding noise in a factor', () => {
    // 1 + 0.0007 + … in binary is 1.0007000000000001 for some rates.
    for (let bps = 0.5; bps < 100; bps += 0.5) {
      const [, factor] = sizingText({ ...order, slippageRate: bps / 10_000, feeRate: 0 }).match(/62\.00 × ([\d.]+)\)/) ?? []
      expect(factor.length).toBeLessThanOrEqual('1.00005'.length)
    }
  })
})
