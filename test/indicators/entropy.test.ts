import { describe, expect, it } from 'vitest'
import { entropy } from '../../src/indicators/entropy.ts'

describe('entropy', () => {
  it('is 0 where all is the same, 1 where every pattern is equally frequent', () => {
    const rise = Float64Array.from({ length: 20 }, (_, i) => i)
    expect(entropy(rise, { period: 8, length: 2 }).subarray(9)).toEqual(new Float64Array(11))
    // Directions up, up, down, down, up: the pairs uu, ud, dd, du.
    expect(entropy(Float64Array.of(1, 2, 3, 2, 1, 2), { period: 4, length: 2 })[5]).toBe(1)
  })

  it('is worked by hand', () => {
    // Directions u, u, u, d: three to one.
    const want = -(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25))
    expect(entropy(Float64Array.of(1, 2, 3, 4, 3), { period: 4, length: 1 })[4]).toBeCloseTo(want, 14)
  })

  it('counts a value that does not move as down', () => {
    expect(entropy(Float64Array.of(1, 1, 1, 2, 3), { period: 4, length: 1 })[4]).toBe(1)
  })

  it('forgets what has left the window', () => {
    const close = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? Math.sin(i * i) : i))
    expect(entropy(close, { period: 10, length: 3 })[99]).toBe(0)
  })
})
