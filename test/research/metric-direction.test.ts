import { expect, it } from 'vitest'
import { metricDirection } from '../../src/research/metric-direction.ts'

it.each([
  ['sharpe', 1],
  ['sharpe.p05', 1],
  ['worst.totalReturn', 1],
  ['maxDrawdown', -1],
  ['maxDrawdown.p97.5', -1],
  ['worst.maxDrawdown', -1],
  ['volatility', -1],
  ['trades', 0],
  ['beta', 0],
  ['constructor', 0],
])('%s is better in direction %i', (metric, direction) => {
  expect(metricDirection(metric)).toBe(direction)
})
