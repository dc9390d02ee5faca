import type { Calendar, Timeframe } from '../base/timeframe.ts'
import type { BarColumn } from './column-names.ts'
import { formatTime } from './format-time.ts'

/**
 * What can be wrong with market data. `order`: rows were not in time order · `duplicate`: several rows of one time ·
 * `bad-price`: a price is missing, zero, negative or infinite · `inconsistent`: open or close outside low–high ·
 * `rounding`: outside by less than a millionth · `no-volume`: there is no volume column · `unknown-volume`: empty volume ·
 * `gap`: bars are missing · `off-grid`: a bar opens at an odd time · `spike`: a price jumps and comes back on the next bar.
 *
 * @example
 * ```ts
 * import type { FindingKind } from 'peak-trade'
 *
 * const kind: FindingKind = 'gap'
 * ```
 */
export type FindingKind =
  | 'order'
  | 'duplicate'
  | 'bad-price'
  | 'inconsistent'
  | 'rounding'
  | 'no-volume'
  | 'unknown-volume'
  | 'gap'
  | 'off-grid'
  | 'spike'

/**
 * What was done about a finding. `zeroed`: unknown volume became 0.
 *
 * @example
 * ```ts
 * import type { FindingAction } from 'peak-trade'
 *
 * const action: FindingAction = 'dropped'
 * ```
 */
export type FindingAction = 'kept' | 'sorted' | 'dropped' | 'repaired' | 'filled' | 'zeroed'

/**
 * One place where something was found.
 *
 * @example
 * ```ts
 * import { type FindingExample, normalizeBars } from 'peak-trade'
 *
 * const bar = (day: number) => [Date.UTC(2024, 0, day), 100, 101, 99, 100, 5]
 * const { findings } = normalizeBars([bar(1), bar(2), bar(3), bar(7)], { symbol: 'BTC/EUR' }).quality
 * const [example]: readonly FindingExample[] = findings[0].examples
 * example.detail // 'bars missing before it: 3'
 * ```
 */
export interface FindingExample {
  /** Row in the file (the header is row 1), or index of the row where there is no file. */
  readonly row: number
  /** Opening time of the bar, milliseconds since the Unix epoch, UTC. */
  readonly time: number
  /** What was found there, for people. */
  readonly detail: string
}

/**
 * One kind of defect: how often, what was done, and the first few places.
 *
 * @example
 * ```ts
 * import { normalizeBars, type Finding } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100], [Date.UTC(2024, 0, 2), 100, 102, 99, 101]]
 * const findings: readonly Finding[] = normalizeBars(rows, { symbol: 'ACME' }).quality.findings
 * findings[0].kind // 'no-volume'
 * ```
 */
export interface Finding {
  readonly kind: FindingKind
  readonly action: FindingAction
  /** Number of places: rows, or gaps. */
  readonly count: number
  /** The first places, at most five. */
  readonly examples: readonly FindingExample[]
}

/**
 * What `normalizeBars` saw, assumed and changed: plain data. Facts first, then one {@link Finding} per kind of defect.
 *
 * @example
 * ```ts
 * import { normalizeBars, type QualityReport } from 'peak-trade'
 *
 * const rows = [
 *   [Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5],
 *   [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7],
 * ]
 * const quality: QualityReport = normalizeBars(rows, { symbol: 'BTC/EUR' }).quality
 * quality.clean // true
 * quality.timeframe // '1d'
 * ```
 */
export interface QualityReport {
  readonly symbol: string
  /** File or other origin, where known. */
  readonly source: string | undefined
  /** True when there are no findings. */
  readonly clean: boolean
  /** Records that were read. */
  readonly rows: number
  /** Bars that were made of them. */
  readonly bars: number
  /** Opening time of the first bar, milliseconds since the Unix epoch, UTC. */
  readonly firstTime: number
  /** Opening time of the last bar. */
  readonly lastTime: number
  readonly timeframe: Timeframe
  readonly timeframeFrom: 'given' | 'inferred'
  readonly calendar: Calendar
  /** `assumed`: too little data to tell, so 24/7. */
  readonly calendarFrom: 'given' | 'inferred' | 'assumed'
  /** How times were read. */
  readonly timeFormat: string
  /** How the rows lay in the source. */
  readonly order: 'ascending' | 'descending' | 'unsorted'
  /** Which header each column was read from. */
  readonly columns: { readonly [K in BarColumn]: string | undefined }
  /** Headers that were not read. */
  readonly unusedColumns: readonly string[]
  /** How long after the start of their whole timeframe (since 1970, weeks since Monday, UTC) the bars open. */
  readonly offsetMs: number
  /** Bars that are missing inside of trading hours (before filling). */
  readonly missingBars: number
  readonly findings: readonly Finding[]
}

