import { describe, expect, it } from 'vitest'
import { rsi } from '../../../src/indicators/rsi.ts'
import { sma } from '../../../src/indicators/sma.ts'
import { RsiReversion } from '../../../src/strategies/library/rsi-reversion.ts'
import { changes, d1 } from '../../golden/d1.ts'

describe('on D1', () => {
  // peak-trade-research.md, A.2 "rsi_reversion". Peak_Trade seeds its RSI with a single bar; from bar 80 on that has faded.
  const reference = [
    [89, 1],
    [110, 0],
    [121, -1],
    [133, 0],
    [147, 1],
    [164, 0],
    [173, -1],
    [195, 0],
    [227, -1],
    [249, 0],
    [263, 1],
    [279, 0],
    [290, -1],
    [302, 0],
    [316, 1],
    [334, 0],
    [347, -1],
    [364, 0],
    [397, -1],
  ]

  it('agrees with Peak_Trade after the start', () => {
    expect(changes(new RsiReversion({}).follow(d1())).filter(([bar]) => bar >= 80)).toEqual(reference)
  })

  it('long only drops the shorts and keeps the longs', () => {
    const longs = reference.filter(([, target], k) => target === 1 || reference[k - 1]?.[1] === 1)
    expect(changes(new RsiReversion({ longOnly: true }).follow(d1())).filter(([bar]) => bar >= 80)).toEqual(longs)
  })
})

it('enters only with the trend when asked', () => {
  const bars = d1()
  const targets = new RsiReversion({ trendFilter: true, trendPeriod: 20, lower: 45, upper: 55 }).follow(bars)
  const trend = sma(bars, { period: 20 })
  const strength = rsi(bars, { period: 14 })
  const entries = changes(targets).filter(([, target]) => target !== 0)
  expect(entries.length).toBeGreaterThan(3)
  for (const [bar, target] of entries) {
    expect(Math.sign(bars.close[bar] - trend[bar])).toBe(target)
    expect(target > 0 ? strength[bar] < 45 : strength[bar] > 55).toBe(true)
  }
})

it('does nothing on a dead market', () => {
  const flat = new Float64Array(60).fill(100)
  expect(
    changes(new RsiReversion({}).follow({ length: 60, time: flat, open: flat, high: flat, low: flat, close: flat, volume: flat })),
  ).toEqual([[0, 0]])
})

it('refuses lower >= upper', () => {
  expect(() => new RsiReversion({ lower: 70, upper: 30 })).toThrow('lower must be smaller than upper')
})
