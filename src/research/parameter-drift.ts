import type { CandidateParams } from './candidates.ts'

/**
 * How a parameter wandered from window to window. One that jumps about has found noise.
 *
 * @example
 * ```ts
 * import { type ParameterDrift, parameterDrift } from 'peak-trade'
 *
 * const fast: ParameterDrift = parameterDrift([{ fast: 5 }, { fast: 20 }, { fast: 20 }]).fast
 * fast.changed // 0.5
 * ```
 */
export interface ParameterDrift {
  /** Share of windows, the first not counted, in which it differs from the window before; NaN with fewer than two windows. */
  readonly changed: number
  /** Different values, in the order of their first choice. */
  readonly values: readonly unknown[]
  /** Smallest and largest value; NaN for a parameter that is not a number. */
  readonly min: number
  readonly max: number
}

/**
 * Per parameter, how it changed over a sequence of choices. Windows without a choice are to be left out.
 *
 * @example
 * ```ts
 * import { parameterDrift } from 'peak-trade'
 *
 * const { slow } = parameterDrift([{ slow: 50 }, { slow: 100 }, { slow: 80 }])
 * slow.changed // 1
 * slow.max // 100
 * ```
 */
export function parameterDrift(choices: readonly CandidateParams[]): Readonly<Record<string, ParameterDrift>> {
  const drift: Record<string, ParameterDrift> = {}
  for (const name of new Set(choices.flatMap(choice => Object.keys(choice)))) {
    const seen = choices.map(choice => choice[name])
    const changes = seen.filter((value, k) => k > 0 && !isSame(value, seen[k - 1])).length
    const values = seen.filter((value, k) => seen.findIndex(other => isSame(other, value)) === k)
    const numbers = values.filter((value): value is number => typeof value === 'number')
    const measured = numbers.length === values.length
    drift[name] = {
      changed: seen.length < 2 ? Number.NaN : changes / (seen.length - 1),
      values,
      min: measured ? Math.min(...numbers) : Number.NaN,
      max: measured ? Math.max(...numbers) : Number.NaN,
    }
  }
  return drift
}

/** Parameters are plain data; lists and objects are compared by what is in them. */
function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
