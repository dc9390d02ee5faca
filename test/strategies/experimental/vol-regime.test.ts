import { expect, it } from 'vitest'
import { exposureAt, tradable } from '../../../src/strategies/experimental/vol-regime.ts'

it.each([
  [0, 1],
  [0.29, 1],
  [0.3, 0.5],
  [0.7, 0.5],
  [0.71, 0],
  [1, 0],
])('a rank of %d is an exposure of %d', (rank, exposure) => {
  expect(exposureAt(rank, { lowRank: 0.3, highRank: 0.7, low: 1, normal: 0.5, high: 0 })).toBe(exposure)
})

it.each([
  [0.52, 0.5, 0.5],
  [0.48, 0.5, 0.5],
  [0.56, 0.5, 0.56],
  [0.04, 0, 0],
  [0, 0.04, 0],
  [-0.5, -0.46, -0.46],
])('wanting %d while holding %d ends at %d', (wanted, held, result) => {
  expect(tradable(wanted, { held, band: 0.05 })).toBe(result)
})
