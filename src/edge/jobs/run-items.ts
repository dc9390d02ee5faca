import type { ItemFailure, ItemRange, RowPart } from '../../research/job-runner.ts'
import type { ItemProgram } from './item-program.ts'
import { sendError } from './sent-error.ts'

/** What {@link runItems} needs to know. */
export interface ItemsToRun extends ItemRange {
  readonly width: number
  /** Is told each item before it runs: the last word of a thread that dies. */
  readonly mark?: Int32Array | undefined
}

/** Runs items one after the other. One that throws leaves a row of NaN and its reason, and the next one runs. */
export function runItems(program: ItemProgram, { from, to, width, mark }: ItemsToRun): RowPart {
  const rows = new Float64Array((to - from) * width)
  const failures: ItemFailure[] = []
  for (let item = from, at = 0; item < to; item++, at += width) {
    if (mark !== undefined) mark[0] = item
    try {
      program(item, rows, at)
    } catch (error) {
      rows.fill(Number.NaN, at, at + width)
      failures.push({ item, error: sendError(error) })
    }
  }
  if (mark !== undefined) mark[0] = -1
  return { from, to, rows, failures }
}
