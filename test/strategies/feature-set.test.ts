import { describe, expect, it } from 'vitest'
import { atr } from '../../src/indicators/atr.ts'
import { macd } from '../../src/indicators/macd.ts'
import { rollingBeta } from '../../src/indicators/rolling-beta.ts'
import { rollingCorrelation } from '../../src/indicators/rolling-correlation.ts'
import { sma } from '../../src/indicators/sma.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { Feature } from '../../src/strategies/feature.ts'
import { FeatureSet, type FeatureSupplier, firstBars, grown } from '../../src/strategies/feature-set.ts'

const bars = syntheticBars({ seed: 1, length: 60 })

/** A set with everything on it, and a feature that a supplier gives from bar 7 on. */
function makeSet() {
  const set = new FeatureSet({ index: 0 })
  const supplier: FeatureSupplier = {
    firstKnown: () => Math.min(7, set.known),
    follow: (history, to) => {
      supplied.column = Float64Array.from({ length: to }, (_, i) => (i < 7 ? Number.NaN : history.close[i] + i))
    },
  }
  const supplied: Feature = set.supply(supplier)
  set.join(supplier)
  return { set, supplied, close: set.bind('close') }
}

describe('an indicator with two inputs', () => {
  it('reads features, fields, or both, in their order', () => {
    const { set, close } = makeSet()
    const average = set.use(sma, { period: 4 })
    const both = set.use(rollingBeta, { period: 5 }, [close, average])
    const turned = set.use(rollingBeta, { period: 5 }, [average, close])
    const fields = set.use(rollingCorrelation, { period: 5 }, ['high', 'low'])
    const mixed = set.use(rollingCorrelation, { period: 5 }, ['high', average])
    set.advance(bars, 60)
    const slow = sma(bars, { period: 4 })
    expect([...both.column]).toEqual([...rollingBeta({ close: bars.close, volume: slow }, { period: 5 })])
    expect([...turned.column]).toEqual([...rollingBeta({ close: slow, volume: bars.close }, { period: 5 })])
    expect([...fields.column]).toEqual([...rollingCorrelation({ close: bars.high, volume: bars.low }, { period: 5 })])
    expect([...mixed.column]).toEqual([...rollingCorrelation({ close: bars.high, volume: slow }, { period: 5 })])
    expect([both, turned, fields, mixed].map(feature => set.warmupOf(feature))).toEqual([7, 7, 4, 7])
    expect(set.warmup).toBe(7)
  })

  it('a list of one is as good as the one', () => {
    const { set, close } = makeSet()
    const [one, list, field] = [
      set.use(sma, { period: 3 }, close),
      set.use(sma, { period: 3 }, [close]),
      set.use(sma, { period: 3 }, 'close'),
    ]
    set.advance(bars, 60)
    expect([...list.column]).toEqual([...one.column])
    expect([...field.column]).toEqual([...one.column])
  })

  it.each([
    ['too few', rollingBeta, ['close'], 'rolling_beta reads close, volume and cannot be used on a single feature'],
    [
      'too many',
      rollingBeta,
      ['close', 'open', 'high'],
      'rolling_beta reads close, volume and cannot be used on 3 features; give 2, in this order',
    ],
    ['none', sma, [], 'sma reads close and cannot be used on 0 features; give one'],
    ['one for three', atr, ['close'], 'atr reads high, low, close and cannot be used on a single feature'],
  ] as const)('refuses %s', (_what, indicator, on, message) => {
    expect(() => makeSet().set.use(indicator as unknown as typeof sma, {}, on)).toThrow(message)
  })
})

describe('what a supplier gives', () => {
  it('moves the warm-up of what is used on it as soon as that is known', () => {
    const { set, supplied } = makeSet()
    const average = set.use(sma, { period: 3 }, supplied)
    const signal = set.use(macd, { fast: 2, slow: 3, signal: 2 }, average)
    expect([set.warmupOf(supplied), set.warmupOf(average), set.warmup]).toEqual([0, 2, 5])
    set.advance(bars, 4)
    expect(set.warmup).toBeGreaterThanOrEqual(4)
    set.advance(bars, 20)
    set.advance(bars, 60)
    expect([set.warmupOf(supplied), set.warmupOf(average), set.warmupOf(signal.histogram), set.warmup]).toEqual([7, 9, 12, 12])
    const whole = makeSet()
    const wholeAverage = whole.set.use(sma, { period: 3 }, whole.supplied)
    whole.set.advance(bars, 60)
    expect([...average.column.subarray(0, 60)]).toEqual([...wholeAverage.column])
    expect(average.column[8]).toBeNaN()
    expect(average.column[9]).toBe((bars.close[7] + 7 + bars.close[8] + 8 + bars.close[9] + 9) / 3)
  })
})

it('knows how far it is, and that it is closed', () => {
  const { set } = makeSet()
  expect(set.known).toBe(0)
  set.advance(bars, 10)
  expect(set.known).toBe(10)
  set.close()
  expect(set.known).toBe(Number.POSITIVE_INFINITY)
})

it('columns are cut by view and grown by copy', () => {
  const column = Float64Array.of(1, 2, 3)
  expect(firstBars(column, 3)).toBe(column)
  expect(firstBars(column, 2)).toEqual(Float64Array.of(1, 2))
  expect(grown(column, 2, 3)).toBe(column)
  expect(grown(column, 3, 4)).toEqual(Float64Array.of(1, 2, 3, Number.NaN, Number.NaN, Number.NaN))
})
