import { checkCodes, type RegimeLabels } from './regime-labels.ts'

/**
 * How often and how long one label was there.
 */
export interface RegimeShare<L extends string = string> {
  readonly label: L
  readonly bars: number
  /** Share of the bars that have a label; NaN when none has. */
  readonly share: number
  /** Uninterrupted runs of the label. */
  readonly episodes: number
  /** Bars of a run on average; NaN without one. The first and the last run are counted as far as they are seen. */
  readonly meanBars: number
  readonly longestBars: number
}

/**
 * What labels come to. See {@link regimeDistribution}.
 */
export interface RegimeDistribution<L extends string = string> {
  /** Number of bars. */
  readonly bars: number
  /** Bars without a label. */
  readonly unlabeled: number
  /** One entry per label, in the order of the labels. */
  readonly regimes: readonly RegimeShare<L>[]
  /**
   * `transitions[a][b]`: the share of the bars with label a, and a labeled bar behind them, that were followed by label b. A row
   * adds up to 1; it is NaN for a label that was never followed by anything.
   */
  readonly transitions: readonly (readonly number[])[]
}

/**
 * How often and how long each label was there, and which one followed which. A bar without a label ends a run.
 *
 * @throws {@link ConfigError} `regime/codes` for a code that is no label.
 *
 * @example
 * ```ts
 * import { regimeDistribution } from 'peak-trade'
 *
 * const { regimes, transitions } = regimeDistribution({ labels: ['calm', 'turbulent'], codes: Int8Array.of(-1, 0, 0, 1, 0) })
 * regimes[0].share // 0.75
 * regimes[0].episodes // 2
 * transitions[0][1] // 0.5
 * ```
 */
export function regimeDistribution<L extends string>(labels: RegimeLabels<L>): RegimeDistribution<L> {
  checkCodes(labels)
  const { labels: names, codes } = labels
  const bars = names.map(() => 0)
  const episodes = names.map(() => 0)
  const longest = names.map(() => 0)
  const counts = names.map(() => names.map(() => 0))
  let unlabeled = 0
  let run = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    const before = i === 0 ? -1 : codes[i - 1]
    if (code < 0) {
      unlabeled++
      continue
    }
    bars[code]++
    if (before >= 0) counts[before][code]++
    run = before === code ? run + 1 : 1
    if (run === 1) episodes[code]++
    if (run > longest[code]) longest[code] = run
  }
  const labeled = codes.length - unlabeled
  return {
    bars: codes.length,
    unlabeled,
    regimes: names.map((label, code) => ({
      label,
      bars: bars[code],
      share: bars[code] / labeled,
      episodes: episodes[code],
      meanBars: bars[code] / episodes[code],
      longestBars: longest[code],
    })),
    transitions: counts.map(row => {
      const total = row.reduce((sum, count) => sum + count, 0)
      return row.map(count => count / total)
    }),
  }
}
