import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import type { Bars } from '../../src/market/bars.ts'
import { fingerprintBars } from '../../src/market/fingerprint-bars.ts'
import { normalizeBars } from '../../src/market/normalize.ts'
import { type SyntheticOptions, syntheticBars } from '../../src/market/synthetic.ts'

const kinds = ['brownian', 'regimes', 'jumps'] as const

/** Logarithmic open-to-close moves. */
const moves = (bars: Bars) => Array.from(bars.close, (close, i) => Math.log(close / bars.open[i]))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]) => {
  const center = mean(values)
  return Math.sqrt(mean(values.map(value => (value - center) ** 2)))
}

describe('syntheticBars', () => {
  it('is the same for the same seed, committed here so that it never changes unnoticed', () => {
    const of = (options: Partial<SyntheticOptions>) => fingerprintBars(syntheticBars({ seed: 42, length: 500, ...options }))
    expect(of({})).toBe(of({ seed: '42' }))
    expect(of({})).not.toBe(of({ seed: 43 }))
    expect(kinds.map(kind => of({ kind }))).toEqual([
      'cd2d9182abdb2f8d564bffe81fc6b8f7',
      '28ec4af35573359c6de7266aeae1cda4',
      '998da88945f81adbae3ec2fc49f8c1ba',
    ])
  })

  it('has documented defaults', () => {
    const bars = syntheticBars({ seed: 1, length: 3 })
    expect(bars).toMatchObject({ symbol: 'SYNTH', timeframe: '1h', calendar: '24/7', length: 3 })
    expect([...bars.time]).toEqual([0, 1, 2].map(h => Date.UTC(2024, 0, 1, h)))
    expect(bars.open[0]).toBe(100)
    expect(Object.isFrozen(bars)).toBe(true)
  })

  it('begins the same, however long', () => {
    for (const kind of kinds) {
      const long = syntheticBars({ seed: 5, length: 300, kind })
      const short = syntheticBars({ seed: 5, length: 100, kind })
      expect([...short.close]).toEqual([...long.close.subarray(0, 100)])
      expect([...short.volume]).toEqual([...long.volume.subarray(0, 100)])
    }
  })

  it('is fit to be bars for any options', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          length: fc.integer({ min: 2, max: 300 }),
          timeframe: fc.constantFrom('1m', '1h', '1d', '1w' as const),
          calendar: fc.constantFrom('24/7', '24/5', 'stocks' as const),
          kind: fc.constantFrom(...kinds),
          price: fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
          drift: fc.double({ min: -2, max: 2, noNaN: true }),
          volatility: fc.constantFrom(0, 0.1, 1, 3),
        }),
        options => {
          const bars = syntheticBars(options)
          const { bars: checked, quality } = normalizeBars(bars as never, {
            symbol: 'X',
            timeframe: options.timeframe,
            calendar: options.calendar,
            time: { unit: 'ms' },
          })
          expect(quality.findings.filter(finding => finding.kind !== 'spike' && finding.kind !== 'off-grid')).toEqual([])
          expect([...checked.low]).toEqual([...bars.low])
        },
      ),
    )
  })

  it('opens where it closed, but for jumps', () => {
    for (const kind of ['brownian', 'regimes'] as const) {
      const { open, close } = syntheticBars({ seed: 2, length: 2000, kind })
      expect([...open.subarray(1)]).toEqual([...close.subarray(0, -1)])
    }
  })

  it('has the drift and volatility that were asked for', () => {
    const length = 40_000
    const sigma = 0.8 * Math.sqrt(1 / 8760)
    const returns = moves(syntheticBars({ seed: 3, length, volatility: 0.8, drift: 10 }))
    expect(Math.abs(deviation(returns) / sigma - 1)).toBeLessThan(5 / Math.sqrt(2 * length))
    expect(Math.abs(mean(returns) - (10 - 0.32) / 8760)).toBeLessThan((5 * sigma) / Math.sqrt(length))
  })

  it('annualizes by the calendar', () => {
    const of = (calendar: '24/7' | '24/5' | 'stocks') =>
      deviation(moves(syntheticBars({ seed: 4, length: 20_000, timeframe: '1d', calendar, volatility: 0.4 })))
    for (const [calendar, days] of [
      ['24/7', 365],
      ['24/5', 260],
      ['stocks', 252],
    ] as const)
      expect(Math.abs((of(calendar) * Math.sqrt(days)) / 0.4 - 1)).toBeLessThan(5 / Math.sqrt(40_000))
  })

  it('has highs and lows of a Brownian path', () => {
    // E[(ln high/low)²] of a driftless path is 4 ln 2 s² (Parkinson 1980); drawing the two ends independently of each other leaves
    // the mean excess of each: E[max] = s sqrt(2/pi).
    const length = 40_000
    const bars = syntheticBars({ seed: 6, length, volatility: 0.5 })
    const sigma = 0.5 * Math.sqrt(1 / 8760)
    const up = Array.from(bars.high, (high, i) => Math.log(high / bars.open[i]) / sigma)
    const down = Array.from(bars.low, (low, i) => -Math.log(low / bars.open[i]) / sigma)
    for (const excess of [up, down]) {
      expect(Math.abs(mean(excess) - Math.sqrt(2 / Math.PI))).toBeLessThan(5 * Math.sqrt((1 - 2 / Math.PI) / length))
      // The maximum of the path is distributed like |z|: P(|z| > 2) = 0.0455.
      expect(Math.abs(excess.filter(value => value > 2).length / length - 0.0455)).toBeLessThan(5 * Math.sqrt(0.0455 / length))
    }
  })

  it('trades more on larger moves', () => {
    const bars = syntheticBars({ seed: 7, length: 10_000 })
    const sizes = moves(bars).map(Math.abs)
    const limit = [...sizes].sort((x, y) => x - y)[5000]
    const volume = (large: boolean) => mean([...bars.volume].filter((_, i) => sizes[i] > limit === large))
    expect(volume(true)).toBeGreaterThan(1.3 * volume(false))
    expect(Math.abs(mean([...bars.volume]) / 1000 - 1)).toBeLessThan(0.1)
  })

  it('is flat without volatility', () => {
    const bars = syntheticBars({ seed: 1, length: 5, volatility: 0, timeframe: '1d', drift: 365 * Math.log(1.01) })
    expect([...bars.close].map(close => Math.round(close * 1e9) / 1e9)).toEqual([101, 102.01, 103.0301, 104.060401, 105.10100501])
    for (let i = 0; i < 5; i++) {
      expect(bars.high[i]).toBeCloseTo(bars.close[i], 9)
      expect(bars.low[i]).toBeCloseTo(bars.open[i], 9)
    }
  })

  it('can be empty', () => {
    expect(syntheticBars({ seed: 1, length: 0 }).length).toBe(0)
  })
})

