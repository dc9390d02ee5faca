import { expect, it } from 'vitest'
import { describeSample, sampleBars, samplePanel, sampleSymbols, sampleTimeframes } from '../../src/market/sample-bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

it('end with the year 2024, all of them', () => {
  for (const symbol of sampleSymbols)
    for (const timeframe of sampleTimeframes) {
      const { time, length, ...bars } = sampleBars({ symbol, timeframe })
      expect([bars.symbol, bars.timeframe, bars.calendar]).toEqual([symbol, timeframe, '24/7'])
      expect(new Date(time[length - 1]).toISOString().slice(0, 10)).toBe('2024-12-31')
      expect(Math.min(...bars.low)).toBeGreaterThan(100)
      expect(Math.max(...bars.high)).toBeLessThan(200_000)
    }
})

it('are always the same, and can be made from what the registry keeps', () => {
  expect(sampleBars()).toEqual(sampleBars({ symbol: 'BTC/EUR', timeframe: '1d' }))
  expect(syntheticBars(describeSample({ symbol: 'ETH/EUR' }))).toEqual(sampleBars({ symbol: 'ETH/EUR' }))
})

it('share their times in a panel', () => {
  const panel = samplePanel({ timeframe: '4h' })
  expect([panel.symbols, panel.length, panel.timeframe]).toEqual([['BTC/EUR', 'ETH/EUR'], 6576, '4h'])
  expect(panel.assets[0].close).not.toEqual(panel.assets[1].close)
})

it('are refused for what there is not', () => {
  expect(() => sampleBars({ symbol: 'BTC/USD' })).toThrow('no sample bars of BTC/USD; there are: BTC/EUR, ETH/EUR')
  expect(() => sampleBars({ timeframe: '1w' })).toThrow('no sample bars of 1w; there are: 1h, 4h, 1d')
})
