import { expect, it } from 'vitest'
import { FillLog, SIGNAL } from '../../src/engine/fills.ts'
import { markEquity } from '../../src/engine/mark-equity.ts'

const close = Float64Array.of(10, 11, 12, 13, 14)

function marked(...fills: [index: number, cash: number, held: number][]): number[] {
  const log = new FillLog()
  for (const [index, cash, held] of fills) {
    log.push(index, 1, 1, 0, SIGNAL)
    log.leave(cash, held)
  }
  const equity = new Float64Array(7).fill(-1)
  markEquity(log, close, 100, equity)
  return [...equity]
}

it('is the capital before the first fill and cash plus position after each', () => {
  expect(marked()).toEqual([100, 100, 100, 100, 100, -1, -1])
  expect(marked([1, 78, 2], [3, 104, 0])).toEqual([100, 100, 102, 104, 104, -1, -1])
  expect(marked([0, 120, -2], [4, 0, 3])).toEqual([100, 98, 96, 94, 42, -1, -1])
})

it('counts the last of several fills on a bar', () => {
  expect(marked([2, 50, 5], [2, 124, 0], [2, 148, -2])).toEqual([100, 100, 124, 122, 120, -1, -1])
})
