import { describe, expect, it } from 'vitest'
import { ppo } from '../../src/indicators/ppo.ts'

describe('ppo', () => {
  it('is worked by hand', () => {
    // slow averages 3 and 19 / 3
    const got = ppo(Float64Array.of(2, 4, 8), { fast: 1, slow: 2, signal: 2 })
    const lines = [100 / 3, 500 / 19]
    expect(got.ppo[0]).toBeNaN()
    expect(got.ppo[1]).toBeCloseTo(lines[0], 12)
    expect(got.ppo[2]).toBeCloseTo(lines[1], 12)
    expect([got.signal[1], got.histogram[1]]).toEqual([Number.NaN, Number.NaN])
    expect(got.signal[2]).toBeCloseTo((lines[0] + lines[1]) / 2, 12)
    expect(got.histogram[2]).toBeCloseTo((lines[1] - lines[0]) / 2, 12)
  })

  it('is unknown where the slow average is 0, and its signal waits for the next ratio', () => {
    // slow averages 0, 2 / 3, 8 / 9
    const got = ppo(Float64Array.of(0, 0, 1, 1), { fast: 1, slow: 2, signal: 2 })
    expect(got.ppo[1]).toBeNaN()
    expect(got.ppo[2]).toBeCloseTo(50, 12)
    expect(got.ppo[3]).toBeCloseTo(12.5, 12)
    expect([got.signal[2], got.signal[3]]).toEqual([Number.NaN, expect.closeTo(31.25, 12)])
  })

  it('is 0 where values do not move', () => {
    const still = ppo(new Float64Array(60).fill(0.1))
    expect([still.ppo[59], still.signal[59], still.histogram[59]]).toEqual([0, 0, 0])
  })

  it('wants the fast average to be the shorter one', () => {
    expect(() => ppo(new Float64Array(3), { fast: 26 })).toThrow('fast is 26')
  })
})
