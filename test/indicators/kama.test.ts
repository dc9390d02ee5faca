import { describe, expect, it } from 'vitest'
import { kama } from '../../src/indicators/kama.ts'

const nan = Number.NaN
const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('kama', () => {
  it('is worked by hand', () => {
    // efficiencies 0 / 2, 10 / 10, 8 / 10; weights 0.5 + 0.5 * efficiency, squared
    const got = kama(Float64Array.of(9, 8, 9, 18, 17), { period: 2, fast: 1, slow: 3 })
    expect([...got.subarray(0, 4)]).toEqual([nan, nan, 8.25, 18])
    expect(got[4]).toBeCloseTo(18 - 0.81, 12)
  })

  it('is an exponential average in a move without a step back', () => {
    // weight (2 / 3)² from the value on bar 9 on: the distance settles at 5 / 9 of a step over 4 / 9
    const got = kama(line, { period: 10, fast: 2, slow: 30 })
    expect(got[59]).toBeCloseTo(line[59] - (0.5 * 5) / 4, 10)
  })

  it('stays where values do not move, and stands still when they stop', () => {
    expect(kama(flat)[79]).toBe(0.1)
    const stopped = kama(Float64Array.of(1, 5, 5, 5, 5), { period: 1, fast: 1, slow: 1e9 })
    expect([...stopped]).toEqual([nan, 5, 5, 5, 5])
  })

  it('wants fast not to be slower than slow', () => {
    expect(() => kama(flat, { fast: 31, slow: 30 })).toThrow('fast is 31')
  })
})
