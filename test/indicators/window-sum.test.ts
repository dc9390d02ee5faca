import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillWindowSums, windowSum } from '../../src/indicators/window-sum.ts'

const stepped = (values: readonly number[], period: number) => values.map(windowSum(period))

const filled = (values: readonly number[], period: number, divisor?: number) => {
  const out = new Float64Array(values.length).fill(Number.NaN)
  fillWindowSums(Float64Array.from(values), period, out, divisor)
  return [...out]
}

/** The plain slow twin. */
const added = (values: readonly number[], period: number) =>
  values.map((_, i) => (i < period - 1 ? Number.NaN : values.slice(i - period + 1, i + 1).reduce((a, b) => a + b, 0)))

/** Eighths of this size add up without any rounding, in whatever order. */
const eighths = fc.array(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map(value => value / 8),
  { maxLength: 90 },
)
const periods = fc.integer({ min: 1, max: 14 })

describe('windowSum', () => {
  it('adds the last values, worked by hand', () => {
    expect(stepped([1, 2, 6, 3, -3, 10], 3)).toEqual([Number.NaN, Number.NaN, 9, 11, 6, 10])
  })

  it('agrees with adding every window up', () => {
    fc.assert(
      fc.property(eighths, periods, (values, period) => {
        expect(stepped(values, period)).toEqual(added(values, period))
      }),
    )
  })

  it('keeps no trace of what has left the window', () => {
    const values = [1e17, 0.1, 0.2, 0.4, 0.1, 0.2]
    expect(stepped(values, 2).slice(2)).toEqual(stepped(values.slice(1), 2).slice(1))
  })

  it('keeps two runs apart', () => {
    const first = windowSum(2)
    const second = windowSum(2)
    first(1)
    second(10)
    expect([first(2), second(20)]).toEqual([3, 30])
  })
})

describe('fillWindowSums', () => {
  it('gives the bits of the step, divided', () => {
    const prices = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 90 })
    fc.assert(
      fc.property(prices, periods, (values, period) => {
        expect(filled(values, period)).toEqual(stepped(values, period))
        expect(filled(values, period, 3)).toEqual(stepped(values, period).map(sum => sum / 3))
      }),
    )
  })

  it('agrees with adding every window up', () => {
    fc.assert(
      fc.property(eighths, periods, (values, period) => {
        expect(filled(values, period)).toEqual(added(values, period))
      }),
    )
  })

  it('leaves bars without a full window as they are', () => {
    const out = new Float64Array(3).fill(7)
    fillWindowSums(Float64Array.of(1, 2, 3), 3, out)
    expect([...out]).toEqual([7, 7, 6])
    fillWindowSums(Float64Array.of(1, 2), 3, out)
    expect([...out]).toEqual([7, 7, 6])
  })
})
