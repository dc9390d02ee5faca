import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyColumn } from '../../src/base/column.ts'
import { fillWindowShapes, windowShape } from '../../src/indicators/window-shape.ts'

describe('windowShape', () => {
  it('agrees with the definition in every window', () => {
    const values = fc.array(
      fc.integer({ min: -80, max: 80 }).map(value => value / 8),
      { maxLength: 70 },
    )
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 12 }), (all, period) => {
        const step = windowShape(period)
        for (const [i, value] of all.entries()) {
          const got = step(value)
          if (i < period - 1) {
            expect(got).toEqual({ second: Number.NaN, third: Number.NaN, fourth: Number.NaN })
            continue
          }
          const window = all.slice(i - period + 1, i + 1)
          const mean = window.reduce((sum, x) => sum + x, 0) / period
          const moment = (power: number) => window.reduce((sum, x) => sum + (x - mean) ** power, 0) / period
          expect(got.second).toBeCloseTo(moment(2), 8)
          expect(got.third).toBeCloseTo(moment(3), 7)
          expect(got.fourth).toBeCloseTo(moment(4), 6)
        }
      }),
    )
  })

  it('gives exactly 0 for values that do not move, and does not cancel where they are large', () => {
    const flat = windowShape(3)
    const small = windowShape(8)
    const large = windowShape(8)
    for (let i = 0; i < 60; i++) {
      const still = flat(0.1)
      if (i >= 2) expect(still).toEqual({ second: 0, third: 0, fourth: 0 })
      expect({ ...large(1e12 + ((i * 7) % 11)) }).toEqual({ ...small((i * 7) % 11) })
    }
  })
  it('fills with the bits of the step, at once or in ranges', () => {
    const values = Float64Array.from({ length: 70 }, (_, i) => 100 + 9 * Math.sin(i * i))
    for (const period of [1, 2, 5, 12]) {
      const step = windowShape(period)
      const want = [...values].map(value => ({ ...step(value) }))
      for (const range of [period, 3 * period, 100 * period])
        for (let from = 0; from < values.length; from += range) {
          const to = Math.min(values.length, from + range)
          const columns = { second: emptyColumn(to - from), third: emptyColumn(to - from), fourth: emptyColumn(to - from) }
          fillWindowShapes(values, { period, from, to }, columns)
          for (let i = from; i < to; i++)
            expect({ second: columns.second[i - from], third: columns.third[i - from], fourth: columns.fourth[i - from] }).toEqual(want[i])
        }
    }
  })
})