describe('syntheticBars, regimes', () => {
  it('switches between the states that it was given, as long as they last', () => {
    const length = 60_000
    const regimes = [
      { drift: 0, volatility: 0.1, meanBars: 200 },
      { drift: 0, volatility: 10, meanBars: 100 },
    ]
    const bars = syntheticBars({ seed: 8, length, kind: 'regimes', regimes })
    const ranges = Array.from(bars.high, (high, i) => Math.log(high / bars.low[i]) * Math.sqrt(8760))
    const wild = ranges.map(range => range > 1)
    const share = wild.filter(Boolean).length / length
    expect(Math.abs(share - 1 / 3)).toBeLessThan(0.06)
    const changes = wild.filter((state, i) => i > 0 && state !== wild[i - 1]).length
    // One change every 150 bars on average; bars of the wild state are sometimes narrow by chance.
    expect(changes / (length / 150)).toBeGreaterThan(0.8)
    expect(changes / (length / 150)).toBeLessThan(1.5)
  })

  it('has three states of its own', () => {
    const bars = syntheticBars({ seed: 8, length: 20_000, kind: 'regimes', volatility: 0.5 })
    const returns = moves(bars)
    const kurtosis = mean(returns.map(value => value ** 4)) / mean(returns.map(value => value ** 2)) ** 2
    expect(kurtosis).toBeGreaterThan(3.5)
  })
})

