import { describe, expect, it } from 'vitest'
import { hma } from '../../src/indicators/hma.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('hma', () => {
  it('is worked by hand', () => {
    // weighted averages of 2 and of 4, the latter from bar 3 on: (3 + 12 + 27 + 12) / 10 and (6 + 18 + 9 + 0) / 10
    const got = hma(Float64Array.of(3, 6, 9, 3, 0), { period: 4 })
    expect([...got.subarray(0, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    // twice the half less the whole: 2 * 5 - 5.4 = 4.6, 2 * 1 - 3.3 = -1.3; weighted by 1 and 2
    expect(got[4]).toBeCloseTo((4.6 + 2 * -1.3) / 3, 12)
  })

  it('leads its own smoothing on a straight line', () => {
    // lags of the weighted averages: 7 / 3 and 15 / 3 bars, of the smoothing 3 / 3
    expect(hma(line, { period: 16 })[59]).toBeCloseTo(line[59] - 0.5 * ((2 * 7) / 3 - 15 / 3 + 1), 10)
  })

  it('stays where values do not move', () => {
    expect(hma(flat)[79]).toBeCloseTo(0.1, 14)
  })
})
