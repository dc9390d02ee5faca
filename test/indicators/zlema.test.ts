import { describe, expect, it } from 'vitest'
import { ema } from '../../src/indicators/ema.ts'
import { zlema } from '../../src/indicators/zlema.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('zlema', () => {
  it('is worked by hand', () => {
    // 2 + 1, 3 + 1, 4 + 1, 8 + 4
    expect([...zlema(Float64Array.of(1, 2, 3, 4, 8), { period: 3 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 4, 8])
  })

  it('follows a straight line without lag for an odd period, half a bar late for an even one', () => {
    expect(zlema(line, { period: 9 })[59]).toBeCloseTo(line[59], 10)
    expect(zlema(line, { period: 10 })[59]).toBeCloseTo(line[59] - 0.25, 10)
  })

  it('is the value itself for period 1, a plain average for period 2, and stays where values do not move', () => {
    expect(zlema(line, { period: 1 })).toEqual(line)
    expect(zlema(line, { period: 2 })).toEqual(ema(line, { period: 2 }))
    expect(zlema(flat)[79]).toBe(0.1)
  })
})