describe('syntheticBars, jumps', () => {
  const options = {
    seed: 9,
    length: 40_000,
    kind: 'jumps',
    jumpsPerYear: 876,
    jumpVolatility: 0.02,
    jumpMean: -0.05,
    volatility: 0.1,
  } as const

  it('jumps as often and as far as asked, between two bars', () => {
    const bars = syntheticBars(options)
    const gaps = Array.from(bars.open, (open, i) => (i === 0 ? 0 : Math.log(open / bars.close[i - 1]))).filter(gap => gap !== 0)
    const expected = 40_000 * (1 - Math.exp(-0.1))
    expect(Math.abs(gaps.length - expected)).toBeLessThan(5 * Math.sqrt(expected))
    expect(Math.abs(mean(gaps) + 0.05)).toBeLessThan((5 * 0.02) / Math.sqrt(gaps.length))
    expect(Math.abs(deviation(gaps) / 0.02 - 1)).toBeLessThan(5 / Math.sqrt(2 * gaps.length))
  })

  it('takes the jumps back in the drift', () => {
    const bars = syntheticBars(options)
    const growth = Array.from(bars.close, (close, i) => close / (i === 0 ? 100 : bars.close[i - 1]))
    expect(Math.abs(mean(growth) - 1)).toBeLessThan((5 * deviation(growth)) / Math.sqrt(growth.length))
  })
})

describe('syntheticBars, calendars', () => {
  it('leaves weekends out', () => {
    for (const calendar of ['24/5', 'stocks'] as const) {
      const time = syntheticBars({ seed: 1, length: 12, timeframe: '1d', calendar, start: Date.UTC(2024, 0, 5) }).time
      expect([...time].map(t => new Date(t).getUTCDay())).toEqual([5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1])
    }
  })
})

describe('syntheticBars, refusals', () => {
  it.each([
    ['length', { length: -1 }],
    ['length', { length: 1.5 }],
    ['start', { start: Number.NaN }],
    ['price', { price: 0 }],
    ['price', { price: Number.POSITIVE_INFINITY }],
    ['kind', { kind: 'levy' }],
    ['drift', { drift: Number.NaN }],
    ['volatility', { volatility: -1 }],
    ['regimes', { regimes: [] }],
    ['volatility', { regimes: [{ drift: 0, volatility: -1, meanBars: 2 }] }],
    ['meanBars', { regimes: [{ drift: 0, volatility: 1, meanBars: 0 }] }],
    ['jumpsPerYear', { jumpsPerYear: -1 }],
    ['jumpMean', { jumpMean: Number.NaN }],
    ['jumpVolatility', { jumpVolatility: -1 }],
  ])('refuses a wrong %s', (option, options) => {
    const make = () => syntheticBars({ seed: 1, length: 10, ...options } as SyntheticOptions)
    expect(make).toThrow(ConfigError)
    expect(make).toThrow(expect.objectContaining({ code: 'synthetic/option', details: expect.objectContaining({ option }) }))
  })

  it('refuses a price that leaves all bounds', () => {
    expect(() => syntheticBars({ seed: 1, length: 4000, timeframe: '1w', volatility: 9 })).toThrow(
      expect.objectContaining({ code: 'synthetic/price' }),
    )
  })

  it('refuses an unknown timeframe', () => {
    expect(() => syntheticBars({ seed: 1, length: 10, timeframe: '1H' as never })).toThrow(/did you mean "1h"/)
  })
})
