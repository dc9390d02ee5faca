import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { seededRandom } from '../../src/base/random.ts'
import { timeframeMs } from '../../src/base/timeframe.ts'
import type { Bars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { findWarmup, LiveHistory, poison, randomHistory, randomMarket } from '../../src/strategies/strategy-histories.ts'

const columns = ['open', 'high', 'low', 'close', 'volume'] as const

it('poisoned bars are the same before the cut and another market after it', () => {
  const bars = syntheticBars({ seed: 3, length: 100 })
  const copy = columns.map(name => [...bars[name]])
  const poisoned = poison(bars, 40, seededRandom(1))
  for (const [k, name] of columns.entries()) {
    expect([...poisoned[name].subarray(0, 40)]).toEqual([...bars[name].subarray(0, 40)])
    for (let i = 40; i < 100; i++) expect(poisoned[name][i]).not.toBe(bars[name][i])
    expect([...bars[name]]).toEqual(copy[k])
  }
})

it('random histories are bars, and some of them stand still', () => {
  let still = 0
  for (let k = 0; k < 40; k++) {
    const { length, open, high, low, close } = randomHistory(seededRandom(k), 150, k)
    expect(length).toBe(150)
    for (let i = 0; i < length; i++) {
      expect(low[i]).toBeGreaterThan(0)
      expect(low[i]).toBeLessThanOrEqual(Math.min(open[i], close[i]))
      expect(high[i]).toBeGreaterThanOrEqual(Math.max(open[i], close[i]))
      if (i > 0 && high[i] === low[i] && close[i] === close[i - 1]) still++
    }
  }
  expect(still).toBeGreaterThan(100)
})

it('the same seed gives the same history', () => {
  expect(randomHistory(seededRandom(5), 50, 2)).toEqual(randomHistory(seededRandom(5), 50, 2))
})

const endOf = ({ time, timeframe }: Bars, i: number) => time[i] + timeframeMs(timeframe)

describe('random markets', () => {
  it('are the plain histories for strategies that look at nothing else', () => {
    expect(randomMarket(seededRandom(5), 50, 2, { timeframes: [], symbols: [] })).toEqual(randomHistory(seededRandom(5), 50, 2))
  })

  it.each([
    [['1d'], '6h'],
    [['1w'], '1d'],
    [['4h', '1d'], '1h'],
    [['1w', '3d'], '12h'],
    [['15m'], '3m'],
    [['3m'], '1m'],
    [['1m'], '1m'],
  ] as const)('have bars that can be put together to %s: %s', (longer, timeframe) => {
    expect(randomMarket(seededRandom(1), 30, 0, { timeframes: longer, symbols: [] }).timeframe).toBe(timeframe)
  })

  it('bring other symbols, whole ones and such with holes and other starts, never the own one', () => {
    let holes = 0
    let starts = 0
    for (let k = 0; k < 12; k++) {
      const bars = randomMarket(seededRandom(k), 200, k, { timeframes: [], symbols: ['B', 'SYNTH', 'C'] })
      const { others = [] } = bars
      expect(others.map(({ symbol }) => symbol)).toEqual(['B', 'C'])
      for (const { length, time, low } of others) {
        for (let i = 0; i < length; i++) {
          expect(low[i]).toBeGreaterThan(0)
          if (i > 0) expect(time[i]).toBeGreaterThan(time[i - 1])
        }
        if (length < 200) holes++
        if (time[0] !== bars.time[0]) starts++
      }
    }
    expect(holes).toBe(16)
    expect(starts).toBeGreaterThan(10)
  })

  it('are poisoned behind the end of the last bar that is left alone, whatever the symbol', () => {
    const bars = randomMarket(seededRandom(1), 100, 1, { timeframes: [], symbols: ['B', 'C'] })
    const poisoned = poison(bars, 40, seededRandom(1))
    for (const [n, other] of (bars.others ?? []).entries()) {
      const changed = poisoned.others?.[n] as Bars
      for (let i = 0; i < other.length; i++) expect(changed.close[i] === other.close[i]).toBe(endOf(other, i) <= endOf(bars, 39))
    }
    expect(poisoned.others).toHaveLength(2)
  })

  it('arrive bar by bar, and of others what has ended by then', () => {
    const bars = randomMarket(seededRandom(2), 60, 1, { timeframes: [], symbols: ['B'] })
    const other = bars.others?.[0] as Bars
    const live = new LiveHistory(bars)
    for (let i = 0; i < 60; i++) {
      live.step()
      expect(live.buffer.length).toBe(i + 1)
      const there = live.buffer.others?.[0] as Bars
      expect(there.length).toBe(other.time.slice().filter((_, j) => endOf(other, j) <= endOf(bars, i)).length)
      expect([...there.close]).toEqual([...other.close.subarray(0, there.length)])
    }
    expect('others' in new LiveHistory(randomHistory(seededRandom(1), 5, 0)).buffer.snapshot()).toBe(false)
  })
})

describe('the warm-up that is to be expected', () => {
  const looked = { timeframes: [], symbols: ['B'] } as const

  it('is the known one where it does not depend on a history', () => {
    expect(findWarmup({ timeframes: [], symbols: [] }, bars => (bars === undefined ? 9 : 99))).toBe(9)
  })

  it('is found on a history that is long enough', () => {
    const lengths: number[] = []
    const follow = (bars: Bars | undefined) => {
      if (bars === undefined) return 3
      lengths.push(bars.length)
      return Math.min(700, bars.length)
    }
    expect(findWarmup(looked, follow)).toBe(700)
    expect(lengths).toEqual([200, 400, 800])
  })

  it('is the least one when the strategy breaks its contract; other errors are passed on', () => {
    const failing = (error: Error) => (bars: Bars | undefined) => {
      if (bars !== undefined) throw error
      return 3
    }
    expect(findWarmup(looked, failing(new StrategyError('strategy/target', 'decided 7')))).toBe(3)
    expect(() => findWarmup(looked, failing(new TypeError('own fault')))).toThrow('own fault')
  })
})
