import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkLength, fillWindowMoments, windowMoments } from '../../src/indicators/window-moments.ts'

interface Moments {
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

function stepped(values: readonly number[], period: number, ddof: number): Moments {
  const step = windowMoments({ period, ddof })
  const all = values.map(value => ({ ...step(value) }))
  return { means: all.map(({ mean }) => mean), deviations: all.map(({ deviation }) => deviation) }
}

function filled(values: readonly number[], period: number, ddof: number): Moments {
  const means = new Float64Array(values.length).fill(Number.NaN)
  const deviations = means.slice()
  fillWindowMoments(Float64Array.from(values), { period, ddof, from: 0, to: values.length }, means, deviations)
  return { means: [...means], deviations: [...deviations] }
}

/** Values, period and ddof for which there is a spread. */
const cases = fc
  .record({
    values: fc.array(
      fc.integer({ min: -800, max: 800 }).map(value => value / 8),
      { maxLength: 70 },
    ),
    period: fc.integer({ min: 1, max: 12 }),
    ddof: fc.integer({ min: 0, max: 1 }),
  })
  .filter(({ period, ddof }) => period > ddof)

describe('windowMoments', () => {
  it('is mean and standard deviation, worked by hand', () => {
    // The eight values: mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32.
    const values = [2, 4, 4, 4, 5, 5, 7, 9]
    const { means, deviations } = stepped(values, 8, 0)
    expect(means).toEqual([...new Array<number>(7).fill(Number.NaN), 5])
    expect(deviations).toEqual([...new Array<number>(7).fill(Number.NaN), 2])
    expect(stepped(values, 8, 1).deviations[7]).toBeCloseTo(Math.sqrt(32 / 7), 14)
  })

  it('agrees with the definition in every window', () => {
    fc.assert(
      fc.property(cases, ({ values, period, ddof }) => {
        const { means, deviations } = stepped(values, period, ddof)
        for (let i = 0; i < values.length; i++) {
          if (i < period - 1) {
            expect([means[i], deviations[i]]).toEqual([Number.NaN, Number.NaN])
            continue
          }
          const window = values.slice(i - period + 1, i + 1)
          const mean = window.reduce((a, b) => a + b, 0) / period
          const squares = window.reduce((sum, value) => sum + (value - mean) ** 2, 0)
          expect(means[i]).toBeCloseTo(mean, 10)
          expect(deviations[i]).toBeCloseTo(Math.sqrt(squares / (period - ddof)), 6)
        }
      }),
    )
  })

  it('gives exactly 0 for values that do not move, and for one value', () => {
    const flat = new Array<number>(20).fill(0.1)
    expect(stepped(flat, 3, 0).deviations.slice(2)).toEqual(new Array<number>(18).fill(0))
    expect(stepped(flat, 3, 0).means.slice(2)).toEqual(flat.slice(2))
    expect(stepped([5, 1e12, -3], 1, 0)).toEqual({ means: [5, 1e12, -3], deviations: [0, 0, 0] })
  })

  it('does not cancel where values are large and move little', () => {
    const small = Array.from({ length: 100 }, (_, i) => (i * 7) % 11)
    const large = small.map(value => 1e12 + value)
    expect(stepped(large, 8, 1).deviations).toEqual(stepped(small, 8, 1).deviations)
  })
})

describe('fillWindowMoments', () => {
  it('gives the bits of the step', () => {
    fc.assert(
      fc.property(cases, ({ values, period, ddof }) => {
        expect(filled(values, period, ddof)).toEqual(stepped(values, period, ddof))
      }),
    )
  })

  it('gives the same whether done at once or in ranges', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => 100 + 9 * Math.sin(i * i))
    const whole = filled([...values], 4, 1)
    for (const length of [4, 8, 20]) {
      const means: number[] = []
      const deviations: number[] = []
      for (let from = 0; from < values.length; from += length) {
        const to = Math.min(from + length, values.length)
        const mean = new Float64Array(to - from).fill(Number.NaN)
        const deviation = mean.slice()
        fillWindowMoments(values, { period: 4, ddof: 1, from, to }, mean, deviation)
        means.push(...mean)
        deviations.push(...deviation)
      }
      expect({ means, deviations }).toEqual(whole)
    }
  })

  it('writes the deviation last, and nothing into bars without a full window', () => {
    const out = new Float64Array(3).fill(7)
    fillWindowMoments(Float64Array.of(1, 3, 7), { period: 2, ddof: 0, from: 0, to: 3 }, out, out)
    expect([...out]).toEqual([7, 1, 2])
    fillWindowMoments(Float64Array.of(1, 3, 7), { period: 4, ddof: 0, from: 0, to: 3 }, out, out)
    expect([...out]).toEqual([7, 1, 2])
  })
})

describe('chunkLength', () => {
  it('is the first multiple of the period from 1024 on', () => {
    expect([1, 2, 1000, 1024, 1025].map(chunkLength)).toEqual([1024, 1024, 2000, 1024, 1025])
    for (let period = 1; period < 300; period++) {
      expect(chunkLength(period) % period).toBe(0)
      expect(chunkLength(period)).toBeGreaterThanOrEqual(1024)
      expect(chunkLength(period)).toBeLessThan(1024 + period)
    }
  })
})
