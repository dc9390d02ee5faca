import { expect, it } from 'vitest'
import { knownTarget, lastChange } from '../../src/reports/target-changes.ts'

const targets = Float64Array.of(Number.NaN, 0, 1, 1, -0.5)

it('is 0 before the first decision', () => {
  expect([-1, 0, 1, 2, 4].map(t => knownTarget(targets, t))).toEqual([0, 0, 0, 1, -0.5])
})

it('finds the bar that changed the target', () => {
  expect([4, 3, 2, 1, 0, -1].map(t => lastChange(targets, t))).toEqual([4, 2, 2, -1, -1, -1])
  expect(lastChange(Float64Array.of(1, 1), 1)).toBe(0)
})
