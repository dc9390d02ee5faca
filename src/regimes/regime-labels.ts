import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { runIndicator } from '../indicators/indicator.ts'
import type { Field } from '../market/bars.ts'
import type { Regime } from './regime.ts'

/**
 * One label per bar, as plain data. The label of a bar is known at the close of that bar.
 *
 * @example
 * ```ts
 * import { labelAt, type RegimeLabels } from 'peak-trade'
 *
 * const labels: RegimeLabels<'quiet' | 'loud'> = { labels: ['quiet', 'loud'], codes: Int8Array.of(-1, 0, 0, 1) }
 * labelAt(labels, 3) // 'loud'
 * ```
 */
export interface RegimeLabels<L extends string = string> {
  /** The names; a code is a position in here. */
  readonly labels: readonly L[]
  /** One code per bar; -1 where the label is not known, as before the first one. */
  readonly codes: Int8Array
}

/** The columns of a history; `Bars` and a growing `BarBuffer` both are one. */
export type LabeledHistory = { readonly [K in Field]: Column }

/**
 * The label of every bar of a history.
 *
 * @example
 * ```ts
 * import { labelBars, syntheticBars, trendRegime } from 'peak-trade'
 *
 * const labels = labelBars(syntheticBars({ seed: 1, length: 500 }), trendRegime())
 * labels.codes.length // 500
 * labels.codes[0] // -1
 * ```
 */
export function labelBars<L extends string>(bars: LabeledHistory, regime: Regime<L>): RegimeLabels<L> {
  const [values] = runIndicator(
    regime,
    {},
    regime.inputs.map(name => bars[name]),
  )
  const codes = new Int8Array(values.length)
  for (let i = 0; i < codes.length; i++) codes[i] = values[i] === values[i] ? values[i] : -1
  return { labels: regime.labels, codes }
}

/**
 * The name of a bar's label, or undefined where it is not known or there is no such bar. A negative index counts from the end.
 *
 * @example
 * ```ts
 * import { labelAt } from 'peak-trade'
 *
 * labelAt({ labels: ['calm', 'turbulent'], codes: Int8Array.of(-1, 1, 0) }, -1) // 'calm'
 * ```
 */
export function labelAt<L extends string>(labels: RegimeLabels<L>, index: number): L | undefined {
  const code = labels.codes.at(index)
  return code === undefined ? undefined : labels.labels[code]
}

/** Throws `regime/codes` when a code is none of the labels, as in labels that were put together by hand. */
export function checkCodes({ labels, codes }: RegimeLabels): void {
  for (let i = 0; i < codes.length; i++)
    if (codes[i] < -1 || codes[i] >= labels.length)
      throw new ConfigError(
        'regime/codes',
        `bar ${i} has code ${codes[i]}, but there are ${labels.length} labels; codes count from 0, -1 is "not known"`,
        {
          bar: i,
          code: codes[i],
        },
      )
}
