import { expect } from 'vitest'

/** Numbers that agree within a share of the known one; 1e-12 is enough near 0. */
export function expectClose(actual: ArrayLike<number>, known: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(known.length)
  for (let i = 0; i < known.length; i++) {
    const room = Math.max(1e-12, tolerance * Math.abs(known[i]))
    expect(Math.abs(actual[i] - known[i]), `${i}: ${actual[i]} instead of ${known[i]}`).toBeLessThanOrEqual(room)
  }
}
