import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillWindowExtremes, type Side, windowExtreme } from '../../src/indicators/window-extreme.ts'

const stepped = (values: readonly number[], period: number, side: Side) => values.map(windowExtreme(period, side))

const filled = (values: readonly number[], period: number, side: Side) => {
  const out = new Float64Array(values.length).fill(Number.NaN)
  fillWindowExtremes(Float64Array.from(values), out, { period, side })
  return [...out]
}

/** The plain slow twin. */
const looked = (values: readonly number[], period: number, side: Side) =>
  values.map((_, i) => {
    if (i < period - 1) return Number.NaN
    const window = values.slice(i - period + 1, i + 1)
    return side === 1 ? Math.max(...window) : Math.min(...window)
  })

describe.each([
  { name: 'step', run: stepped },
  { name: 'fill', run: filled },
])('the $name of a window extreme', ({ run }) => {
  it('is the largest or smallest of the window, worked by hand', () => {
    expect(run([3, 1, 4, 1, 5, 9, 2], 3, 1)).toEqual([Number.NaN, Number.NaN, 4, 4, 5, 9, 9])
    expect(run([3, 1, 4, 1, 5, 9, 2], 3, -1)).toEqual([Number.NaN, Number.NaN, 1, 1, 1, 1, 2])
  })

  it('agrees with looking at every window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 80 }),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom<Side>(1, -1),
        (values, period, side) => {
          expect(run(values, period, side)).toEqual(looked(values, period, side))
        },
      ),
    )
  })

  it('takes negative, huge and tiny numbers', () => {
    const values = [-1e300, -5, -1e-300, 1e-300, 1e300, -7]
    for (const side of [1, -1] as const) expect(run(values, 2, side)).toEqual(looked(values, 2, side))
  })

  it('is the input for period 1, and knows nothing in a history that is too short', () => {
    expect(run([4, -4, 0.1], 1, 1)).toEqual([4, -4, 0.1])
    expect(run([], 3, 1)).toEqual([])
    expect(run([1, 2], 3, -1)).toEqual([Number.NaN, Number.NaN])
  })
})

describe('fillWindowExtremes', () => {
  it('leaves bars without a full window as they are', () => {
    const out = new Float64Array(3).fill(7)
    fillWindowExtremes(Float64Array.of(1, 2, 3), out, { period: 3, side: 1 })
    expect([...out]).toEqual([7, 7, 3])
  })
})
