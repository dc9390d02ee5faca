import { emaKeep, exponentialAverage } from './exponential-average.ts'

/**
 * A step of the exponential average of a line that may have holes: a NaN gives NaN and is otherwise skipped as if that bar
 * did not exist.
 */
export function signalLine(period: number): (value: number) => number {
  const average = exponentialAverage(period, emaKeep(period))
  return value => (value === value ? average(value) : Number.NaN)
}
