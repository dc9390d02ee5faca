import { expect, it } from 'vitest'
import { countedMove } from '../../src/indicators/counted-move.ts'

it('is the return of a bar that counts, and nothing of one that does not or has no price before it', () => {
  expect(countedMove(110, 100, true)).toBeCloseTo(0.1, 15)
  expect(countedMove(90, 100, true)).toBeCloseTo(-0.1, 15)
  expect(Math.abs(countedMove(110, 100, false))).toBe(0)
  // From 0 there is no return, 0 / 0 included.
  for (const counts of [true, false])
    expect([countedMove(5, 0, counts), countedMove(0, 0, counts), countedMove(5, Number.NaN, counts)]).toEqual([0, 0, 0])
})
