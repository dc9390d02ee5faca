import { describe, expect, it } from 'vitest'
import { vwma } from '../../src/indicators/vwma.ts'

describe('vwma', () => {
  it('is worked by hand', () => {
    const bars = { close: Float64Array.of(10, 20, 40), volume: Float64Array.of(3, 1, 3) }
    expect([...vwma(bars, { period: 2 })]).toEqual([Number.NaN, 12.5, 35])
  })

  it('is unknown while nobody trades, and back right after', () => {
    const bars = { close: Float64Array.of(10, 20, 30, 40), volume: Float64Array.of(1, 0, 0, 2) }
    expect([...vwma(bars, { period: 2 })]).toEqual([Number.NaN, 10, Number.NaN, 40])
  })
})
