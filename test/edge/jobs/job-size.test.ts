import { expect, it } from 'vitest'
import { JobSize } from '../../../src/edge/jobs/job-size.ts'

it('aims at ten milliseconds', () => {
  const size = new JobSize({ cost: 1000, lanes: 1 })
  for (let k = 0; k < 40; k++) size.took(10, 1)
  expect(size.next(1e6)).toBeGreaterThan(90)
  expect(size.next(1e6)).toBeLessThan(101)
  for (let k = 0; k < 40; k++) size.took(1, 500)
  expect(size.next(1e6)).toBe(1)
})

it('gets smaller towards the end, and is never nothing', () => {
  const size = new JobSize({ cost: 1, lanes: 3 })
  expect(size.next(60)).toBe(10)
  expect(size.next(1)).toBe(1)
  expect(size.next(0)).toBe(1)
})
