import { expect, it } from 'vitest'
import { gridNeighbors, nearestRuns, runAxes } from '../../src/research/run-neighbors.ts'

it('grid neighbors are one step of one parameter away', () => {
  // a: 1 2 5, b: 10 20, without (5, 20).
  const params = { a: [1, 1, 2, 2, 5], b: [10, 20, 10, 20, 10], c: [7, 7, 7, 7, 7] }
  const axes = runAxes({ params, variants: {}, combinations: 5 })
  expect(axes.names).toEqual(['a', 'b'])
  expect(gridNeighbors(axes).map(near => [...near].sort())).toEqual([[1, 2], [0, 3], [0, 3, 4], [1, 2], [2]])
})

it('words, flags and what is switched off are no neighbors', () => {
  const params = { a: [1, 2, 1, 2, 1, 2], side: ['long', 'long', 'short', 'short', 'long', 'long'] }
  const variants = { 'exits.stopLoss': [0.1, 0.1, 0.1, 0.1, null, null] }
  const axes = runAxes({ params, variants, combinations: 6 })
  expect(gridNeighbors(axes)).toEqual([[1], [0], [3], [2], [5], [4]])
  const stops = runAxes({ params: {}, variants: { s: [null, 0.1, 0.2, 0.3] }, combinations: 4 })
  expect(gridNeighbors(stops)).toEqual([[], [2], [1, 3], [2]])
})

it('the nearest are nearest by the range that was tried, ties in order', () => {
  const axes = runAxes({ params: { a: [0, 10, 0, 100], b: [0, 0, 0.5, 1] }, variants: {}, combinations: 4 })
  expect(nearestRuns(axes, 0, 2)).toEqual([1, 2])
  expect(nearestRuns(axes, 0, 9)).toEqual([1, 2, 3])
  const kinds = runAxes({ params: { a: [0, 1, 2], w: ['x', 'y', 'x'] }, variants: {}, combinations: 3 })
  expect(nearestRuns(kinds, 0, 5)).toEqual([2])
})
