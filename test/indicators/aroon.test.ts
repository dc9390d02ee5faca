import { describe, expect, it } from 'vitest'
import { aroon } from '../../src/indicators/aroon.ts'

const flat = new Float64Array(80).fill(0.1)

describe('aroon', () => {
  it('is worked by hand', () => {
    const high = Float64Array.of(5, 6, 6, 4, 3)
    const low = Float64Array.of(1, 2, 0, 0, 3)
    const { up, down, oscillator } = aroon({ high, low }, { period: 3 })
    // of the bars 0 to 3: highest on bar 2, the latest of two; lowest on bar 3
    expect([up[2], up[3], down[3], oscillator[3]]).toEqual([Number.NaN, 200 / 3, 100, 200 / 3 - 100])
    expect([up[4], down[4]]).toEqual([100 / 3, 200 / 3])
  })

  it('goes from 100 to 0 as an extreme ages, and forgets it then', () => {
    const high = Float64Array.of(9, 1, 2, 3, 4)
    const { up } = aroon({ high, low: high }, { period: 2 })
    expect([...up]).toEqual([Number.NaN, Number.NaN, 0, 100, 100])
  })

  it('takes the latest of equal extremes, so that flat prices are fresh', () => {
    const { up, down, oscillator } = aroon({ high: flat, low: flat })
    expect([up[40], down[40], oscillator[40]]).toEqual([100, 100, 0])
  })
})
