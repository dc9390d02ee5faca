import type { Column } from '../base/column.ts'
import { exponentialAverage } from './exponential-average.ts'

/** Exponential averages of one another: every stage averages the stage before it, the first one the input. */
export interface ChainOptions {
  readonly period: number
  readonly keep: number
  readonly stages: number
}

/**
 * A step that gives the averages of all stages, in an array that it reuses. Every stage is seeded with the mean of its own
 * first `period` values and is NaN before, so that stage `k` (from 1) begins on bar `k * (period - 1)`.
 */
export function exponentialChain({ period, keep, stages }: ChainOptions): (value: number) => Float64Array {
  const steps = Array.from({ length: stages }, () => exponentialAverage(period, keep))
  const averages = new Float64Array(stages).fill(Number.NaN)
  return value => {
    let input = value
    for (let k = 0; k < stages && input === input; k++) {
      input = steps[k](input)
      averages[k] = input
    }
    return averages
  }
}

/** The averages of all stages on bar `stages * (period - 1)`, the first with all of them; NaN in a shorter history. */
export function seedChain(values: Column, options: ChainOptions): Float64Array {
  const chain = exponentialChain(options)
  const last = options.stages * (options.period - 1)
  let averages: Float64Array = new Float64Array(options.stages).fill(Number.NaN)
  for (let i = 0; i <= last && i < values.length; i++) averages = chain(values[i])
  return averages
}
