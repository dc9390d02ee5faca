import type { Column } from '../../base/column.ts'
import type { StressScenario } from './scenario.ts'

/** Bars of delay at severity 1. */
const BARS = 10

/**
 * Orders arrive late: every target is traded `ceil(10 × severity)` bars after it was due. One bar at 0.1, ten at 1. Stops and profit targets are the
 * exchange's and stay on time.
 *
 * @example
 * ```ts
 * import { delayedFills, seededRandom } from 'peak-trade'
 *
 * delayedFills.delay?.({ severity: 0.2, index: 0, window: 1, random: seededRandom(1) }) // 2
 * ```
 */
export const delayedFills: StressScenario = {
  id: 'delayed_fills',
  title: 'Delayed fills',
  about: 'targets are traded ceil(10 × severity) bars late',
  placed: false,
  window: 1,
  maxSeverity: 100,
  // 10 × 0.3 is a little more than 3 in doubles.
  delay: ({ severity }) => Math.max(0, Math.ceil(BARS * severity - 1e-9)),
}

/** Targets as they are traded so many bars late: unknown until the first arrives. */
export function delayTargets(targets: Column, bars: number): Float64Array {
  const late = new Float64Array(targets.length).fill(Number.NaN)
  for (let i = bars; i < late.length; i++) late[i] = targets[i - bars]
  return late
}
