import { expect, it } from 'vitest'
import { windowAround, windowFrom } from '../../../src/research/stress/scenario.ts'

it('a window around a bar is half of it to each side, so an even one covers a bar more', () => {
  expect(windowAround({ index: 5, window: 5 }, 10)).toEqual([3, 8])
  expect(windowAround({ index: 5, window: 4 }, 10)).toEqual([3, 8])
  expect(windowAround({ index: 0, window: 5 }, 10)).toEqual([0, 3])
  expect(windowAround({ index: 9, window: 5 }, 10)).toEqual([7, 10])
  expect(windowAround({ index: 0, window: 1 }, 1)).toEqual([0, 1])
})

it('a window from a bar ends with the history', () => {
  expect(windowFrom({ index: 5, window: 3 }, 10)).toEqual([5, 8])
  expect(windowFrom({ index: 8, window: 30 }, 10)).toEqual([8, 10])
})
