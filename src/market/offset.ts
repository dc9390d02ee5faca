import type { Column } from '../base/column.ts'
import { type Timeframe, timeframeMs } from '../base/timeframe.ts'

const DAY_MS = 86_400_000
/** The epoch was a Thursday; weeks begin on Monday, four days later. */
const MONDAY_MS = 4 * DAY_MS

/** When the whole timeframe that holds `time` begins: counted from 1970, weeks from Monday, UTC. */
export function startOfBar(time: number, timeframe: Timeframe): number {
  return time - offsetOf(time, timeframe)
}

/** How long after the start of its whole timeframe a time lies, in milliseconds. */
export function offsetOf(time: number, timeframe: Timeframe): number {
  const length = timeframeMs(timeframe)
  const since = timeframe === '1w' ? time - MONDAY_MS : time
  return since - Math.floor(since / length) * length
}

/**
 * The offset that most bars share (the one that leads a majority vote), and the bars with another one.
 */
export function findOffset(
  time: Column,
  timeframe: Timeframe,
  stepChanges: readonly number[],
): { readonly ms: number; readonly others: readonly number[] } {
  const runs = offsetRuns(time, timeframe, stepChanges)
  let leader = runs[0].offset
  let lead = 0
  for (const { offset, from, to } of runs) {
    lead += offset === leader ? to - from : from - to
    if (lead < 0) {
      leader = offset
      lead = -lead
    }
  }
  const others: number[] = []
  for (const { offset, from, to } of runs) if (offset !== leader) for (let i = from; i < to; i++) others.push(i)
  return { ms: leader, others }
}

interface OffsetRun {
  readonly offset: number
  readonly from: number
  to: number
}

/** Bars in a row with the same offset. */
function offsetRuns(time: Column, timeframe: Timeframe, stepChanges: readonly number[]): OffsetRun[] {
  const length = timeframeMs(timeframe)
  const runs: OffsetRun[] = [{ offset: offsetOf(time[0], timeframe), from: 0, to: 1 }]
  const extend = (from: number, to: number) => {
    const run = runs[runs.length - 1]
    const offset = offsetOf(time[from], timeframe)
    if (offset === run.offset) run.to = to
    else runs.push({ offset, from, to })
  }
  for (const [k, from] of stepChanges.entries()) {
    const to = stepChanges[k + 1] ?? time.length
    if ((time[from] - time[from - 1]) % length === 0) extend(from, to)
    else for (let i = from; i < to; i++) extend(i, i + 1)
  }
  return runs
}
