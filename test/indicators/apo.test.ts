import { describe, expect, it } from 'vitest'
import { apo } from '../../src/indicators/apo.ts'
import { macd } from '../../src/indicators/macd.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

describe('apo', () => {
  it('is worked by hand', () => {
    // averages over 3: 3, then 8 - 5 / 2 = 5.5
    expect([...apo(Float64Array.of(1, 3, 5, 8), { fast: 1, slow: 3 })]).toEqual([Number.NaN, Number.NaN, 2, 2.5])
  })

  it('is the first line of macd', () => {
    const bars = syntheticBars({ seed: 3, length: 200 })
    expect(apo(bars)).toEqual(macd(bars).macd)
  })

  it('is 0 where values do not move', () => {
    expect(apo(new Float64Array(60).fill(0.1))[59]).toBe(0)
  })

  it('wants the fast average to be the shorter one', () => {
    expect(() => apo(new Float64Array(3), { fast: 5, slow: 5 })).toThrow('fast is 5')
  })
})
