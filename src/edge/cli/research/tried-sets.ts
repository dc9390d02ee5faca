import { type BacktestSettingsInput, resolveSettings } from '../../../engine/settings.ts'
import { combinationAt } from '../../../research/grid.ts'
import { applySettings } from '../../../research/settings-grid.ts'
import type { SweepPlan } from '../../../research/sweep-plan.ts'
import { trialFingerprints } from '../../../research/trial-fingerprints.ts'
import { type AnyStrategyClass, createStrategy } from '../../../strategies/strategy.ts'

/** The fingerprints of all that a search tried: every set of parameters with the settings that it was traded with. */
export function* triedSets(
  strategy: AnyStrategyClass,
  { length, params, settings }: SweepPlan,
  input: BacktestSettingsInput,
): Generator<string, void> {
  if (length === 0) return
  // The first set supplies what has no default.
  const base = createStrategy(strategy, combinationAt(params, 0)).params
  const isSame = (a: number, b: number) => settings.values.every(values => values[a] === values[b])
  // Settings change slowest: runs with the same ones follow each other.
  for (let from = 0, to = 0; from < length; from = to) {
    while (to < length && isSame(from, to)) to++
    const sets = Array.from({ length: to - from }, (_, k) => ({ ...base, ...combinationAt(params, from + k) }))
    yield* trialFingerprints(sets, resolveSettings(applySettings(input, combinationAt(settings, from))))
  }
}
