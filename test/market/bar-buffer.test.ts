import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, DataError } from '../../src/base/errors.ts'
import { BarBuffer } from '../../src/market/bar-buffer.ts'
import { type Bar, type Bars, barAt } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { History } from '../../src/strategies/strategy.ts'

const columns = (bars: Bars) => [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map(column => [...column])
const HOUR = 3_600_000
const bar = (i: number, change: Partial<Bar> = {}): Bar => ({ time: i * HOUR, open: 10, high: 12, low: 9, close: 11, volume: 5, ...change })
const empty = (capacity?: number) => new BarBuffer({ symbol: 'BTC/€', timeframe: '1h', ...(capacity === undefined ? {} : { capacity }) })

describe('BarBuffer', () => {
  it('is empty at first', () => {
    const buffer = empty()
    expect(buffer).toMatchObject({ symbol: 'BTC/€', timeframe: '1h', calendar: '24/7', length: 0 })
    expect(columns(buffer)).toEqual([[], [], [], [], [], []])
  })

  it('holds the same bars, appended one by one, in parts or at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (length, capacity, cut) => {
        const bars = syntheticBars({ seed: 1, length })
        const single = empty(capacity)
        for (let i = 0; i < length; i++) {
          single.append(barAt(bars, i) as Bar)
          expect(single.length).toBe(i + 1)
          expect(single.close.length).toBe(i + 1)
          expect(single.close[i]).toBe(bars.close[i])
        }
        const atOnce = empty(capacity)
        atOnce.appendAll(bars)
        const parts = empty(capacity)
        for (let i = 0; i < cut % length; i++) parts.append(barAt(bars, i) as Bar)
        parts.appendAll({
          ...bars,
          length: length - (cut % length),
          ...Object.fromEntries(
            ['time', 'open', 'high', 'low', 'close', 'volume'].map(name => [name, bars[name as 'open'].subarray(cut % length)]),
          ),
        })
        for (const buffer of [single, atOnce, parts]) expect(columns(buffer)).toEqual(columns(bars))
      }),
    )
  })

  it('does not change columns and snapshots that were taken before', () => {
    const buffer = empty(1)
    buffer.append(bar(0))
    const close = buffer.close
    const snapshot = buffer.snapshot()
    for (let i = 1; i < 50; i++) buffer.append(bar(i, { close: 10 }))
    expect([...close]).toEqual([11])
    expect(columns(snapshot)).toEqual([[0], [10], [12], [9], [11], [5]])
    expect(snapshot).toMatchObject({ symbol: 'BTC/€', timeframe: '1h', length: 1 })
    expect(Object.isFrozen(snapshot)).toBe(true)
    expect(buffer.close.length).toBe(50)
  })

  it('gives the same view until it grows', () => {
    const buffer = empty()
    buffer.append(bar(0))
    expect(buffer.close).toBe(buffer.close)
    expect(buffer.close).toBeInstanceOf(Float64Array)
  })

  it('is a history for strategies', () => {
    const history: History = empty()
    expect(history.length).toBe(0)
  })

  const wrong: [string, string, Partial<Bar>, RegExp][] = [
    [
      'the time of the last bar',
      'bars/order',
      { time: 5 * HOUR },
      /a bar of 1970-01-01 05:00 does not come after the last one of 1970-01-01 05:00/,
    ],
    ['an earlier time', 'bars/order', { time: 0 }, /does not come after/],
    ['no time', 'bars/order', { time: Number.NaN }, /a bar of – does not/],
    ['an infinite time', 'bars/order', { time: Number.POSITIVE_INFINITY }, /./],
    ['a missing price', 'bars/price', { open: Number.NaN }, /BTC\/€: open of 1970-01-01 06:00 is NaN/],
    ['a zero price', 'bars/price', { low: 0 }, /low .* is 0/],
    ['a negative price', 'bars/price', { close: -1 }, /close .* is -1/],
    ['an infinite price', 'bars/price', { high: Number.POSITIVE_INFINITY }, /high .* is Infinity/],
    ['a close above the high', 'bars/inconsistent', { close: 13 }, /open 10, high 12, low 9, close 13/],
    ['an open below the low', 'bars/inconsistent', { open: 8 }, /./],
    ['high below low', 'bars/inconsistent', { high: 9, low: 12 }, /./],
    ['a negative volume', 'bars/volume', { volume: -1 }, /volume .* is -1/],
    ['no volume', 'bars/volume', { volume: Number.NaN }, /volume .* is NaN/],
  ]
  it.each(wrong)('refuses %s and stays as it was', (_, code, change, message) => {
    const buffer = empty(2)
    buffer.append(bar(5))
    const refused = () => buffer.append(bar(6, change))
    expect(refused).toThrow(DataError)
    expect(refused).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
    expect(columns(buffer)).toEqual([[5 * HOUR], [10], [12], [9], [11], [5]])
    buffer.append(bar(6))
    expect(buffer.length).toBe(2)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a capacity of %d', capacity => {
    expect(() => empty(capacity)).toThrow(ConfigError)
  })

  it('refuses an unknown timeframe', () => {
    expect(() => new BarBuffer({ symbol: 'X', timeframe: '1H' as never })).toThrow(/did you mean "1h"/)
  })
})
