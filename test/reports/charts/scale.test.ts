import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extent, tickLabel, timeTicks, valueScale } from '../../../src/reports/charts/scale.ts'

describe('valueScale', () => {
  it('is monotone and hits both ends', () => {
    // Below the smallest normal double no third of a distance can be told from its ends.
    const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map(value => (Math.abs(value) < 1e-300 ? 0 : value))
    fc.assert(
      fc.property(finite, finite, fc.boolean(), (a, b, log) => {
        const scale = valueScale({ low: Math.min(a, b), high: Math.max(a, b), from: 300, to: 10, count: 5, log })
        expect(scale.at(scale.low)).toBeCloseTo(300, 6)
        expect(scale.at(scale.high)).toBeCloseTo(10, 6)
        const middle = scale.low + (scale.high - scale.low) / 3
        expect(scale.at(middle)).toBeLessThan(300)
        expect(scale.at(middle)).toBeGreaterThan(10)
        for (const tick of scale.ticks) {
          expect(scale.at(tick)).toBeGreaterThanOrEqual(10 - 1e-3)
          expect(scale.at(tick)).toBeLessThanOrEqual(300 + 1e-3)
        }
      }),
    )
  })

  it('draws round ticks', () => {
    expect(valueScale({ low: 0, high: 103, from: 0, to: 1, count: 5 }).ticks).toEqual([0, 50, 100])
    expect(valueScale({ low: 3, high: 5200, from: 0, to: 1, count: 6, log: true }).ticks).toEqual([10, 100, 1000])
    expect(valueScale({ low: 9, high: 101, from: 0, to: 1, count: 6, log: true }).ticks).toEqual([10, 20, 50, 100])
  })

  it('gives equal ratios equal room on a logarithmic axis, and ignores it at or below zero', () => {
    const scale = valueScale({ low: 1, high: 100, from: 0, to: 100, count: 5, log: true })
    expect(scale.at(10)).toBeCloseTo(50, 9)
    expect(valueScale({ low: -1, high: 100, from: 0, to: 100, count: 5, log: true }).log).toBe(false)
  })

  it('survives a flat and an unknown domain', () => {
    const flat = valueScale({ low: 5, high: 5, from: 0, to: 10, count: 4 })
    expect(flat.at(5)).toBeCloseTo(5, 9)
    expect(flat.ticks.length).toBeGreaterThan(0)
    expect(valueScale({ low: Number.NaN, high: Number.NaN, from: 0, to: 10, count: 4 }).low).toBe(0)
  })
})

describe('extent', () => {
  it('skips what is not finite', () => {
    expect(extent([Float64Array.of(Number.NaN, 3, Number.POSITIVE_INFINITY), Float64Array.of(-2, Number.NEGATIVE_INFINITY)])).toEqual([
      -2, 3,
    ])
    expect(extent([Float64Array.of(Number.NaN)])).toBeUndefined()
    expect(extent([])).toBeUndefined()
  })
})

describe('tickLabel', () => {
  it.each([
    [20_000, 5000, '20,000'],
    [0.15, 0.05, '0.15'],
    [-1_500_000, 500_000, '−1.5M'],
    [2e9, 1e9, '2B'],
    [0.00002, 0.00001, '0.00002'],
    [0.5, Number.NaN, '0.5'],
    [200, Number.NaN, '200'],
  ])('writes %d with step %d as %s', (value, step, text) => {
    expect(tickLabel(value, step)).toBe(text)
  })
})

describe('timeTicks', () => {
  const DAY = 86_400_000
  const labels = (time: Float64Array, count = 8) => timeTicks(time, count).map(({ label }) => label)

  it('names years, months, days or hours, whatever the span asks for', () => {
    expect(labels(Float64Array.from({ length: 1300 }, (_, i) => Date.UTC(2013, 4, 13) + i * DAY))).toEqual([
      'Jul',
      '2014',
      'Jul',
      '2015',
      'Jul',
      '2016',
      'Jul',
    ])
    expect(labels(Float64Array.from({ length: 100 }, (_, i) => Date.UTC(2024, 10, 20) + i * DAY))).toEqual(['Dec', '2025', 'Feb'])
    expect(labels(Float64Array.from({ length: 24 }, (_, i) => Date.UTC(2024, 0, 2) + i * 3_600_000))).toEqual([
      'Jan 2',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
    ])
  })

  it('points at the first bar at or after the round time', () => {
    const time = Float64Array.of(Date.UTC(2023, 11, 29), Date.UTC(2024, 0, 2), Date.UTC(2024, 1, 5), Date.UTC(2024, 2, 1))
    expect(timeTicks(time, 5)).toEqual([
      { index: 1, label: '2024' },
      { index: 2, label: 'Feb' },
      { index: 3, label: 'Mar' },
    ])
  })

  it('is hardly longer than asked, also over a century, and survives none or one bar', () => {
    for (const length of [1, 2, 3, 50, 400, 5000, 40_000])
      expect(
        labels(
          Float64Array.from({ length }, (_, i) => Date.UTC(1901, 3, 7) + i * DAY),
          6,
        ).length,
      ).toBeLessThanOrEqual(7)
    expect(labels(new Float64Array(0))).toEqual([])
    expect(labels(Float64Array.of(Date.UTC(2024, 4, 13)))).toEqual(['May 13'])
  })
})
