import { expect, it } from 'vitest'
import { adx } from '../../../src/indicators/adx.ts'
import { sma } from '../../../src/indicators/sma.ts'
import { TrendFollowing } from '../../../src/strategies/library/trend-following.ts'
import { d1 } from '../../golden/d1.ts'

it('is the rule, bar by bar', () => {
  const bars = d1()
  const targets = new TrendFollowing({}).follow(bars)
  const trend = adx(bars, { period: 14 })
  const average = sma(bars, { period: 50 })
  let held = 0
  let longs = 0
  for (let i = 49; i < bars.length; i++) {
    if (trend.adx[i] < 20 || trend.minusDi[i] > trend.plusDi[i]) held = 0
    else if (trend.adx[i] > 25 && trend.plusDi[i] > trend.minusDi[i] && bars.close[i] > average[i]) held = 1
    expect(targets[i]).toBe(held)
    longs += held
  }
  expect(longs).toBeGreaterThan(50)
  expect(longs).toBeLessThan(300)
})

it('never shorts and knows its warm-up', () => {
  const strategy = new TrendFollowing({ maFilter: false })
  expect(strategy.warmup).toBe(27)
  expect(Math.min(...strategy.follow(d1()).slice(27))).toBe(0)
})

it('refuses an exit threshold above the entry threshold', () => {
  expect(() => new TrendFollowing({ threshold: 20, exitThreshold: 25 })).toThrow('exitThreshold must be smaller than threshold')
})
