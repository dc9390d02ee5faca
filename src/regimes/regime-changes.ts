import { checkCodes, type RegimeLabels } from './regime-labels.ts'

/**
 * A change of label, known at the close of the bar `index`.
 */
export interface RegimeChange<L extends string = string> {
  /** The first bar with the new label. */
  readonly index: number
  readonly from: L
  readonly to: L
}

/**
 * All changes of label in a history, in order: what an alert would have told. The first label is no change; bars without a label
 * are passed over.
 *
 * @throws {@link ConfigError} `regime/codes` for a code that is no label.
 *
 * @example
 * ```ts
 * import { regimeChanges } from 'peak-trade'
 *
 * const [change] = regimeChanges({ labels: ['calm', 'turbulent'], codes: Int8Array.of(-1, 0, 0, 1, 1) })
 * change.index // 3
 * change.to // 'turbulent'
 * ```
 */
export function regimeChanges<L extends string>(labels: RegimeLabels<L>): RegimeChange<L>[] {
  checkCodes(labels)
  const { labels: names, codes } = labels
  const changes: RegimeChange<L>[] = []
  let before = -1
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    if (code < 0 || code === before) continue
    if (before >= 0) changes.push({ index: i, from: names[before], to: names[code] })
    before = code
  }
  return changes
}
