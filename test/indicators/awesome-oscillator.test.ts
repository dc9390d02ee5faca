import { describe, expect, it } from 'vitest'
import { awesomeOscillator } from '../../src/indicators/awesome-oscillator.ts'

describe('awesomeOscillator', () => {
  it('is worked by hand', () => {
    // middles 1, 3, 8, 2
    const high = Float64Array.of(2, 4, 9, 4)
    const low = Float64Array.of(0, 2, 7, 0)
    expect([...awesomeOscillator({ high, low }, { fast: 1, slow: 2 })]).toEqual([Number.NaN, 1, 2.5, -3])
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(60).fill(8)
    expect(awesomeOscillator({ high: flat, low: flat })[59]).toBe(0)
  })

  it('wants the fast average to be the shorter one', () => {
    const none = new Float64Array(0)
    expect(() => awesomeOscillator({ high: none, low: none }, { fast: 34 })).toThrow('fast is 34')
  })
})
