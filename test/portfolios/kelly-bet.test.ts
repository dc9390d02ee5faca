import { describe, expect, it } from 'vitest'
import { kellyBet, logOptimalFraction } from '../../src/portfolios/kelly-bet.ts'

describe('kellyBet', () => {
  it('never bets on a loss', () => {
    expect(kellyBet(0.3, 1)).toBe(0)
    expect(kellyBet(1, 2)).toBe(1)
    expect(kellyBet(0, 2)).toBe(0)
  })

  it('checks its numbers', () => {
    expect(() => kellyBet(1.1, 1)).toThrow('probability')
    expect(() => kellyBet(Number.NaN, 1)).toThrow('probability')
    expect(() => kellyBet(0.5, 0)).toThrow('payoff')
  })
})

describe('logOptimalFraction', () => {
  it('agrees with the closed form of two outcomes', () => {
    for (const [p, b] of [
      [0.6, 1.5],
      [0.4, 2],
      [0.9, 0.5],
    ])
      expect(logOptimalFraction([b, -1], [p, 1 - p])).toBeCloseTo(kellyBet(p, b), 12)
  })

  it('edges', () => {
    expect(logOptimalFraction([-0.1, -0.2])).toBe(0)
    expect(logOptimalFraction([0.1, 0.2])).toBeNaN()
    expect(logOptimalFraction([0.1, -5], [1, 0])).toBeNaN()
    expect(() => logOptimalFraction([0.1, -0.1], [0.5, 0.4])).toThrow('sum to 0.9')
    expect(() => logOptimalFraction([])).toThrow('sum to 0')
    expect(() => logOptimalFraction([Number.NaN])).toThrow('outcome 0 is NaN')
  })
})
