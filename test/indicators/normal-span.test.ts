import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../src/base/normal.ts'
import { normalSpan } from '../../src/indicators/normal-span.ts'

describe('normalSpan', () => {
  it('is the distribution function spread over -1 to 1', () => {
    for (let x = -9.5; x < 9.5; x += 0.037) expect(Math.abs(normalSpan(x) - (1 - 2 * normalCdf(-x)))).toBeLessThan(4e-15)
  })

  it('is exact in the middle, at the ends and far out', () => {
    expect(normalSpan(0)).toBe(0)
    expect(normalSpan(1e-20)).toBeCloseTo(1e-20 * Math.sqrt(2 / Math.PI), 34)
    expect([normalSpan(40), normalSpan(-1e300)]).toEqual([1, -1])
    expect(normalSpan(Number.NaN)).toBeNaN()
  })

  it('knows a textbook value: 95 % lie within 1.96', () => {
    expect(normalSpan(1.959963984540054)).toBeCloseTo(0.95, 14)
  })
})
