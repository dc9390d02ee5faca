import { describe, expect, it } from 'vitest'
import { weightDrift } from '../../../src/research/portfolio/weight-drift.ts'

const weigh = (weights: Readonly<Record<string, number>>) => Object.entries(weights).map(([sleeve, weight]) => ({ sleeve, weight }))

describe('weightDrift', () => {
  it('measures what moves, by hand', () => {
    const { sleeves, turnover } = weightDrift([weigh({ a: 0.5, b: 0.5 }), weigh({ a: 0.8, b: 0.2 }), weigh({ a: 0.8, b: 0.2 })])
    expect(sleeves.a.mean).toBeCloseTo(0.7, 12)
    expect(sleeves.a).toMatchObject({ min: 0.5, max: 0.8 })
    expect(sleeves.a.change).toBeCloseTo(0.15, 12)
    expect(turnover).toBeCloseTo(0.15, 12)
  })

  it('counts a sleeve that is not there as nothing', () => {
    const { sleeves, turnover } = weightDrift([weigh({ a: 1 }), weigh({ b: 1 })])
    expect(sleeves.b).toEqual({ mean: 0.5, min: 0, max: 1, change: 1 })
    expect(turnover).toBe(1)
  })

  it('does not know of change with fewer than two windows', () => {
    expect(weightDrift([weigh({ a: 1 })])).toEqual({
      sleeves: { a: { mean: 1, min: 1, max: 1, change: Number.NaN } },
      turnover: Number.NaN,
    })
    expect(weightDrift([])).toEqual({ sleeves: {}, turnover: Number.NaN })
  })
})
