import { ConfigError, EdgeError } from '../../base/errors.ts'
import { parseTimeframe, type Timeframe, timeframeMs } from '../../base/timeframe.ts'
import { formatTime } from '../../market/format-time.ts'
import { BarCache } from '../files/bar-cache.ts'
import { joinColumns, mergeColumns, type StoredColumns } from '../files/stored-columns.ts'
import { addRange, missingRanges, type TimeRange } from '../files/time-ranges.ts'
import type { CandleSource } from './candle-source.ts'
import { type PageFaults, readPage } from './read-page.ts'

/** How far a download has come. */
export interface HistoryProgress {
  /** Bars of time that are settled, of how many. */
  readonly done: number
  readonly total: number
  /** Requests that were made. */
  readonly requests: number
  /** Where it stands, milliseconds since the Unix epoch. */
  readonly at: number
}

/** What to download. */
export interface HistoryRequest {
  readonly symbol: string
  readonly timeframe: Timeframe
  /** First opening time, milliseconds since the Unix epoch. */
  readonly since: number
  /** Bars that open at this time or later are left out; up to the last closed bar when left out. */
  readonly until?: number | undefined
}

/** How it is downloaded. */
export interface HistoryOptions {
  readonly source: CandleSource
  /** The home folder, as `homeFolder` takes it. */
  readonly home?: string | undefined
  /** The time of the exchange, milliseconds since the Unix epoch: it decides which bar is closed. */
  readonly now: () => number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: HistoryProgress) => void) | undefined
}

/** A stretch in which the exchange has no bars. */
export interface HistoryGap {
  /** Opening time of the first bar that is missing, and of the bar behind the gap. */
  readonly from: number
  readonly to: number
  readonly missing: number
}

/** What a download left behind: plain data. */
export interface FetchedHistory {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
  /** What was asked for; `until` is the end of the last bar that could be closed. */
  readonly since: number
  readonly until: number
  /** Bars in the cache in this stretch, and how many of them this call has brought. */
  readonly bars: number
  readonly added: number
  readonly requests: number
  /** Opening times of the first and the last bar; NaN when there is none. */
  readonly firstTime: number
  readonly lastTime: number
  /** Where the exchange has no bars between others. */
  readonly gaps: readonly HistoryGap[]
  readonly missingBars: number
  /** What was wrong with the answers. */
  readonly faults: Readonly<PageFaults>
  /** True when everything that was asked for is in the cache. */
  readonly complete: boolean
  /** Stretches that the exchange does not give, and why, with what to do. */
  readonly missing: readonly (readonly [from: number, to: number])[]
  readonly notes: readonly string[]
  /** Where the files lie. */
  readonly folder: string
}

/** How often a page without news is asked for again before it is believed. */
const CONFIRMATIONS = 2
/** Another download of the same months may take a page away; then it is asked for once more. */
const ROUNDS = 4

/**
 * Downloads bars into the cache, page by page. What is there already is not asked for; every page is on the disk before the next one is asked for, so
 * that it can be killed at any moment and goes on where it was.
 *
 * @throws Rejects with {@link ConfigError} `history/range`, `history/timeframe`; with {@link EdgeError} `history/stuck` when the exchange gives the same
 * page again and again, `history/aborted`; and with what the source throws.
 */
