import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { RangeQueue } from '../../../src/edge/jobs/range-queue.ts'

it('gives every item out once, also those that came back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean())), (items, steps) => {
      const queue = new RangeQueue({ items })
      const seen: number[] = []
      const take = (count: number, back: boolean) => {
        const range = queue.take(count)
        if (range === undefined) return false
        if (back) queue.giveBack(range)
        else for (let item = range.from; item < range.to; item++) seen.push(item)
        expect(queue.left).toBe(items - seen.length)
        return true
      }
      for (const [count, back] of steps) take(count, back)
      while (take(7, false));
      expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: items }, (_, k) => k))
    }),
  )
})

it('does not reach over gaps, and gives back what comes first', () => {
  const queue = new RangeQueue({
    items: 10,
    ranges: [
      { from: 1, to: 3 },
      { from: 5, to: 9 },
    ],
  })
  expect(queue.take(5)).toEqual({ from: 1, to: 3 })
  expect(queue.take(2)).toEqual({ from: 5, to: 7 })
  queue.giveBack({ from: 1, to: 3 })
  expect(queue.take(1)).toEqual({ from: 1, to: 2 })
  expect(queue.left).toBe(3)
  queue.giveBack({ from: 4, to: 4 })
  expect(queue.left).toBe(3)
})
