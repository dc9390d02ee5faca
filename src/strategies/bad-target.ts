import { StrategyError } from '../base/errors.ts'

/** The error for a target that cannot be followed. */
export function badTarget(target: number, bar: number): StrategyError {
  const why = Number.isNaN(target) ? 'after it was already known; only warm-up may be NaN' : 'but it must be from -1 (short) to 1 (long)'
  return new StrategyError('strategy/target', `target is ${target} at bar ${bar}, ${why}`, { bar, target })
}
