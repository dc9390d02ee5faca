import { describe, expect, it } from 'vitest'
import { trima } from '../../src/indicators/trima.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)

describe('trima', () => {
  it('is worked by hand', () => {
    // weights 1, 2, 2, 1 and 1, 2, 1
    expect(trima(Float64Array.of(1, 2, 3, 8), { period: 4 })[3]).toBeCloseTo((1 + 4 + 6 + 8) / 6, 12)
    expect([...trima(Float64Array.of(1, 2, 7, 4), { period: 3 })]).toEqual([Number.NaN, Number.NaN, 3, 5])
  })

  it('is the value itself for period 1, the simple average for period 2', () => {
    const values = Float64Array.of(4, 8, 2)
    expect([...trima(values, { period: 1 })]).toEqual([4, 8, 2])
    expect([...trima(values, { period: 2 })]).toEqual([Number.NaN, 6, 5])
  })

  it('lags a straight line by half its period', () => {
    for (const period of [9, 10]) expect(trima(line, { period })[59]).toBeCloseTo(line[59] - (0.5 * (period - 1)) / 2, 10)
  })
})
