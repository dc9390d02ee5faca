import { type Random, seededRandom } from '../base/random.ts'
import { type Refusal, type Verdict, verdict } from '../base/verdict.ts'
import { checkIndicator } from '../indicators/indicator-contract.ts'
import { testHistory } from '../indicators/indicator-histories.ts'
import type { Regime } from './regime.ts'
import { warmupOf } from './regime.ts'
import { regimeChanges } from './regime-changes.ts'
import { labelBars } from './regime-labels.ts'
import { RegimeWatch } from './regime-watch.ts'

/**
 * How {@link checkRegime} looks.
 */
export interface RegimeCheck {
  /** Number of random histories, 200 unless told otherwise. */
  readonly histories?: number
  readonly seed?: string | number
}

/**
 * Checks that a regime is one: everything that `checkIndicator` proves of an indicator (the first label on its warm-up, labels that no
 * later bar and no cut of the history changes, missing bars skipped, no shared state), and on top that
 *
 * - every value is the code of a label or NaN (`regime/code`);
 * - a live market followed bar by bar, after any piece of it was replayed, gives the labels and changes of the whole
 *   (`regime/watch`).
 *
 * @returns A verdict with the first refusal of each kind.
 *
 * @example
 * ```ts
 * import { trendRegime } from 'peak-trade'
 * import { checkRegime } from 'peak-trade/testing'
 *
 * checkRegime(trendRegime({ period: 10, noiseBars: 20 }), { histories: 50 }).ok // true
 * ```
 */
export function checkRegime(regime: Regime, { histories = 200, seed = 1 }: RegimeCheck = {}): Verdict {
  const refusals = new Map<string, Refusal>()
  for (const refusal of checkIndicator(regime, { params: {}, histories, seed }).refusals) refusals.set(refusal.code, refusal)
  for (let number = 0; number < histories; number++) {
    const refuse = (kind: string, what: string): void => {
      const code = `regime/${kind}`
      const message = `${regime.id}: ${what} (history ${number}, seed ${JSON.stringify(seed)})`
      if (!refusals.has(code)) refusals.set(code, { code, message })
    }
    try {
      checkHistory(regime, { number, random: seededRandom(`${seed}/regime/${number}`), refuse })
    } catch (error) {
      refuse('error', `threw ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return verdict([...refusals.values()])
}

interface Trial {
  readonly number: number
  readonly random: Random
  readonly refuse: (kind: string, what: string) => void
}

function checkHistory(regime: Regime, { number, random, refuse }: Trial): void {
  const { columns, length } = testHistory(random, { number, length: warmupOf(regime) + 1 + random.integer(200) })
  const values = regime(columns)
  for (let i = 0; i < length; i++)
    if (!Number.isNaN(values[i]) && !(Number.isInteger(values[i]) && values[i] >= 0 && values[i] < regime.labels.length))
      refuse('code', `gave ${values[i]} at bar ${i}; codes count from 0 to ${regime.labels.length - 1}`)
  const labels = labelBars(columns, regime)
  const cut = random.integer(length + 1)
  const piece = (from: number, to: number) => ({
    open: columns.open.subarray(from, to),
    high: columns.high.subarray(from, to),
    low: columns.low.subarray(from, to),
    close: columns.close.subarray(from, to),
    volume: columns.volume.subarray(from, to),
  })
  const watch = new RegimeWatch(regime)
  const changes = [...watch.replay(piece(0, Math.floor(cut / 2))), ...watch.replay(piece(Math.floor(cut / 2), cut))]
  for (let i = cut; i < length; i++) {
    const { open, high, low, close, volume } = columns
    const change = watch.next({ open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] })
    if (change !== undefined) changes.push(change)
    const expected = labels.labels[labels.codes[i]]
    if (watch.label !== expected) refuse('watch', `a live market of ${i + 1} bars is ${watch.label}, in one go it is ${expected}`)
  }
  if (JSON.stringify(changes) !== JSON.stringify(safeChanges(labels)))
    refuse('watch', 'a live market changes on other bars than one labeled in one go')
}

/** Wrong codes are refused on their own. */
function safeChanges(labels: ReturnType<typeof labelBars>): unknown {
  return labels.codes.every(code => code >= -1 && code < labels.labels.length) ? regimeChanges(labels) : []
}
