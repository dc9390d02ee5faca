import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, DataError } from '../../src/base/errors.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const HOUR = 3_600_000

/** Bars at whole hours since 1970, close equal to the hour plus a share. */
function bars(symbol: string, hours: readonly number[], share = 0): Bars {
  const close = Float64Array.from(hours, hour => hour + share)
  const time = Float64Array.from(hours, hour => hour * HOUR)
  return {
    symbol,
    timeframe: '1h',
    calendar: '24/7',
    length: hours.length,
    time,
    open: close,
    high: close,
    low: close,
    close,
    volume: close,
  }
}

const a = bars('A', [1, 2, 3, 5, 8])
const b = bars('B', [2, 3, 4, 5, 9], 0.5)

describe('alignBars', () => {
  it('inner keeps the common times', () => {
    const panel = alignBars([a, b])
    expect([...panel.time]).toEqual([2, 3, 5].map(h => h * HOUR))
    expect(panel).toMatchObject({ symbols: ['A', 'B'], timeframe: '1h', calendar: '24/7', length: 3 })
    expect(panel.assets.map(asset => [...asset.close])).toEqual([
      [2, 3, 5],
      [2.5, 3.5, 5.5],
    ])
    expect(panel.assets.map(asset => asset.known)).toEqual([3, 3])
  })

  it('outer keeps all times, NaN where there is no bar', () => {
    const panel = alignBars([a, b], { join: 'outer' })
    expect([...panel.time]).toEqual([1, 2, 3, 4, 5, 8, 9].map(h => h * HOUR))
    expect([...panel.assets[0].volume]).toEqual([1, 2, 3, Number.NaN, 5, 8, Number.NaN])
    expect([...panel.assets[1].open]).toEqual([Number.NaN, 2.5, 3.5, 4.5, 5.5, Number.NaN, 9.5])
    expect(panel.assets.map(asset => asset.known)).toEqual([5, 5])
  })

  it('agrees with sets, for any number of symbols', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1 }).map(list => list.sort((x, y) => x - y))
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 5 }), fc.constantFrom('inner', 'outer' as const), (lists, join) => {
        const sets = lists.map(list => new Set(list))
        const every = [...new Set(lists.flat())].sort((x, y) => x - y)
        const expected = join === 'outer' ? every : every.filter(hour => sets.every(set => set.has(hour)))
        const histories = lists.map((list, k) => bars(`S${k}`, list, k / 8))
        if (expected.length === 0) {
          expect(() => alignBars(histories, { join })).toThrow(DataError)
          return
        }
        const panel = alignBars(histories, { join })
        expect([...panel.time]).toEqual(expected.map(hour => hour * HOUR))
        for (const [k, asset] of panel.assets.entries()) {
          expect([...asset.close]).toEqual(expected.map(hour => (sets[k].has(hour) ? hour + k / 8 : Number.NaN)))
          expect(asset.known).toBe(expected.filter(hour => sets[k].has(hour)).length)
        }
      }),
    )
  })

  it('shares memory where the times are the same', () => {
    const [x, y] = [1, 2].map(seed => syntheticBars({ seed, length: 50, symbol: `S${seed}` }))
    for (const join of ['inner', 'outer'] as const) {
      const panel = alignBars([x, y], { join })
      expect(panel.time).toBe(x.time)
      expect(panel.assets[1].close).toBe(y.close)
    }
  })

  it('takes one symbol, and symbols of any script', () => {
    expect(alignBars([a]).length).toBe(5)
    expect(alignBars([bars('比特币', [1]), bars('__proto__', [1]), bars('🚀', [1])]).symbols).toEqual(['比特币', '__proto__', '🚀'])
  })

  it('is frozen', () => {
    const panel = alignBars([a, b])
    expect([panel, panel.symbols, panel.assets, panel.assets[0]].every(Object.isFrozen)).toBe(true)
  })

  it('says who does not overlap', () => {
    const late = bars('C', [100, 101])
    expect(() => alignBars([a, late])).toThrow(
      expect.objectContaining({
        code: 'panel/overlap',
        message: expect.stringMatching(/"A" 1970-01-01 01:00 to 1970-01-01 08:00, "C" 1970-01-05 04:00 to/),
      }),
    )
    expect(alignBars([a, late], { join: 'outer' }).length).toBe(7)
    expect(() => alignBars([a, sliceBars(b, 0, 0)])).toThrow(/"B" has no bars/)
    expect(() => alignBars([sliceBars(a, 0, 0)], { join: 'outer' })).toThrow(DataError)
    const many = Array.from({ length: 9 }, (_, k) => bars(`S${k}`, [k]))
    expect(() => alignBars(many)).toThrow(/"S5" .*, 3 more; load more data/)
  })

  it.each([
    ['panel/empty', [], /at least one symbol/],
    ['panel/symbol', [a, a], /"A" is there twice/],
    ['panel/timeframe', [a, { ...b, timeframe: '4h' }], /"B" has bars of 4h, "A" of 1h; .*resampleBars/],
    ['panel/calendar', [a, { ...b, calendar: 'stocks' }], /"B" trades stocks, "A" 24\/7/],
  ] as const)('refuses %s', (code, list, message) => {
    expect(() => alignBars(list as readonly Bars[])).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
    expect(() => alignBars(list as readonly Bars[])).toThrow(ConfigError)
  })

  it('takes different calendars when told which counts', () => {
    expect(alignBars([a, { ...b, calendar: 'stocks' }], { calendar: 'stocks' }).calendar).toBe('stocks')
  })
})
