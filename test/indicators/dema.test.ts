import { describe, expect, it } from 'vitest'
import { dema } from '../../src/indicators/dema.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('dema', () => {
  it('is worked by hand', () => {
    // first averages 2, 4, 12; second ones 3, 9
    const got = dema(Float64Array.of(1, 3, 5, 16), { period: 2 })
    expect([...got.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, 5])
    expect(got[3]).toBeCloseTo(15, 12)
  })

  it('follows a straight line without lag', () => {
    const got = dema(line, { period: 9 })
    for (let i = 16; i < line.length; i++) expect(got[i]).toBeCloseTo(line[i], 10)
  })

  it('is the value itself for period 1, and stays where values do not move', () => {
    expect(dema(line, { period: 1 })).toEqual(line)
    expect(dema(flat)[79]).toBe(0.1)
  })
})
