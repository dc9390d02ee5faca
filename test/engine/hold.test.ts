import { expect, it } from 'vitest'
import { holdEquity } from '../../src/engine/hold.ts'
import { resolveSettings } from '../../src/engine/settings.ts'

it('buys everything at the first open, costs included', () => {
  const bars = { length: 2, open: Float64Array.of(100, 0), close: Float64Array.of(110, 121) }
  expect([...holdEquity(bars, resolveSettings({ capital: 1000 }))]).toEqual([1100, 1210])
  const costly = holdEquity(bars, resolveSettings({ capital: 1000, costs: { feeBps: 100, slippageBps: 200 } }))
  expect(costly[1]).toBeCloseTo((1000 / (102 * 1.01)) * 121, 9)
  const spread = holdEquity(bars, resolveSettings({ capital: 1000, costs: { slippageBps: 100, halfSpreadBps: 100 } }))
  expect(spread[1]).toBeCloseTo((1000 / 102) * 121, 9)
})
