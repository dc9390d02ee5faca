import { expect, it } from 'vitest'
import { describeDistribution } from '../../src/research/distribution.ts'

it('describes what is known', () => {
  // numpy: mean, std(ddof=1), quantile of [-2, 0, 1, 3, 8]
  const { count, mean, deviation, min, p05, p25, median, p75, p95, max, negative } = describeDistribution([3, Number.NaN, -2, 8, 0, 1])
  expect({ count, mean, min, p25, median, p75, max, negative }).toEqual({
    count: 5,
    mean: 2,
    min: -2,
    p25: 0,
    median: 1,
    p75: 3,
    max: 8,
    negative: 0.2,
  })
  expect(deviation).toBeCloseTo(Math.sqrt(58 / 4), 12)
  expect(p05).toBeCloseTo(-1.6, 12)
  expect(p95).toBeCloseTo(7, 12)
})

it('of nothing it says nothing', () => {
  expect(describeDistribution([])).toMatchObject({ count: 0, mean: Number.NaN, median: Number.NaN, negative: Number.NaN })
  expect(describeDistribution([Number.NaN]).count).toBe(0)
})
