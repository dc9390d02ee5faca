import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { VolRegimeFilter } from '../../../src/strategies/library/vol-regime-filter.ts'
import { changes, d1 } from '../../golden/d1.ts'

it('stands aside in unusual volatility: a calm market with one storm', () => {
  const length = 300
  const close = Float64Array.from({ length }, (_, i) => 100 + (i % 2 === 0 ? 1 : -1) * (i >= 200 && i < 215 ? 5 : 0.5 + (i % 7) / 20))
  const high = close.map(price => price + 0.1)
  const low = close.map(price => price - 0.1)
  const history = { length, time: close, open: close, high, low, close, volume: close }
  const targets = new VolRegimeFilter({ period: 5, lookback: 100, low: 0, high: 90 }).follow(history)
  expect([...targets.slice(203, 212)].every(target => target === 0)).toBe(true)
  expect(changes(targets).length).toBeGreaterThan(2)
})

describe('the share of time in the market is the width of the band', () => {
  it.each(['atr', 'std'] as const)('%s', method => {
    const targets = new VolRegimeFilter({ method, low: 25, high: 75, lookback: 200 }).follow(syntheticBars({ seed: 5, length: 20_000 }))
    const known = targets.slice(300)
    const share = known.reduce((sum, target) => sum + target, 0) / known.length
    expect(share).toBeGreaterThan(0.35)
    expect(share).toBeLessThan(0.65)
  })
})

it('inverts', () => {
  const plain = new VolRegimeFilter({}).follow(d1()).slice(150)
  const inverted = new VolRegimeFilter({ invert: true }).follow(d1()).slice(150)
  expect([...inverted]).toEqual([...plain].map(target => 1 - target))
})

it('refuses low >= high', () => {
  expect(() => new VolRegimeFilter({ low: 80, high: 20 })).toThrow('low must be smaller than high')
})
