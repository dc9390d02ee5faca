import { describe, expect, it } from 'vitest'
import { corwinSchultz } from '../../src/indicators/corwin-schultz.ts'

describe('corwinSchultz', () => {
  it('finds the spread of prices that only bounce', () => {
    const high = new Float64Array(30).fill(100 * 1.01)
    const low = new Float64Array(30).fill(100 * 0.99)
    const values = corwinSchultz({ high, low, close: new Float64Array(30).fill(100) }, { period: 5 })
    expect(values[4]).toBeNaN()
    expect(values[5]).toBeCloseTo(0.02, 12)
    expect(values[29]).toBeCloseTo(0.02, 12)
  })

  it('takes gaps out', () => {
    // Every bar begins 12 above the close before, which was the low: shifted back, both bars have the same range.
    const low = Float64Array.from({ length: 9 }, (_, i) => 99 + 12 * i)
    const high = low.map(value => value + 2)
    const values = corwinSchultz({ high, low, close: low }, { period: 1 })
    for (let i = 1; i < 9; i++) expect(values[i]).toBeCloseTo(2 / (low[i - 1] + 1), 12)
    const falling = corwinSchultz({ high: high.toReversed(), low: low.toReversed(), close: high.toReversed() }, { period: 1 })
    for (let i = 1; i < 9; i++) expect(falling[i]).toBeCloseTo(2 / (low[9 - i] + 1), 12)
  })

  it('is 0 where prices do not move or only trend, NaN while a low of the window is 0', () => {
    const flat = new Float64Array(10).fill(0.1)
    expect(corwinSchultz({ high: flat, low: flat, close: flat }, { period: 5 })[9]).toBe(0)
    const high = Float64Array.from({ length: 10 }, (_, i) => 101 + i)
    expect(corwinSchultz({ high, low: high.map(value => value - 1), close: high }, { period: 5 })[9]).toBe(0)
    const low = Float64Array.of(0, ...new Array<number>(9).fill(0.1))
    expect([...corwinSchultz({ high: flat, low, close: flat }, { period: 2 })].indexOf(0)).toBe(3)
  })
})
