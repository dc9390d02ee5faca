import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { combineRegimes } from '../../src/regimes/combine-regimes.ts'
import { defineRegime, type Regime } from '../../src/regimes/regime.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

const bars = syntheticBars({ seed: 1, length: 400 })

it('joins the labels of both on every bar, whatever columns they read and in which order', () => {
  const candle = defineRegime({
    id: 'candle',
    inputs: ['open', 'close'],
    labels: ['red', 'green'],
    warmup: 0,
    start: () => (open, close) => Number(close >= open),
  })
  const parts: readonly Regime[] = [
    trendRegime({ method: 'adx' }),
    volatilityRegime({ method: 'realized', lookback: 60 }),
    candle,
    trendRegime({ unit: 'price' }),
  ]
  for (const a of parts)
    for (const b of parts) {
      const labels = labelBars(bars, combineRegimes(a, b))
      const first = labelBars(bars, a)
      const second = labelBars(bars, b)
      for (let i = 0; i < bars.length; i++) {
        const both = labelAt(first, i) !== undefined && labelAt(second, i) !== undefined
        expect(labelAt(labels, i)).toBe(both ? `${labelAt(first, i)}/${labelAt(second, i)}` : undefined)
      }
    }
})

it('orders labels like a table', () => {
  const { labels, codes } = combineRegimes(trendRegime(), volatilityRegime())
  expect(labels).toEqual([
    'down/low',
    'down/normal',
    'down/high',
    'sideways/low',
    'sideways/normal',
    'sideways/high',
    'up/low',
    'up/normal',
    'up/high',
  ])
  expect(codes['up/normal']).toBe(7)
})

it('refuses five columns and more than 127 labels', () => {
  const loud = defineRegime({ id: 'loud', inputs: ['open', 'volume'], labels: ['no', 'yes'], warmup: 0, start: () => () => 0 })
  expect(() => combineRegimes(trendRegime({ method: 'adx' }), loud)).toThrow('a regime reads four columns at most')
  const trend = trendRegime()
  const nine = combineRegimes(trend, trend)
  expect(() => combineRegimes(combineRegimes(nine, nine), trend)).toThrow('243 labels')
})