const MEANINGS: Readonly<Record<FindingKind, string>> = {
  order: 'rows out of time order',
  duplicate: 'rows with the time of another row',
  'bad-price': 'rows with a price that is missing, zero, negative or infinite',
  inconsistent: 'rows with open or close outside low–high',
  rounding: 'rows with open or close outside low–high by a rounding error',
  'no-volume': 'no volume column',
  'unknown-volume': 'rows without volume',
  gap: 'gaps',
  'off-grid': 'bars that open at an odd time',
  spike: 'closes that jump by more than 20 times the usual move and come back on the next bar',
}

/**
 * A quality report as lines for people: the facts, then every finding with its first places.
 *
 * @example
 * ```ts
 * import { describeQuality, normalizeBars } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5], [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7]]
 * describeQuality(normalizeBars(rows, { symbol: 'ACME' }).quality).join('\n') // what was read, assumed and found
 * ```
 */
export function describeQuality(report: QualityReport): string[] {
  const { columns, findings } = report
  const lines = [
    `${report.symbol}${report.source === undefined ? '' : ` from ${report.source}`}: ${report.bars} bars of ${report.timeframe} from ${report.rows} rows, ` +
      `${formatTime(report.firstTime)} to ${formatTime(report.lastTime)}`,
    `times: ${report.timeFormat}, ${report.order}`,
    `timeframe ${report.timeframe} (${report.timeframeFrom}), calendar ${report.calendar} (${report.calendarFrom})`,
    `columns: ${Object.entries(columns)
      .map(([column, header]) => (header === undefined ? `no ${column}` : column === header ? column : `${column} from "${header}"`))
      .join(', ')}`,
  ]
  if (report.unusedColumns.length > 0) lines.push(`not used: ${report.unusedColumns.map(header => `"${header}"`).join(', ')}`)
  if (report.offsetMs !== 0) lines.push(`bars open ${report.offsetMs / 60_000} minutes after the whole ${report.timeframe} UTC`)
  if (findings.length === 0) lines.push('no findings')
  for (const { kind, count, action, examples } of findings) {
    const places = kind === 'no-volume' ? '' : `: ${count}`
    const missing = kind === 'gap' ? ` with ${report.missingBars} bars missing` : ''
    lines.push(`${MEANINGS[kind]}${places}${missing}, ${action}`)
    for (const example of examples) lines.push(`  row ${example.row}, ${formatTime(example.time)}: ${example.detail}`)
    if (examples.length > 0 && count > examples.length) lines.push(`  and ${count - examples.length} more`)
  }
  return lines
}

const EXAMPLES = 5

/** Collects findings while bars are being normalized. */
export class FindingLog {
  private readonly found = new Map<FindingKind, { action: FindingAction; count: number; examples: FindingExample[] }>()

  /** Counts one place; `detail` is only asked for while examples are wanted. */
  add(kind: FindingKind, action: FindingAction, place: { readonly row: number; readonly time: number }, detail: () => string): void {
    let entry = this.found.get(kind)
    if (entry === undefined) {
      entry = { action, count: 0, examples: [] }
      this.found.set(kind, entry)
    }
    entry.count++
    if (entry.examples.length < EXAMPLES) entry.examples.push({ row: place.row, time: place.time, detail: detail() })
  }

  /** Everything that was found, as plain data. */
  findings(): Finding[] {
    return Array.from(this.found, ([kind, { action, count, examples }]) => ({ kind, action, count, examples }))
  }

  /** A finding about the whole table, without a place. */
  note(kind: FindingKind, action: FindingAction, count: number): void {
    this.found.set(kind, { action, count, examples: [] })
  }
}
