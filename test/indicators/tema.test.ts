import { describe, expect, it } from 'vitest'
import { tema } from '../../src/indicators/tema.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)

describe('tema', () => {
  it('is worked by hand', () => {
    // first averages 2, 4, 6, 20 / 3; second 3, 5, 55 / 9; third 4, 146 / 27
    const got = tema(Float64Array.of(1, 3, 5, 7, 7), { period: 2 })
    expect([...got.subarray(0, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, 7])
    expect(got[4]).toBeCloseTo(3 * (20 / 3) - 3 * (55 / 9) + 146 / 27, 12)
  })

  it('follows a straight line without lag', () => {
    const got = tema(line, { period: 9 })
    for (let i = 24; i < line.length; i++) expect(got[i]).toBeCloseTo(line[i], 10)
  })

  it('is the value itself for period 1, and stays where values do not move', () => {
    expect(tema(line, { period: 1 })).toEqual(line)
    expect(tema(new Float64Array(100).fill(0.1))[99]).toBe(0.1)
  })
})
