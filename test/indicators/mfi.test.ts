import { describe, expect, it } from 'vitest'
import { mfi } from '../../src/indicators/mfi.ts'

const flat = new Float64Array(80).fill(0.1)

describe('mfi', () => {
  it('is worked by hand', () => {
    // money 12 up, 4 down, 0, 10 up
    const price = Float64Array.of(5, 6, 4, 4, 5)
    const bars = { high: price, low: price, close: price, volume: Float64Array.of(1, 2, 1, 7, 2) }
    expect([...mfi(bars, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 75, 0, 100])
  })

  it('is 50 where no money flows', () => {
    expect(mfi({ high: flat, low: flat, close: flat, volume: flat })[79]).toBe(50)
    const price = Float64Array.from({ length: 40 }, (_, i) => i)
    expect(mfi({ high: price, low: price, close: price, volume: new Float64Array(40) })[39]).toBe(50)
  })
})
