import { expect, it } from 'vitest'
import { CusumFilter } from '../../src/learning/cusum-filter.ts'

const events = (changes: readonly number[], threshold: number) => {
  const filter = new CusumFilter()
  return changes.map(change => filter.take(change, threshold))
}

it('sums moves of one direction until they reach the threshold', () => {
  // up: .6, 1.2 → event; then .0, 0; down: 0, 0, -.3, -1.1 → event
  expect(events([0.6, 0.6, -0.3, -0.8], 1)).toEqual([0, 1, 0, -1])
  // The sum never goes below 0: the long fall is forgotten at once by the upward sum.
  expect(events([-5, 0.5, 0.5], 1)).toEqual([-1, 0, 1])
})

it('starts again after an event', () => {
  expect(events([3, 0.9, 0.2], 1)).toEqual([1, 0, 1])
})

it('a market that does not move gives no events, even at a threshold of 0', () => {
  expect(events([0, 0, 0], 0)).toEqual([0, 0, 0])
})
