import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentValues } from '../../src/indicators/recent-values.ts'

describe('RecentValues', () => {
  it('is full from the first complete window on', () => {
    const recent = new RecentValues(3)
    const seen = [1, 2, 3, 4].map(value => {
      recent.add(value)
      return recent.full ? [...recent.values.subarray(recent.start, recent.start + 3)] : []
    })
    expect(seen).toEqual([[], [], [1, 2, 3], [2, 3, 4]])
  })

  it('keeps the last values in their order, however many came', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 1500 }), (period, more) => {
        const recent = new RecentValues(period)
        for (let i = 0; i < period + more; i++) recent.add(i)
        expect(recent.full).toBe(true)
        const window = recent.values.subarray(recent.start, recent.start + period)
        expect([...window]).toEqual(Array.from({ length: period }, (_, j) => more + j))
      }),
    )
  })
})
