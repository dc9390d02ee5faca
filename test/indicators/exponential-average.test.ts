import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emaKeep, exponentialAverage, fillExponentialAverage, wilderKeep } from '../../src/indicators/exponential-average.ts'

const stepped = (values: readonly number[], period: number, keep: number) => values.map(exponentialAverage(period, keep))

const filled = (values: readonly number[], period: number, keep: number) => {
  const out = new Float64Array(values.length).fill(Number.NaN)
  fillExponentialAverage(Float64Array.from(values), out, { period, keep })
  return [...out]
}

describe('exponentialAverage', () => {
  it('starts with a mean and goes on from there, worked by hand', () => {
    // mean of 1, 2, 6 is 3; then 0.5 × 3 + 0.5 × 7 = 5; then 0.5 × 5 + 0.5 × 1 = 3
    const expected = [Number.NaN, Number.NaN, 3, 5, 3]
    expect(stepped([1, 2, 6, 7, 1], 3, 0.5)).toEqual(expected)
    expect(filled([1, 2, 6, 7, 1], 3, 0.5)).toEqual(expected)
  })

  it('is the weighted sum of the textbook, and fill gives the bits of the step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (values, period, keep) => {
          const got = stepped(values, period, keep)
          expect(filled(values, period, keep)).toEqual(got)
          for (const [i, value] of got.entries()) {
            if (i < period - 1) {
              expect(value).toBeNaN()
              continue
            }
            // The seed's weight has shrunk by `keep` for each value since, every value's by `keep` for each one after it.
            const age = i - (period - 1)
            let sum = (values.slice(0, period).reduce((a, b) => a + b, 0) / period) * keep ** age
            for (let k = 0; k < age; k++) sum += (1 - keep) * keep ** k * values[i - k]
            expect(Math.abs(value - sum)).toBeLessThan(1e-6)
          }
        },
      ),
    )
  })

  it('gives exactly the value that does not move, and exactly the input when nothing is kept', () => {
    expect(stepped(new Array<number>(20).fill(0.1), 3, emaKeep(3)).slice(2)).toEqual(new Array<number>(18).fill(0.1))
    const values = [0.1, 1e15, -0.3, 1e-300]
    expect(stepped(values, 1, 0)).toEqual(values)
    expect(filled(values, 1, 0)).toEqual(values)
  })

  it('keeps two runs apart', () => {
    const first = exponentialAverage(1, 0.5)
    const second = exponentialAverage(1, 0.5)
    first(100)
    expect(second(2)).toBe(2)
    expect(first(200)).toBe(150)
  })

  it('leaves the output of a history that is too short as it is', () => {
    const out = Float64Array.of(7, 7)
    fillExponentialAverage(Float64Array.of(1, 2), out, { period: 3, keep: 0.5 })
    expect([...out]).toEqual([7, 7])
    fillExponentialAverage(new Float64Array(0), new Float64Array(0), { period: 1, keep: 0 })
  })
})

describe('what is kept', () => {
  it('leaves the newest value 2 / (period + 1), or 1 / period after Wilder', () => {
    for (const period of [1, 2, 9, 14, 200]) {
      expect(1 - emaKeep(period)).toBeCloseTo(2 / (period + 1), 14)
      expect(1 - wilderKeep(period)).toBeCloseTo(1 / period, 14)
    }
    expect(emaKeep(1)).toBe(0)
    expect(emaKeep(3)).toBe(0.5)
    expect(wilderKeep(1)).toBe(0)
    expect(wilderKeep(4)).toBe(0.75)
  })
})
