import { describe, expect, it } from 'vitest'
import { studentQuantile, studentTail } from '../../src/research/student-t.ts'

// Computed with scipy.
const tails = [
  [0.5, 3, 0.3257239824240755],
  [2, 10, 0.03669401738537018],
  [2.5, 99, 0.007031298460574534],
  [3.7, 2519, 0.0001101074510549772],
  [0.01, 5, 0.49620400902129097],
  [12, 4, 0.0001382142742514865],
  [7, 1000, 2.3437512833857203e-12],
  [1.5, 1, 0.18716704181099886],
]
const quantiles = [
  [0.025, 10, 2.2281388519862753],
  [0.4, 3, 0.2766706623326898],
  [1e-6, 100, 5.048830877228346],
  [0.05, 1, 6.313751514675044],
  [1e-12, 2519, 7.069879859905531],
]

describe('Student t', () => {
  it.each(tails)('tail beyond %d with %d degrees of freedom', (t, freedom, expected) => {
    expect(Math.abs(studentTail(t, freedom) / expected - 1)).toBeLessThan(1e-11)
    expect(studentTail(-t, freedom)).toBeCloseTo(1 - expected, 13)
  })

  it.each(quantiles)('quantile of %d with %d degrees of freedom', (tail, freedom, expected) => {
    expect(Math.abs(studentQuantile(tail, freedom) / expected - 1)).toBeLessThan(1e-10)
  })

  it('knows the middle and refuses what cannot be', () => {
    expect(studentTail(0, 7)).toBe(0.5)
    expect(studentQuantile(0.5, 7)).toBeLessThan(1e-15)
    expect(studentTail(Number.NaN, 7)).toBeNaN()
    expect(studentTail(1, 0)).toBeNaN()
    expect(studentQuantile(0, 7)).toBeNaN()
    expect(studentQuantile(0.6, 7)).toBeNaN()
  })
})
