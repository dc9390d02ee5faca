import { describe, expect, it } from 'vitest'
import { coppock } from '../../src/indicators/coppock.ts'

const flat = new Float64Array(80).fill(0.1)

describe('coppock', () => {
  it('is worked by hand', () => {
    // rates over 1 and 2 bars: 10 + 21, then 0 + 10
    const got = coppock(Float64Array.of(100, 110, 121, 121), { short: 1, long: 2, period: 2 })
    expect([...got.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(got[3]).toBeCloseTo((1 * 31 + 2 * 10) / 3, 12)
  })

  it('is unknown for as long as a rate of change from 0 is in the window', () => {
    const got = coppock(Float64Array.of(0, 1, 2, 4, 8), { short: 1, long: 2, period: 2 })
    expect([...got]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 400])
  })

  it('does not care which rate is the longer one, and is 0 where values do not move', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 100 + 7 * Math.sin(i))
    expect(coppock(values, { short: 14, long: 11 })).toEqual(coppock(values))
    expect(coppock(flat)[40]).toBe(0)
  })
})
