import { describe, expect, it } from 'vitest'
import { moneyFlow } from '../../src/indicators/money-flow.ts'

describe('moneyFlow', () => {
  it('counts volume by where the bar closed', () => {
    expect([12, 11, 10, 9, 8].map(close => moneyFlow(12, 8, close, 100))).toEqual([100, 50, 0, -50, -100])
  })

  it('is 0 for a bar without a range', () => {
    expect(moneyFlow(5, 5, 5, 100)).toBe(0)
  })
})
