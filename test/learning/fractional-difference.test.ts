import { describe, expect, it } from 'vitest'
import { fractionalDifference, fractionalWeights } from '../../src/learning/fractional-difference.ts'

describe('weights', () => {
  it.each([
    [0, [1, 0, 0, 0]],
    [1, [1, -1, 0, 0]],
    [2, [1, -2, 1, 0]],
    [0.5, [1, -1 / 2, -1 / 8, -1 / 16]],
  ])('of order %d are the binomial series', (order, expected) => {
    const weights = fractionalWeights({ order, width: 4 })
    for (const [k, weight] of expected.entries()) expect(weights[k]).toBeCloseTo(weight, 15)
  })

  it('of orders that add up convolve to the weights of the sum', () => {
    const a = fractionalWeights({ order: 0.3, width: 30 })
    const b = fractionalWeights({ order: 0.7, width: 30 })
    const whole = Array.from({ length: 30 }, (_, k) => a.slice(0, k + 1).reduce((sum, x, j) => sum + x * b[k - j], 0))
    for (const [k, value] of whole.entries()) expect(value).toBeCloseTo(k === 0 ? 1 : k === 1 ? -1 : 0, 14)
  })

  it('refuses a negative order and a width without a value', () => {
    expect(() => fractionalWeights({ order: -0.1, width: 3 })).toThrow('order is -0.1')
    expect(() => fractionalWeights({ order: 1, width: 0 })).toThrow('width is 0')
  })
})

describe('differences', () => {
  const squares = Float64Array.of(1, 4, 9, 16, 25)

  it('of orders 0, 1 and 2 are the ordinary ones', () => {
    expect([...fractionalDifference(squares, { order: 0, width: 2 })]).toEqual([Number.NaN, 4, 9, 16, 25])
    expect([...fractionalDifference(squares, { order: 1, width: 2 })]).toEqual([Number.NaN, 3, 5, 7, 9])
    expect([...fractionalDifference(squares, { order: 2, width: 3 })]).toEqual([Number.NaN, Number.NaN, 2, 2, 2])
  })

  it('by hand', () => {
    // 9 - 4 / 2 - 1 / 8
    expect(fractionalDifference(squares, { order: 0.5, width: 3 })[2]).toBeCloseTo(6.875, 14)
  })

  it('of nothing, of too little, and around a hole', () => {
    expect(fractionalDifference(new Float64Array(0), { order: 0.5, width: 3 }).length).toBe(0)
    expect([...fractionalDifference(squares.subarray(0, 2), { order: 0.5, width: 3 })]).toEqual([Number.NaN, Number.NaN])
    expect([...fractionalDifference(Float64Array.of(1, Number.NaN, 2, 3), { order: 1, width: 2 })]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      1,
    ])
  })
})
