import { describe, expect, it } from 'vitest'
import { checkRuin, measureRuin } from '../../src/research/ruin.ts'

const worst = { maxDrawdown: Float64Array.of(0.1, 0.5, 0.2, 0.49), lowestEquity: Float64Array.of(90, 70, 60, 95), capital: 100 }

describe('measureRuin', () => {
  it('counts paths at the level or beyond', () => {
    expect(measureRuin({ drawdown: 0.5 }, worst).probability).toBe(0.25)
    expect(measureRuin({ equity: 0.7 }, worst).probability).toBe(0.5)
    expect(measureRuin({ drawdown: 0.5, equity: 0.6 }, worst)).toEqual({
      drawdown: 0.5,
      equity: 0.6,
      probability: 0.5,
      standardError: 0.25,
    })
    expect(measureRuin({}, worst).probability).toBe(0)
  })

  it('knows a default and refuses levels that are none', () => {
    expect(checkRuin()).toEqual({ drawdown: 0.5 })
    for (const level of [0, -0.1, 1.5, Number.NaN])
      expect(() => checkRuin({ drawdown: level })).toThrowError(expect.objectContaining({ code: 'monte-carlo/ruin' }))
  })
})
