import { describe, expect, it } from 'vitest'
import { parkinson } from '../../src/indicators/parkinson.ts'

describe('parkinson', () => {
  it('is worked by hand', () => {
    const high = Float64Array.of(Math.exp(0.1), Math.exp(0.3))
    const values = parkinson({ high, low: Float64Array.of(1, 1) }, { period: 2 })
    expect(values[0]).toBeNaN()
    expect(values[1]).toBeCloseTo(Math.sqrt((0.01 + 0.09) / 2 / (4 * Math.LN2)), 14)
  })

  it('grows with the root of the bars per year', () => {
    const bars = { high: Float64Array.of(11, 12, 14), low: Float64Array.of(10, 10, 11) }
    const perYear = parkinson(bars, { period: 2, barsPerYear: 252 })
    expect(perYear[2]).toBeCloseTo(parkinson(bars, { period: 2 })[2] * Math.sqrt(252), 12)
  })

  it('is 0 where prices do not move, NaN only while a low of the window is 0', () => {
    const flat = new Float64Array(5).fill(0.1)
    expect([...parkinson({ high: flat, low: flat }, { period: 5 })].at(-1)).toBe(0)
    const low = Float64Array.of(0, 1, 1, 1)
    expect([...parkinson({ high: Float64Array.of(1, 1, 1, 1), low }, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 0, 0])
  })
})
