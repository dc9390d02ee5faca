import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyColumn } from '../../src/base/column.ts'
import { fillWindowComoments, windowComoments } from '../../src/indicators/window-comoments.ts'

describe('windowComoments', () => {
  const eighths = fc.integer({ min: -800, max: 800 }).map(value => value / 8)
  const pairs = fc.array(fc.tuple(eighths, eighths), { maxLength: 70 })
  const periods = fc.integer({ min: 1, max: 12 })

  it('agrees with the definition in every window', () => {
    fc.assert(
      fc.property(pairs, periods, (all, period) => {
        const step = windowComoments(period)
        for (const [i, [x, y]] of all.entries()) {
          const got = step(x, y)
          if (i < period - 1) {
            expect(got).toEqual({ first: Number.NaN, second: Number.NaN, both: Number.NaN })
            continue
          }
          const window = all.slice(i - period + 1, i + 1)
          const meanX = window.reduce((sum, [a]) => sum + a, 0) / period
          const meanY = window.reduce((sum, [, b]) => sum + b, 0) / period
          expect(got.first).toBeCloseTo(
            window.reduce((sum, [a]) => sum + (a - meanX) ** 2, 0),
            6,
          )
          expect(got.second).toBeCloseTo(
            window.reduce((sum, [, b]) => sum + (b - meanY) ** 2, 0),
            6,
          )
          expect(got.both).toBeCloseTo(
            window.reduce((sum, [a, b]) => sum + (a - meanX) * (b - meanY), 0),
            6,
          )
        }
      }),
    )
  })

  it('fills with the bits of the step, at once or in ranges', () => {
    fc.assert(
      fc.property(pairs, periods, fc.integer({ min: 1, max: 4 }), (all, period, blocks) => {
        const xs = Float64Array.from(all, ([x]) => x)
        const ys = Float64Array.from(all, ([, y]) => y)
        const step = windowComoments(period)
        const want = all.map(([x, y]) => ({ ...step(x, y) }))
        for (let from = 0; from < xs.length; from += blocks * period) {
          const to = Math.min(xs.length, from + blocks * period)
          const columns = { first: emptyColumn(to - from), second: emptyColumn(to - from), both: emptyColumn(to - from) }
          fillWindowComoments(xs, ys, { period, from, to }, columns)
          for (let i = from; i < to; i++)
            expect({ first: columns.first[i - from], second: columns.second[i - from], both: columns.both[i - from] }).toEqual(want[i])
        }
      }),
    )
  })

  it('gives exactly 0 for values that do not move, and does not cancel where they are large', () => {
    const flat = windowComoments(3)
    const small = windowComoments(8)
    const large = windowComoments(8)
    for (let i = 0; i < 60; i++) {
      const still = flat(0.1, 7e11)
      if (i >= 2) expect(still).toEqual({ first: 0, second: 0, both: 0 })
      const [x, y] = [(i * 7) % 11, (i * 5) % 13]
      expect({ ...large(1e12 + x, 1e12 - y) }).toEqual({ ...small(x, -y) })
    }
  })
})
