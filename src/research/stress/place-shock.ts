import { ConfigError } from '../../base/errors.ts'
import type { Random } from '../../base/random.ts'
import type { StressScenario } from './scenario.ts'
import { findScenario } from './stress-scenarios.ts'

/**
 * Where a scenario happens: at the first, the middle (`floor(n / 2)`) or the last bar, or at an index.
 *
 * @example
 * ```ts
 * import { singleCrashBar, type StressPosition, stressReturns } from 'peak-trade'
 *
 * const position: StressPosition = 'end'
 * stressReturns(Float64Array.of(0.01, 0.02), { scenario: singleCrashBar, severity: 0.1, position }) // 0.01, -0.1
 * ```
 */
export type StressPosition = 'start' | 'middle' | 'end' | number

/** The index that a position means. Throws `stress/position` for one outside of the history. */
export function placeIndex(position: StressPosition, length: number): number {
  if (length === 0) return 0
  if (position === 'start') return 0
  if (position === 'middle') return Math.floor(length / 2)
  if (position === 'end') return length - 1
  if (Number.isInteger(position) && position >= 0 && position < length) return position
  throw new ConfigError('stress/position', `position is ${position}; give start, middle, end or an index from 0 to ${length - 1}`, {
    position: String(position),
  })
}

/** What {@link randomPlaces} chooses from. */
export interface PlaceOptions {
  /** How many places. */
  readonly count: number
  /** First bar that may be chosen. */
  readonly from: number
  readonly length: number
  /** Bars on which a shock can be felt. */
  readonly exposed: (index: number) => boolean
  readonly random: Random
}

/** One place at random in each of `count` equal parts of the history: among its exposed bars, or among all where there are none. */
export function randomPlaces({ count, from, length, exposed, random }: PlaceOptions): number[] {
  const first = Math.min(from, length - 1)
  const part = (length - first) / count
  return Array.from({ length: count }, (_, k) => {
    const start = Math.min(length - 1, first + Math.floor(k * part))
    const end = Math.min(length, Math.max(start + 1, first + Math.floor((k + 1) * part)))
    const felt: number[] = []
    for (let i = start; i < end; i++) if (exposed(i)) felt.push(i)
    return felt.length === 0 ? start + random.integer(end - start) : felt[random.integer(felt.length)]
  })
}

/** A scenario from its name or as it is. Throws `stress/scenario`. */
export function resolveScenario(scenario: string | StressScenario): StressScenario {
  return typeof scenario === 'string' ? findScenario(scenario) : scenario
}

/** Throws `stress/severity` for a severity that is no number from 0 or too large for the scenario. */
export function checkSeverity({ id, maxSeverity, about }: StressScenario, severity: number): number {
  if (severity >= 0 && severity < maxSeverity) return severity
  throw new ConfigError('stress/severity', `${id}: severity is ${severity}; give a number from 0 and below ${maxSeverity} (${about})`, {
    scenario: id,
    severity,
  })
}

/** The length of a shock in bars. Throws `stress/window` for what is none. */
export function checkWindow(window: number): number {
  if (Number.isInteger(window) && window >= 1) return window
  throw new ConfigError('stress/window', `window is ${window}; give a whole number of bars from 1`, { window })
}
