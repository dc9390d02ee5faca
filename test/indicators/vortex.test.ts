import { describe, expect, it } from 'vitest'
import { vortex } from '../../src/indicators/vortex.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 20, 9),
  low: Float64Array.of(8, 9, 10, 18, 7),
  close: Float64Array.of(9, 11, 10, 19, 8),
}
const flat = new Float64Array(80).fill(0.1)

describe('vortex', () => {
  it('is worked by hand', () => {
    // up 12 - 8, 11 - 9, 20 - 10; down 10 - 9, 12 - 10, 18 - 11; true ranges 3, 1, 10
    const { plus, minus } = vortex(bars, { period: 2 })
    expect([plus[1], minus[1]]).toEqual([Number.NaN, Number.NaN])
    expect([plus[2], minus[2]]).toEqual([6 / 4, 3 / 4])
    expect([plus[3], minus[3]]).toEqual([12 / 11, 9 / 11])
  })

  it('is unknown where prices do not move', () => {
    const { plus, minus } = vortex({ high: flat, low: flat, close: flat })
    expect([plus[79], minus[79]]).toEqual([Number.NaN, Number.NaN])
  })
})
