import type { Column } from '../base/column.ts'
import { BLOCK_SHIFT, type ColumnBlocks, type ColumnCache } from './column-cache.ts'
import type { TargetChanges } from './target-changes.ts'

const SIZE = 1 << BLOCK_SHIFT

/** The columns to compare, on bars `from` to `to`, and where their blocks are kept. */
export interface Comparison {
  readonly a: Column
  readonly b: Column
  readonly from: number
  readonly to: number
  readonly columns: ColumnCache
}

/**
 * Adds the changes of "1 while `a` is above `b`, else 0", beginning from a target of 0. Whole blocks of bars are passed when their extremes
 * say that nothing changes in them.
 */
export function pushWhileAbove({ a, b, from, to, columns }: Comparison, into: TargetChanges): void {
  const blocksOfA = columns.blocksOf(a)
  const blocksOfB = columns.blocksOf(b)
  let i = from
  for (;;) {
    i = passNotAbove(a, b, i, to, blocksOfA, blocksOfB)
    if (i >= to) return
    into.push(i, 1)
    i = passAbove(a, b, i, to, blocksOfA, blocksOfB)
    if (i >= to) return
    into.push(i, 0)
  }
}

/** The first bar from `from` on with `a` above `b`. */
function passNotAbove(a: Column, b: Column, from: number, to: number, blocksOfA: ColumnBlocks, blocksOfB: ColumnBlocks): number {
  // Reading the lengths takes the checks of the columns out of the loops.
  const end = Math.min(to | 0, a.length | 0, b.length | 0)
  const { high } = blocksOfA
  const { low } = blocksOfB
  const blocks = Math.min(end >> BLOCK_SHIFT, high.length | 0, low.length | 0)
  let i = from | 0
  while (i < end) {
    let block = (i + SIZE - 1) >> BLOCK_SHIFT
    if (i === block << BLOCK_SHIFT) {
      while (block < blocks && high[block] <= low[block]) block = (block + 1) | 0
      i = block << BLOCK_SHIFT
    }
    const stop = Math.min(end, (i | (SIZE - 1)) + 1)
    while (i < stop && !(a[i] > b[i])) i = (i + 1) | 0
    if (i < stop) return i
  }
  return end
}

/** The first bar from `from` on with `a` not above `b`. */
function passAbove(a: Column, b: Column, from: number, to: number, blocksOfA: ColumnBlocks, blocksOfB: ColumnBlocks): number {
  const end = Math.min(to | 0, a.length | 0, b.length | 0)
  const { low } = blocksOfA
  const { high } = blocksOfB
  const blocks = Math.min(end >> BLOCK_SHIFT, high.length | 0, low.length | 0)
  let i = from | 0
  while (i < end) {
    let block = (i + SIZE - 1) >> BLOCK_SHIFT
    if (i === block << BLOCK_SHIFT) {
      while (block < blocks && low[block] > high[block]) block = (block + 1) | 0
      i = block << BLOCK_SHIFT
    }
    const stop = Math.min(end, (i | (SIZE - 1)) + 1)
    while (i < stop && a[i] > b[i]) i = (i + 1) | 0
    if (i < stop) return i
  }
  return end
}
