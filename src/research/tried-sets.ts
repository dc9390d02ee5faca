import { type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { combinationAt } from './grid.ts'
import { applySettings } from './settings-grid.ts'
import type { SweepPlan } from './sweep-plan.ts'
import { trialFingerprints } from './trial-fingerprints.ts'

/** The runs of a search, as its plan and its result have them. */
export type TriedRuns = Pick<SweepPlan, 'length' | 'params' | 'settings'>

/** The runs of a search by the columns of its result. */
export function triedIn(length: number, { params, variants }: { readonly params: Columns; readonly variants: Columns }): TriedRuns {
  const table = (columns: Columns) => ({ length, names: Object.keys(columns), values: Object.values(columns) })
  return { length, params: table(params), settings: table(variants) }
}

type Columns = Readonly<Record<string, readonly unknown[]>>

/** The fingerprints of all that a search tried: every set of parameters with the settings that it was traded with. */
export function* triedSets(
  strategy: AnyStrategyClass,
  { length, params, settings }: TriedRuns,
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
