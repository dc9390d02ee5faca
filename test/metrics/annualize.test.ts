import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/base/errors.ts'
import { checkBarsPerYear, checkCapital, checkSameLength, ratePerBar, ratePerYear } from '../../src/metrics/annualize.ts'

describe('annualization', () => {
  it('turns yearly rates into rates per bar and back', () => {
    expect(ratePerBar(0.02, 250, 'simple')).toBeCloseTo(0.00008, 18)
    expect(ratePerBar(0.21, 2, 'geometric')).toBeCloseTo(0.1, 14)
    expect(ratePerYear(0.001, 250, 'simple')).toBe(0.25)
    expect(ratePerYear(0.1, 2, 'geometric')).toBeCloseTo(0.21, 14)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s bars per year and as capital', value => {
    expect(() => checkBarsPerYear(value)).toThrow(ConfigError)
    expect(() => checkCapital(value)).toThrow(ConfigError)
  })

  it('passes what is right', () => {
    expect(checkBarsPerYear(365 / 7)).toBe(365 / 7)
    expect(checkCapital(1)).toBe(1)
    expect(() => checkSameLength(3, 3)).not.toThrow()
    expect(() => checkSameLength(3, 2)).toThrow('3 bars but 2')
  })
})
