import { ConfigError } from '../base/errors.ts'
import { defineRegime, type Regime, startRegime, warmupOf } from './regime.ts'

/**
 * A regime with other names: every label of the old one becomes one of the new, and several may become the same. The new labels
 * have the order in which the table first names them.
 *
 * @throws {@link ConfigError} `regime/table` when the table leaves out a label or names one that there is not.
 *
 * @example
 * ```ts
 * import { relabelRegime, volatilityRegime } from 'peak-trade'
 *
 * const tradable = relabelRegime(volatilityRegime(), { low: 'no', normal: 'yes', high: 'no' })
 * tradable.labels.join() // 'no,yes'
 * ```
 */
export function relabelRegime<L extends string, const M extends string>(regime: Regime<L>, table: Readonly<Record<L, M>>): Regime<M> {
  const given = Object.keys(table)
  const missing = regime.labels.find(label => !Object.hasOwn(table, label))
  const unknown = given.find(label => !regime.labels.includes(label as L))
  if (missing !== undefined || unknown !== undefined)
    throw new ConfigError(
      'regime/table',
      `${regime.id} ${missing === undefined ? `has no label "${unknown}"` : `has a label "${missing}" that the table leaves out`}; its labels are ${regime.labels.join(', ')}`,
      { regime: regime.id },
    )
  const labels = [...new Set(given.map(label => table[label as L]))]
  const codes = Float64Array.from(regime.labels, label => labels.indexOf(table[label]))
  return defineRegime({
    id: regime.id,
    inputs: regime.inputs,
    labels,
    warmup: warmupOf(regime),
    start: () => {
      const step = startRegime(regime)
      return (a, b, c, d) => {
        const code = step(a, b, c, d)
        return code === code ? codes[code] : Number.NaN
      }
    },
  })
}