export async function fetchHistory({ symbol, timeframe, since, until }: HistoryRequest, options: HistoryOptions): Promise<FetchedHistory> {
  const { source, home, now } = options
  const step = checkRequest(source, { symbol, timeframe, since })
  const cache = new BarCache(home)
  const series = { exchange: source.exchange, symbol, timeframe }
  const download = new Download({ cache, series: { ...series, timeframe }, step, options })
  const wanted: TimeRange = [since, Math.min(until ?? Number.POSITIVE_INFINITY, closedEnd(now(), step))]
  if (!(wanted[0] < wanted[1]))
    throw new ConfigError(
      'history/range',
      `there is no closed bar of ${timeframe} from ${formatTime(since)} to ${formatTime(until ?? now())}; begin earlier`,
      { since },
    )
  const open = async () => {
    const holes = missingRanges(await cache.covered(series), wanted)
    return holes.flatMap(hole => missingRanges([[Number.NEGATIVE_INFINITY, reachOf(source, step, now())]], hole))
  }
  for (let round = 0, holes = await open(); holes.length > 0 && round < ROUNDS; round++, holes = await open()) await download.fill(holes)
  const columns = await cache.read(series, wanted)
  const missing = missingRanges(await cache.covered(series), wanted)
  const gaps = findHoles(columns, step)
  return {
    ...{ ...series, since: wanted[0], until: wanted[1] },
    ...{ bars: columns.time.length, added: download.added, requests: download.requests },
    ...{ firstTime: columns.time.at(0) ?? Number.NaN, lastTime: columns.time.at(-1) ?? Number.NaN },
    ...{ gaps, missingBars: gaps.reduce((sum, gap) => sum + gap.missing, 0), faults: download.faults },
    ...{ complete: missing.length === 0, missing, notes: notesOf({ source, timeframe, missing, columns, wanted, step }) },
    folder: cache.folderOf(series),
  }
}

interface DownloadParts {
  readonly cache: BarCache
  readonly series: { readonly exchange: string; readonly symbol: string; readonly timeframe: Timeframe }
  readonly step: number
  readonly options: HistoryOptions
}

class Download {
  added = 0
  requests = 0
  readonly faults: PageFaults = { unreadable: 0, duplicates: 0, outOfOrder: 0, outside: 0 }

  private readonly cache: BarCache
  private readonly series: DownloadParts['series']
  private readonly step: number
  private readonly options: HistoryOptions

  constructor({ cache, series, step, options }: DownloadParts) {
    this.cache = cache
    this.series = series
    this.step = step
    this.options = options
  }

  /** Asks for everything that is not known. */
  async fill(holes: readonly TimeRange[]): Promise<void> {
    const total = holes.reduce((sum, [from, to]) => sum + (to - from), 0)
    let settled = 0
    const report = (at: number, done: number) =>
      this.options.onProgress?.({
        ...{ done: Math.round(done / this.step), total: Math.round(total / this.step) },
        requests: this.requests,
        at,
      })
    for (const [from, to] of holes) {
      for (let at = from; at < to; ) {
        report(at, settled + at - from)
        const next = await this.page([at, to])
        // Whatever an exchange says, every page ends behind where it began.
        at = Math.max(next, at + 1)
      }
      settled += to - from
    }
    report(holes[holes.length - 1][1], total)
  }

  /** One page into the cache; returns up to where everything is known now. */
  private async page([from, to]: TimeRange): Promise<number> {
    const { source, now } = this.options
    let columns = joinColumns([])
    let [isBehind, isBefore] = [false, false]
    // A page that is empty, begins late or has rows that cannot be read may be a slip of the exchange: asked for again, it shows.
    for (let attempt = 0; attempt <= CONFIRMATIONS; attempt++) {
      const unreadable = this.faults.unreadable
      const page = await this.ask([from, to])
      isBehind ||= page.behind
      isBefore ||= page.before
      columns = mergeColumns(columns, page.columns)
      const isWhole = columns.time.length > 0 && columns.time[0] < from + this.step && unreadable === this.faults.unreadable
      if (isWhole || (columns.time.length > 0 && attempt > 0)) break
    }
    const last = columns.time.at(-1)
    if (last === undefined && isBefore && !isBehind) throw this.stuck(from)
    // Nothing in the page: the stretch of one page is empty, and all of it when there is something behind.
    const end = last === undefined ? (isBehind ? to : Math.min(to, from + source.pageSize * this.step)) : last + this.step
    // At the edge of what is shown, time may have moved on.
    const isEdge = from <= reachOf(source, this.step, now()) + this.step
    await this.cache.add(this.series, { columns, covered: [isEdge ? (columns.time.at(0) ?? end) : from, end], at: now() })
    this.added += columns.time.length
    return end
  }

  private async ask(range: TimeRange) {
    const { source, signal } = this.options
    if (signal?.aborted) throw aborted(this.series)
    this.requests++
    const rows = await source.fetchCandles({ ...this.series, since: range[0], limit: source.pageSize })
    // What came before the interruption is good.
    return readPage(rows, range, this.faults)
  }

