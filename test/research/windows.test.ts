import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { cutWindows, indexAt } from '../../src/research/windows.ts'

interface GoldenWindows {
  readonly n: number
  readonly train: number
  readonly test: number
  readonly embargo: number
  readonly mode: 'rolling' | 'anchored'
  readonly gap: 'shift_test' | 'cut_train'
  readonly windows: readonly { readonly train: readonly number[]; readonly test: readonly number[] }[]
}
const golden = JSON.parse(readFileSync(new URL('../golden/own/research.json', import.meta.url), 'utf8')) as {
  readonly walk_forward: readonly GoldenWindows[]
}

const day = 86_400_000
const daily = (length: number, start = Date.UTC(2024, 0, 1)) => syntheticBars({ seed: 1, length, timeframe: '1d', start })
const date = (bars: Bars, index: number) =>
  new Date(index < bars.length ? bars.time[index] : bars.time[bars.length - 1] + (index - bars.length + 1) * day).toISOString().slice(5, 10)

describe('windows in bars', () => {
  it.each(golden.walk_forward.map(table => [`${table.mode}, ${table.gap}, embargo ${table.embargo}`, table] as const))(
    'golden: %s',
    (_, table) => {
      const { n, train, test, embargo, mode, gap } = table
      const option = gap === 'shift_test' ? { embargo } : { purge: embargo }
      expect(cutWindows(syntheticBars({ seed: 1, length: n }), { train, test, anchored: mode === 'anchored', ...option })).toEqual(
        table.windows,
      )
    },
  )

  it('hold what they promise for all sizes', () => {
    const sizes = fc.record({
      length: fc.integer({ min: 1, max: 400 }),
      train: fc.integer({ min: 1, max: 120 }),
      test: fc.integer({ min: 1, max: 60 }),
      step: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
      embargo: fc.integer({ min: 0, max: 20 }),
      purge: fc.integer({ min: 0, max: 20 }),
      anchored: fc.boolean(),
    })
    fc.assert(
      fc.property(sizes, ({ length, ...options }) => {
        const { train, test, embargo, purge, anchored } = options
        const step = options.step ?? test
        const bars = syntheticBars({ seed: 1, length })
        const count = Math.floor((length - train - embargo - test) / step) + 1
        if (count < 1 || purge >= train) {
          expect(() => cutWindows(bars, options)).toThrow(count < 1 ? /too few for one window/ : /purge is/)
          return
        }
        const windows = cutWindows(bars, options)
        expect(windows).toHaveLength(count)
        for (const [k, window] of windows.entries()) {
          expect(window.test).toEqual([train + embargo + k * step, train + embargo + k * step + test])
          expect(window.train).toEqual([anchored ? 0 : k * step, k * step + train - purge])
          expect(window.test[0] - window.train[1]).toBe(embargo + purge)
          if (step === test && k > 0) expect(window.test[0]).toBe(windows[k - 1].test[1])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('windows in durations', () => {
  it('are those of the ancestor, without its shared boundary bars', () => {
    const bars = daily(366)
    const show = (list: ReturnType<typeof cutWindows>) =>
      list.map(({ train, test }) => [train[0], train[1], test[1]].map(i => date(bars, i)))
    expect(show(cutWindows(bars, { train: '90d', test: '30d', step: '120d' }))).toEqual([
      ['01-01', '03-31', '04-30'],
      ['04-30', '07-29', '08-28'],
      ['08-28', '11-26', '12-26'],
    ])
    const monthly = show(cutWindows(bars, { train: '90d', test: '30d' }))
    expect(monthly).toHaveLength(9)
    expect(monthly[8][2]).toBe('12-26')
  })

  it('count calendar months, and tests meet without gap or overlap from any day', () => {
    const bars = daily(366)
    expect(cutWindows(bars, { train: '6M', test: '1M' }).map(({ test }) => date(bars, test[0]))).toEqual([
      '07-01',
      '08-01',
      '09-01',
      '10-01',
      '11-01',
      '12-01',
    ])
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 4 }),
        (offset, train, test) => {
          const history = daily(900, Date.UTC(2023, 0, 1) + offset * day)
          const windows = cutWindows(history, { train: `${train}M`, test: `${test}M` })
          expect(windows[0].train[0]).toBe(0)
          for (const [k, window] of windows.entries()) {
            expect(window.train[1]).toBe(window.test[0])
            if (k > 0) expect(window.test[0]).toBe(windows[k - 1].test[1])
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('agree with bars on a history without gaps, mixed too', () => {
    const bars = syntheticBars({ seed: 1, length: 2000 })
    const inBars = cutWindows(bars, { train: 480, test: 120, step: 240, embargo: 12, purge: 24 })
    expect(cutWindows(bars, { train: '20d', test: '5d', step: '240h', embargo: '12h', purge: '1d' })).toEqual(inBars)
    expect(cutWindows(bars, { train: '20d', test: 120, step: '10d', embargo: 12, purge: '24h' })).toEqual(inBars)
    expect(cutWindows(bars, { train: 480, test: '5d', step: 240, embargo: '12h', purge: 24 })).toEqual(inBars)
  })

  it('leave out what has no bars, such as a test on a weekend', () => {
    const stocks = syntheticBars({ seed: 1, length: 20, timeframe: '1d', calendar: 'stocks', start: Date.UTC(2024, 0, 1) })
    const windows = cutWindows(stocks, { train: '7d', test: '1d' })
    expect(windows.every(({ test }) => test[1] - test[0] === 1)).toBe(true)
    expect(windows.map(({ test }) => test[0])).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  })
})

describe('sizes that make no sense', () => {
  const bars = syntheticBars({ seed: 1, length: 100 })
  it.each([
    [{ train: 0, test: 10 }, 'train is 0: give a whole number of bars, at least 1'],
    [{ train: 10.5, test: 10 }, 'train is 10.5'],
    [{ train: 10, test: Number.NaN }, 'test is NaN'],
    [{ train: 10, test: 10, step: 0 }, 'step is 0'],
    [{ train: 10, test: 10, embargo: -1 }, 'embargo is -1'],
    [{ train: 10, test: 10, purge: 10 }, 'purge is 10: it leaves nothing of a train window of 10'],
    [{ train: '3m' as const, test: 10 }, 'train is "3m": it is shorter than one bar of 1h; m are minutes, months are written 3M'],
    [{ train: '0d' as const, test: 10 }, 'must be longer than nothing'],
    [{ train: '0.5M' as const, test: 10 }, 'use a smaller unit'],
    [{ train: '90 days' as unknown as '90d', test: 10 }, 'train is "90 days": give a number of bars or a duration'],
    [{ train: null as unknown as number, test: 10 }, 'train is null'],
    [{ train: '99999y' as const, test: 10 }, 'longer than 1000 years'],
    [
      { train: 60, test: 50 },
      'there are 100 bars of 1h (2024-01-01 to 2024-01-05 03:00), too few for one window: 60 bars to train and 50 bars to test',
    ],
  ])('%o', (options, message) => {
    expect(() => cutWindows(bars, options)).toThrow(message)
  })

  it('an empty history has no windows', () => {
    expect(() => cutWindows(syntheticBars({ seed: 1, length: 0 }), { train: 1, test: 1 })).toThrow('there are no bars')
  })
})

it('indexAt is the first bar at or after a time', () => {
  const time = Float64Array.of(10, 20, 20, 30)
  expect([5, 10, 15, 20, 30, 31].map(at => indexAt({ time, length: 4 }, at))).toEqual([0, 0, 1, 1, 3, 4])
})
