import { expect, it } from 'vitest'
import { percentileRank } from '../../src/indicators/percentile-rank.ts'

it('ranks the newest value among its window', () => {
  expect([...percentileRank(Float64Array.of(1, 2, 3, 2.5, 0), { period: 4 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0.75, 0.25])
})

it('shares ranks among equals', () => {
  // one below, two equal: ranks 2 and 3, average 2.5 of 4
  expect(percentileRank(Float64Array.of(1, 5, 9, 5), { period: 4 })[3]).toBe(0.625)
  expect(percentileRank(Float64Array.of(7, 7, 7), { period: 3 })[2]).toBeCloseTo(2 / 3, 15)
})