  private stuck(from: number): EdgeError {
    const { exchange, symbol, timeframe } = this.series
    return new EdgeError(
      'history/stuck',
      `${exchange} gives bars of ${symbol} ${timeframe} before ${formatTime(from)} only, again and again, though later ones were asked for; try later, or with another --since`,
      { exchange, symbol, at: from, retryable: true },
    )
  }
}

/** The error of a download that was interrupted. */
function aborted({ symbol, timeframe }: { readonly symbol: string; readonly timeframe: string }): EdgeError {
  return new EdgeError('history/aborted', `the download of ${symbol} ${timeframe} was interrupted; the same command goes on where it was`, {
    retryable: true,
  })
}

function checkRequest({ exchange, timeframes }: CandleSource, { symbol, timeframe, since }: Omit<HistoryRequest, 'until'>): number {
  const step = timeframeMs(parseTimeframe(timeframe))
  if (symbol === '') throw new ConfigError('history/symbol', 'the symbol is empty; give one as BTC/EUR')
  if (!Number.isFinite(since)) throw new ConfigError('history/range', `since is ${since}; give a time`, { since })
  if (timeframes.includes(timeframe)) return step
  throw new ConfigError(
    'history/timeframe',
    `${exchange} has no bars of ${timeframe}; it has ${timeframes.join(', ')}: fetch a shorter one and use resampleBars`,
    { timeframe },
  )
}

/** Bars that open before this time are closed. Bars longer than a day begin on a day that the exchange chooses. */
function closedEnd(now: number, step: number): number {
  return step > 86_400_000 ? now - step + 1 : Math.floor(now / step) * step
}

/** Opening time of the oldest bar that the exchange shows. */
function reachOf({ window }: CandleSource, step: number, now: number): number {
  return window === undefined ? Number.NEGATIVE_INFINITY : closedEnd(now, step) - (window - 1) * step
}

function findHoles({ time }: StoredColumns, step: number): HistoryGap[] {
  const gaps: HistoryGap[] = []
  for (let i = 1; i < time.length; i++) {
    const missing = Math.round((time[i] - time[i - 1]) / step) - 1
    if (missing > 0) gaps.push({ from: time[i - 1] + step, to: time[i], missing })
  }
  return gaps
}

interface Outcome {
  readonly source: CandleSource
  readonly timeframe: Timeframe
  readonly missing: readonly TimeRange[]
  readonly columns: StoredColumns
  readonly wanted: TimeRange
  readonly step: number
}

function notesOf({ source, timeframe, missing, columns, wanted, step }: Outcome): string[] {
  const { exchange, window } = source
  const notes: string[] = []
  const covered = missing
    .reduce<TimeRange[]>((ranges, hole) => ranges.flatMap(range => missingRanges([hole], range)), [wanted])
    .reduce<TimeRange[]>(addRange, [])
  if (window !== undefined && missing.length > 0) {
    const age = wanted[1] - wanted[0]
    const coarser = source.timeframes.filter(name => timeframeMs(name) > step).find(name => timeframeMs(name) * (window - 1) >= age)
    const lost = missing.reduce((sum, [from, to]) => sum + Math.ceil((to - from) / step), 0)
    notes.push(
      `${exchange} shows only the last ${window} bars of each timeframe, so ${lost} bars of ${timeframe} could not be had: ${missing
        .map(([from, to]) => `${formatTime(from)} to ${formatTime(to)}`)
        .join(
          ', ',
        )}. ${coarser === undefined ? 'No timeframe of it reaches back that far' : `--timeframe ${coarser} reaches back that far`}; shorter bars are in the CSV files that it offers for download, or on another exchange. Fetched regularly, the cache keeps what is shown today.`,
    )
  }
  const [first] = covered
  if (first !== undefined && columns.time.length > 0 && columns.time[0] >= first[0] + step && first[0] === wanted[0])
    notes.push(`the first bar is of ${formatTime(columns.time[0])}: ${exchange} has none before it`)
  return notes
}
