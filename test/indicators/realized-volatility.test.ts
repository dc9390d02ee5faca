import { describe, expect, it } from 'vitest'
import { realizedVolatility } from '../../src/indicators/realized-volatility.ts'

describe('realizedVolatility', () => {
  it('is the deviation of log returns, worked by hand', () => {
    const values = realizedVolatility(Float64Array.of(1, Math.exp(0.02), 1), { period: 2 })
    expect([values[0], values[1]]).toEqual([Number.NaN, Number.NaN])
    expect(values[2]).toBeCloseTo(0.02 * Math.SQRT2, 14)
  })

  it('grows with the root of the bars per year', () => {
    const close = Float64Array.of(10, 11, 10, 12, 9)
    const perBar = realizedVolatility(close, { period: 3 })
    const perYear = realizedVolatility(close, { period: 3, barsPerYear: 4 })
    expect([...perYear]).toEqual([...perBar].map(value => 2 * value))
  })

  it('is 0 where prices do not move', () => {
    expect(realizedVolatility(new Float64Array(9).fill(0.1), { period: 3 }).subarray(3)).toEqual(new Float64Array(6))
  })

  it('is NaN while a price of the window is 0', () => {
    expect([...realizedVolatility(Float64Array.of(1, 0, 1, 2, 4), { period: 2 })].map(Number.isNaN)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('refuses one return, and no bars per year', () => {
    expect(() => realizedVolatility(Float64Array.of(1), { period: 1 })).toThrow('period is 1')
    expect(() => realizedVolatility(Float64Array.of(1), { barsPerYear: 0 })).toThrow('barsPerYear is 0')
  })
})
