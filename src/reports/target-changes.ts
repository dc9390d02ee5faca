import type { Column } from '../base/column.ts'

/** The target at a bar; 0 before the first decision. */
export function knownTarget(targets: Column, t: number): number {
  const target = t < 0 ? 0 : targets[t]
  return Number.isNaN(target) ? 0 : target
}

/** The last bar up to `t` that changed the target; -1 without one. */
export function lastChange(targets: Column, t: number): number {
  let at = t
  while (at >= 0 && knownTarget(targets, at) === knownTarget(targets, at - 1)) at--
  return at
}
