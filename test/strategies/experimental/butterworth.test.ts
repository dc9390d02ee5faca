import { describe, expect, it } from 'vitest'
import { butterworth } from '../../../src/strategies/experimental/butterworth.ts'

/** Amplitude of what comes out of a long wave of amplitude 1. */
function gain(filter: (value: number) => number, period: number): number {
  let largest = 0
  for (let i = 0; i < 4000; i++) {
    const y = filter(Math.sin((2 * Math.PI * i) / period + 0.1))
    if (i > 2000) largest = Math.max(largest, Math.abs(y))
  }
  return largest
}

describe.each([2, 3] as const)('with %d poles', poles => {
  it('lets long waves pass, takes short ones away, and halves the power at its period', () => {
    const at = (period: number) => gain(butterworth({ period: 40, poles }), period)
    expect(at(400)).toBeGreaterThan(0.98)
    expect(at(40)).toBeGreaterThan(0.65)
    expect(at(40)).toBeLessThan(0.76)
    expect(at(10)).toBeLessThan(0.25 ** poles * 1.3)
  })

  it('keeps what does not move, to the last bit', () => {
    const filter = butterworth({ period: 7, poles })
    for (let i = 0; i < 50; i++) expect(filter(0.1)).toBe(0.1)
  })

  it('is its textbook form', () => {
    // Cybernetic Analysis: two poles c1 (x + 2 x1 + x2) / 4 + ..., three poles c1 (x + 3 x1 + 3 x2 + x3) / 8 + ...
    const period = 10
    const filter = butterworth({ period, poles })
    const input = Array.from({ length: 60 }, (_, i) => (i < 5 ? 0 : Math.sin(i) + i / 10))
    const y: number[] = []
    for (let i = 0; i < input.length; i++) {
      const x = (k: number) => input[i - k] ?? 0
      const f = (k: number) => y[i - k] ?? 0
      if (poles === 2) {
        const a = Math.exp((-Math.SQRT2 * Math.PI) / period)
        const b = 2 * a * Math.cos((Math.SQRT2 * Math.PI) / period)
        y.push(((1 - b + a * a) / 4) * (x(0) + 2 * x(1) + x(2)) + b * f(1) - a * a * f(2))
      } else {
        const a = Math.exp(-Math.PI / period)
        const b = 2 * a * Math.cos((Math.sqrt(3) * Math.PI) / period)
        const c = a * a
        y.push((((1 - b + c) * (1 - c)) / 8) * (x(0) + 3 * x(1) + 3 * x(2) + x(3)) + (b + c) * f(1) - (c + b * c) * f(2) + c * c * f(3))
      }
      expect(filter(input[i])).toBeCloseTo(y[i], 12)
    }
  })
})
