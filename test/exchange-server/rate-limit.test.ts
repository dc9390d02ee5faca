import { describe, expect, it } from 'vitest'
import { DecayingCounter, pointsOfCall, pointsOfCancel, tiers } from './rate-limit.ts'

describe('DecayingCounter', () => {
  it('refuses what goes over the maximum, and lets time take it down', () => {
    const counter = new DecayingCounter(tiers.starter.calls)
    const admitted = Array.from({ length: 20 }, () => counter.add(1, 0)).filter(Boolean)
    expect(admitted).toHaveLength(15)
    expect(counter.add(1, 3000)).toBe(false) // 15 − 0.99 + 1 > 15
    expect(counter.add(1, 3100)).toBe(true)
    expect(counter.value(3_000_000)).toBe(0)
  })
})

describe('points', () => {
  it('count history twice and orders not at all', () => {
    expect(['Balance', 'TradesHistory', 'AddOrder', 'CancelOrder', 'OpenOrders'].map(pointsOfCall)).toEqual([1, 2, 0, 0, 1])
  })

  it('make young cancellations dear', () => {
    expect([0, 4999, 5000, 14_999, 44_999, 89_999, 299_999, 300_000].map(pointsOfCancel)).toEqual([8, 8, 6, 5, 4, 2, 1, 0])
  })
})
