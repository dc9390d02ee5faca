import { describe, expect, it } from 'vitest'
import { ichimoku } from '../../src/indicators/ichimoku.ts'

const nan = Number.NaN
const flat = new Float64Array(80).fill(0.1)
const bars = { high: Float64Array.of(4, 6, 8, 6), low: Float64Array.of(2, 2, 6, 4) }

describe('ichimoku', () => {
  it('is worked by hand', () => {
    const { tenkan, kijun, senkouA, senkouB } = ichimoku(bars, { conversion: 1, base: 2, span: 3, displacement: 1 })
    expect([...tenkan]).toEqual([3, 4, 7, 5])
    expect([...kijun]).toEqual([nan, 4, 5, 6])
    // calculated on the bar before: (4 + 4) / 2, (7 + 5) / 2; (8 + 2) / 2
    expect([...senkouA]).toEqual([nan, nan, 4, 6])
    expect([...senkouB]).toEqual([nan, nan, nan, 5])
  })

  it('is the price where prices do not move', () => {
    const still = ichimoku({ high: flat, low: flat })
    expect([still.tenkan[79], still.kijun[79], still.senkouA[79], still.senkouB[79]]).toEqual([0.1, 0.1, 0.1, 0.1])
  })

  it('has no cloud in a history shorter than its displacement', () => {
    const { senkouA, senkouB } = ichimoku(bars, { conversion: 1, base: 1, span: 1, displacement: 9 })
    expect([...senkouA, ...senkouB]).toEqual(Array.from({ length: 8 }, () => nan))
  })
})
