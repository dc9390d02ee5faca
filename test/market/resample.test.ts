import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Timeframe, timeframeMs } from '../../src/base/timeframe.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const HOUR = 3_600_000
const MONDAY = Date.UTC(2024, 0, 1)
const columns = (bars: Bars) => [bars.time, bars.open, bars.high, bars.low, bars.close].map(column => [...column])

/** One bucket at a time, by definition; every bucket, the last one too. */
function plain(bars: Bars, timeframe: Timeframe) {
  const size = timeframeMs(timeframe)
  const origin = timeframe === '1w' ? MONDAY : 0
  const buckets = new Map<number, number[]>()
  for (let i = 0; i < bars.length; i++) {
    const start = origin + Math.floor((bars.time[i] - origin) / size) * size
    buckets.set(start, [...(buckets.get(start) ?? []), i])
  }
  const of = (f: (indices: number[]) => number) => [...buckets.values()].map(f)
  return [
    [...buckets.keys()],
    of(k => bars.open[k[0]]),
    of(k => Math.max(...k.map(i => bars.high[i]))),
    of(k => Math.min(...k.map(i => bars.low[i]))),
    of(k => bars.close[k[k.length - 1]]),
  ]
}

const holed = (bars: Bars, keep: (i: number) => boolean): Bars => {
  const pick = (column: Iterable<number>) => Float64Array.from([...column].filter((_, i) => keep(i)))
  const time = pick(bars.time)
  const [open, high, low, close, volume] = [bars.open, bars.high, bars.low, bars.close, bars.volume].map(pick)
  return { ...bars, length: time.length, time, open, high, low, close, volume }
}

describe('resampleBars', () => {
  it('gives a day by hand', () => {
    const bars: Bars = {
      ...syntheticBars({ seed: 1, length: 4, timeframe: '6h' }),
      open: Float64Array.of(10, 12, 9, 11),
      high: Float64Array.of(13, 15, 12, 11.5),
      low: Float64Array.of(9, 11, 7, 10),
      close: Float64Array.of(12, 14, 11, 10.5),
      volume: Float64Array.of(1, 2, 3, 4),
    }
    const day = resampleBars(bars, '1d')
    expect(columns(day)).toEqual([[MONDAY], [10], [15], [7], [10.5]])
    expect(day).toMatchObject({ symbol: 'SYNTH', timeframe: '1d', calendar: '24/7', length: 1, volume: Float64Array.of(10) })
    expect(Object.isFrozen(day)).toBe(true)
  })

  it('agrees with the plain definition, gaps and odd starts included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom<Timeframe>('2h', '4h', '8h', '1d', '3d', '1w'),
        fc.constantFrom('24/7', '24/5', 'stocks' as const),
        fc.integer({ min: 1, max: 9 }),
        (length, shift, timeframe, calendar, hole) => {
          const whole = syntheticBars({ seed: 3, length, start: MONDAY + shift * HOUR, calendar })
          const bars = holed(whole, i => (i * 7919) % 10 < hole)
          expect(columns(resampleBars(bars, timeframe, { partial: 'keep' }))).toEqual(plain(bars, timeframe))
          const volume = (b: Bars) => [...b.volume].reduce((sum, v) => sum + v, 0)
          expect(volume(resampleBars(bars, timeframe, { partial: 'keep' }))).toBeCloseTo(volume(bars), 6)
        },
      ),
    )
  })

  it('twice is the same as once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom('drop', 'keep' as const),
        (length, shift, partial) => {
          const bars = syntheticBars({ seed: 9, length, timeframe: '15m', start: MONDAY + shift * 900_000 })
          const once = resampleBars(bars, '1d', { partial })
          const twice = resampleBars(resampleBars(bars, '4h', { partial }), '1d', { partial })
          expect(columns(twice)).toEqual(columns(once))
          for (let i = 0; i < once.length; i++) expect(twice.volume[i]).toBeCloseTo(once.volume[i], 6)
        },
      ),
    )
  })

  it('drops a last bar that is still growing, unless told to keep it', () => {
    for (let length = 1; length <= 49; length++) {
      const bars = syntheticBars({ seed: 1, length })
      expect(resampleBars(bars, '1d').length).toBe(Math.floor(length / 24))
      expect(resampleBars(bars, '1d', { partial: 'keep' }).length).toBe(Math.ceil(length / 24))
    }
  })

  it('labels weeks by Monday', () => {
    const weeks = resampleBars(syntheticBars({ seed: 1, length: 30, timeframe: '1d', start: Date.UTC(2024, 0, 4) }), '1w')
    expect([...weeks.time].map(t => new Date(t).toISOString().slice(0, 10))).toEqual([
      '2024-01-01',
      '2024-01-08',
      '2024-01-15',
      '2024-01-22',
    ])
  })

  it('knows a complete week and day of a market that closes', () => {
    const days = syntheticBars({ seed: 1, length: 60, timeframe: '1d', calendar: 'stocks' })
    const last = (bars: Bars, timeframe: Timeframe) =>
      new Date(resampleBars(bars, timeframe).time.at(-1) ?? Number.NaN).toISOString().slice(0, 10)
    expect(last(sliceBars(days, 0, 25), '1w')).toBe('2024-01-29')
    for (const bars of [21, 22, 23, 24]) expect(last(sliceBars(days, 0, bars), '1w')).toBe('2024-01-22')
    const hours = syntheticBars({ seed: 1, length: 60, timeframe: '1h', calendar: 'stocks' })
    expect(last(hours, '1d')).toBe('2024-01-12')
    for (const bars of [55, 57, 59]) expect(last(sliceBars(hours, 0, bars), '1d')).toBe('2024-01-11')
  })

  it('gives the same bars for the same timeframe, and none for none', () => {
    const bars = syntheticBars({ seed: 1, length: 10 })
    expect(resampleBars(bars, '1h')).toBe(bars)
    expect(resampleBars(sliceBars(bars, 0, 0), '1d').length).toBe(0)
  })

  it.each([
    ['1h', '30m'],
    ['3d', '1w'],
    ['2h', '3m'],
    ['1d', '1h'],
  ] as const)('refuses %s to %s', (from, to) => {
    expect(() => resampleBars(syntheticBars({ seed: 1, length: 10, timeframe: from }), to)).toThrow(
      expect.objectContaining({
        code: 'bars/resample',
        message: expect.stringContaining(`bars of ${from} cannot be put together to ${to}`),
      }),
    )
  })

  it('refuses an unknown timeframe', () => {
    expect(() => resampleBars(syntheticBars({ seed: 1, length: 10 }), '1H' as never)).toThrow(/did you mean "1h"/)
  })
})
