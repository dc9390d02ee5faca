import type { Column } from '../base/column.ts'
import { DataError } from '../base/errors.ts'
import { type Timeframe, timeframeMs, timeframes } from '../base/timeframe.ts'

/** A median step this close to a timeframe, as a fraction, is that timeframe. */
const TOLERANCE = 0.02

/**
 * The timeframe of bars: the median of the steps between their times (the lower one of two).
 *
 * @throws {@link DataError} `bars/timeframe` for a single bar, and when the median step is no known timeframe.
 */
export function inferTimeframe(time: Column, stepChanges: readonly number[], source = ''): Timeframe {
  if (time.length < 2)
    throw new DataError('bars/timeframe', `${source}one bar does not tell its timeframe; pass timeframe: '1h' or another`, {
      bars: time.length,
    })
  const step = medianStep(time, stepChanges)
  const found = timeframes.find(timeframe => Math.abs(step / timeframeMs(timeframe) - 1) <= TOLERANCE)
  if (found !== undefined) return found
  throw new DataError(
    'bars/timeframe',
    `${source}the usual step between bars is ${stepText(step)}, which is none of ${timeframes.join(' ')}; pass timeframe, or correct the times`,
    { column: 'time', value: step },
  )
}

/** The lower median of the steps between times in ascending order, in milliseconds. */
export function medianStep(time: Column, stepChanges: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const [k, i] of stepChanges.entries()) {
    const step = time[i] - time[i - 1]
    counts.set(step, (counts.get(step) ?? 0) + (stepChanges[k + 1] ?? time.length) - i)
  }
  let left = Math.ceil((time.length - 1) / 2)
  let median = Number.NaN
  for (const step of [...counts.keys()].sort((a, b) => a - b)) {
    if (left <= 0) break
    median = step
    left -= counts.get(step) ?? 0
  }
  return median
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** A duration for people: `1 day`, `1.5 hours`. */
export function stepText(ms: number): string {
  const [unit, length] = UNITS.find(([, size]) => ms >= size) ?? UNITS[UNITS.length - 1]
  const count = Math.round((ms / length) * 1000) / 1000
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
