import { describe, expect, it } from 'vitest'
import { psar } from '../../src/indicators/psar.ts'

describe('psar', () => {
  it('is worked by hand', () => {
    // rises from 8 to the extreme 11; extreme 12 adds to the step, low 9 holds it back; then bar 3 falls through it
    const high = Float64Array.of(10, 11, 12, 9, 8)
    const low = Float64Array.of(8, 9, 10, 5, 6)
    const { value, direction } = psar({ high, low }, { acceleration: 0.1, maximum: 0.2 })
    expect(value[0]).toBeNaN()
    expect(value[1]).toBe(8)
    expect(value[2]).toBeCloseTo(8 + 0.1 * 3, 12)
    expect(value[3]).toBe(12)
    // from 12 a tenth of the way to 5 is 11.3, but the highs of the last two bars are 12 and 9
    expect(value[4]).toBe(12)
    expect([...direction]).toEqual([Number.NaN, 1, 1, -1, -1])
  })

  it('begins with the side that bar 1 went further to, and turns at once when it went to both', () => {
    const first = (high: number, low: number) => {
      const { value, direction } = psar({ high: Float64Array.of(10, high), low: Float64Array.of(8, low) })
      return [value[1], direction[1]]
    }
    expect(first(11, 9)).toEqual([8, 1])
    expect(first(9, 7)).toEqual([10, -1])
    expect(first(9.5, 8)).toEqual([9.5, -1])
    expect(first(11, 6)).toEqual([6, 1])
    expect(first(12, 7)).toEqual([12, -1])
  })

  it('gathers speed up to its maximum in a straight trend', () => {
    const high = Float64Array.from({ length: 200 }, (_, i) => 100 + i)
    const { value, direction } = psar({ high, low: high.map(price => price - 1) }, { acceleration: 0.02, maximum: 0.2 })
    expect(direction.subarray(1).every(side => side === 1)).toBe(true)
    // a fifth of the distance a bar: the stop settles 5 bars behind the extreme of the bar before
    expect(high[199] - value[199]).toBeCloseTo(5, 6)
  })

  it('is the price where prices do not move, on alternating sides', () => {
    const flat = new Float64Array(10).fill(0.1)
    const { value, direction } = psar({ high: flat, low: flat })
    expect([...value.subarray(1)]).toEqual([...flat.subarray(1)])
    expect([...direction.subarray(1, 5)]).toEqual([-1, 1, -1, 1])
  })
})
