import { describe, expect, it } from 'vitest'
import { fillPreviousLevels, previousRange } from '../../src/indicators/previous-range.ts'

describe('previousRange', () => {
  it('leaves the current bar out', () => {
    const step = previousRange(2)
    const seen = [
      [5, 3, 4],
      [6, 2, 5],
      [9, 1, 7],
      [4, 4, 4],
    ].map(([high, low, close]) => ({ ...step(high, low, close) }))
    const unknown = { high: Number.NaN, low: Number.NaN, close: Number.NaN }
    expect(seen).toEqual([unknown, unknown, { high: 6, low: 2, close: 5 }, { high: 9, low: 1, close: 7 }])
  })
  it('fills levels with the bits of the step', () => {
    const high = Float64Array.from({ length: 40 }, (_, i) => 10 + ((i * 7) % 11))
    const low = high.map((value, i) => value - (i % 3))
    const place = (levels: number[], top: number, bottom: number, last: number) => {
      levels[0] = top + bottom
      levels[1] = last
    }
    for (const period of [1, 4, 39, 40]) {
      const outputs = [new Float64Array(40).fill(Number.NaN), new Float64Array(40).fill(Number.NaN)]
      fillPreviousLevels(period, outputs, place, high, low, low)
      const step = previousRange(period)
      for (let i = 0; i < 40; i++) {
        const range = step(high[i], low[i], low[i])
        expect([outputs[0][i], outputs[1][i]]).toEqual([range.high + range.low, range.close])
      }
    }
  })
})
