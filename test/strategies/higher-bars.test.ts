import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { type Timeframe, timeframeMs } from '../../src/base/timeframe.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { resampleBars } from '../../src/market/resample.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { HigherBars } from '../../src/strategies/higher-bars.ts'
import { poison } from '../../src/strategies/strategy-histories.ts'

const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.UTC(2024, 0, 1)

/** The bars of which only some are there. */
function pick(bars: Bars, kept: readonly number[]): Bars {
  const columns = Object.fromEntries(NAMES.map(name => [name, Float64Array.from(kept, i => bars[name][i])]))
  return { ...bars, ...columns, length: kept.length }
}

/** Hourly bars at given times, closing at 1, 2, 3 … */
function at(times: readonly number[], timeframe: Timeframe = '1h', calendar: Bars['calendar'] = '24/7'): Bars {
  const close = Float64Array.from(times, (_, i) => i + 1)
  const volume = new Float64Array(times.length).fill(1)
  return {
    symbol: 'A',
    timeframe,
    calendar,
    length: times.length,
    time: Float64Array.from(times),
    open: close,
    high: close,
    low: close,
    close,
    volume,
  }
}

const followed = (bars: Bars, timeframe: Timeframe, to = bars.length) => {
  const higher = new HigherBars(timeframe)
  higher.follow(bars, to)
  return higher
}

const markets = fc.record({
  seed: fc.nat(1000),
  pair: fc.constantFrom<[Timeframe, Timeframe]>(
    ['1h', '4h'],
    ['1h', '1d'],
    ['15m', '1h'],
    ['6h', '1d'],
    ['1d', '1w'],
    ['1d', '3d'],
    ['12h', '1w'],
  ),
  start: fc.nat({ max: 500 }),
  holes: fc.boolean(),
  length: fc.integer({ min: 1, max: 120 }),
})

function marketOf({
  seed,
  pair: [timeframe],
  start,
  holes,
  length,
}: {
  seed: number
  pair: [Timeframe, Timeframe]
  start: number
  holes: boolean
  length: number
}): Bars {
  const bars = syntheticBars({ seed, length, timeframe, start: MONDAY + start * timeframeMs(timeframe) })
  const random = seededRandom(seed)
  const kept = Array.from({ length }, (_, i) => i).filter(i => !holes || i === 0 || random.uniform() < 0.6)
  return pick(bars, kept)
}

describe('the bars of a longer timeframe', () => {
  it('are on every bar those that resampleBars makes of the bars so far', () => {
    fc.assert(
      fc.property(markets, market => {
        const bars = marketOf(market)
        const { rows, bars: longer } = followed(bars, market.pair[1])
        for (let i = 0; i < bars.length; i++) {
          const expected = resampleBars(sliceBars(bars, 0, i + 1), market.pair[1])
          expect(rows[i]).toBe(expected.length - 1)
          for (const name of NAMES)
            for (let k = Math.max(0, expected.length - 2); k < expected.length; k++) expect(longer[name][k]).toBe(expected[name][k])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are the same in pieces of any size', () => {
    fc.assert(
      fc.property(markets, fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (market, pieces) => {
        const bars = marketOf(market)
        const whole = followed(bars, market.pair[1])
        const pieced = new HigherBars(market.pair[1])
        let to = 0
        for (const piece of [...pieces, bars.length]) {
          to = Math.min(bars.length, to + piece)
          pieced.follow(sliceBars(bars, 0, to), to)
        }
        expect([...pieced.rows.subarray(0, bars.length)]).toEqual([...whole.rows.subarray(0, bars.length)])
        for (const name of NAMES)
          expect([...pieced.bars[name].subarray(0, pieced.bars.length)]).toEqual([...whole.bars[name].subarray(0, whole.bars.length)])
      }),
    )
  })

  it('know nothing of later bars', () => {
    fc.assert(
      fc.property(markets, fc.nat(1000), (market, seed) => {
        const bars = marketOf(market)
        const cut = 1 + (seed % bars.length)
        const other = cut === bars.length ? bars : poison(bars, cut, seededRandom(seed))
        const [one, two] = [followed(bars, market.pair[1]), followed(other, market.pair[1])]
        for (let i = 0; i < cut; i++) {
          expect(two.rows[i]).toBe(one.rows[i])
          for (const name of NAMES) expect(two.bars[name][two.rows[i]]).toBe(one.bars[name][one.rows[i]])
        }
      }),
    )
  })

  it('are complete with the bar that ends where they end, the first one even when the history begins inside it', () => {
    const { rows, bars } = followed(at(Array.from({ length: 30 }, (_, h) => MONDAY + (h + 20) * HOUR)), '1d')
    expect([...rows]).toEqual([-1, -1, -1, ...new Array(24).fill(0), 1, 1, 1])
    expect([...bars.close.subarray(0, 2)]).toEqual([4, 28])
    expect([...bars.time.subarray(0, 2)]).toEqual([MONDAY, MONDAY + DAY])
  })

  it('where the market closes early, are complete with the first bar of the next one', () => {
    const session = (day: number) => [13, 14, 15].map(hour => MONDAY + day * DAY + hour * HOUR)
    const { rows, bars } = followed(at([...session(0), ...session(1), ...session(4), ...session(7)], '1h', 'stocks'), '1d')
    expect([...rows]).toEqual([-1, -1, -1, 0, 0, 0, 1, 1, 1, 2, 2, 2])
    expect([...bars.close.subarray(0, 3)]).toEqual([3, 6, 9])
  })

  it('weeks begin on Monday, and a week of five days is complete on the next Monday', () => {
    const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14].map(day => MONDAY + day * DAY)
    const { rows, bars } = followed(at(days, '1d', 'stocks'), '1w')
    expect([...rows]).toEqual([-1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 1])
    expect(bars.time[1]).toBe(MONDAY + 7 * DAY)
    expect(bars.volume[0]).toBe(5)
  })

  it('of no bars are none', () => {
    expect(followed(at([]), '1d').bars.length).toBe(0)
  })

  it.each([
    ['1h', '1h', 'is not longer than the 1h of A'],
    ['1d', '4h', 'is not longer than the 1d of A'],
    ['3d', '1w', 'is not a multiple of the 3d of A'],
  ] as const)('cannot be made of %s for %s', (timeframe, longer, message) => {
    expect(() => followed(at([MONDAY], timeframe), longer)).toThrow(message)
  })

  it('need to know how long the bars are', () => {
    const { time, open, high, low, close, volume, length } = at([MONDAY])
    expect(() => new HigherBars('1d').follow({ time, open, high, low, close, volume, length }, 1)).toThrow(
      'does not say how long its bars are',
    )
  })
})
