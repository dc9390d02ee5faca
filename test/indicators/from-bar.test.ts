import { describe, expect, it } from 'vitest'
import { fromBar } from '../../src/indicators/from-bar.ts'

describe('fromBar', () => {
  it('hides the first results, but lets the step see their bars', () => {
    let sum = 0
    const step = fromBar(2, value => {
      sum += value
      return sum
    })
    expect([1, 2, 3, 4].map(value => step(value, 0, 0, 0))).toEqual([Number.NaN, Number.NaN, 6, 10])
  })

  it('hides nothing from bar 0 on', () => {
    expect(fromBar(0, (a, b) => a - b)(3, 1, 0, 0)).toBe(2)
  })
})
