import { describe, expect, it } from 'vitest'
import { fitVolatilityRegimes } from '../../src/research/volatility-regimes.ts'
import { lcg, nearlyNormal } from './lcg.ts'

/** Returns that switch between 1 % and 4 %, and where they were wild. */
function switching(length: number) {
  const uniform = lcg(5)
  const wild = new Uint8Array(length)
  const returns = new Float64Array(length)
  for (let i = 0, state = 0; i < length; i++) {
    if (uniform() < (state === 0 ? 0.01 : 0.04)) state = 1 - state
    wild[i] = state
    returns[i] = nearlyNormal(uniform) * (state === 0 ? 0.01 : 0.04)
  }
  return { wild, returns }
}

describe('fitVolatilityRegimes', () => {
  it('finds what was put in', () => {
    const { wild, returns } = switching(8000)
    const { deviations, stay, turbulent, means } = fitVolatilityRegimes(returns)
    expect(Math.abs(deviations[0] / 0.01 - 1)).toBeLessThan(0.05)
    expect(Math.abs(deviations[1] / 0.04 - 1)).toBeLessThan(0.05)
    expect(Math.abs(stay[0] - 0.99)).toBeLessThan(0.005)
    expect(Math.abs(stay[1] - 0.96)).toBeLessThan(0.015)
    expect(Math.abs(means[0])).toBeLessThan(0.001)
    let right = 0
    for (let i = 0; i < wild.length; i++) right += +(turbulent[i] > 0.5 === (wild[i] === 1))
    expect(right / wild.length).toBeGreaterThan(0.95)
  })

  it('probabilities stay probabilities, also with an extreme return', () => {
    const { returns } = switching(300)
    returns[100] = -0.9
    const { turbulent, deviations, stay, logLikelihood } = fitVolatilityRegimes(returns)
    for (const share of turbulent) {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1 + 1e-12)
    }
    expect(deviations[0]).toBeLessThanOrEqual(deviations[1])
    for (const value of [...deviations, ...stay, logLikelihood]) expect(Number.isFinite(value)).toBe(true)
  })

  it('refuses too few and flat returns', () => {
    expect(() => fitVolatilityRegimes(new Float64Array(50))).toThrowError(/do not vary enough/)
    expect(() => fitVolatilityRegimes(switching(19).returns)).toThrowError(expect.objectContaining({ code: 'research/returns' }))
  })
})
