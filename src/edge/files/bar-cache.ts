import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError, DataError } from '../../base/errors.ts'
import { parseTimeframe, type Timeframe, timeframes } from '../../base/timeframe.ts'
import { homeFolder } from '../registry/home-folder.ts'
import { fileError, hasCode } from './file-error.ts'
import { describeMonth, type MonthDescription, readMonth, type SeriesName, writeMonth } from './month-file.ts'
import { joinColumns, mergeColumns, type StoredColumns, selectColumns } from './stored-columns.ts'
import { addRange, commonRange, missingRanges, type TimeRange } from './time-ranges.ts'

/** Bars of exchanges in files, one a month: `bars/kraken/BTC_EUR/1h/2024-01.parquet` in the home folder. */
export class BarCache {
  private readonly root: string

  constructor(home?: string) {
    this.root = join(homeFolder(home), 'bars')
  }

  /** The stretches of time that are known. */
  async covered(series: SeriesName): Promise<TimeRange[]> {
    const months = await this.months(series)
    return months.flatMap(({ covered }) => covered).reduce<TimeRange[]>(addRange, [])
  }

  /** What every file of a series says about itself, in time order. */
  async months(series: SeriesName): Promise<MonthDescription[]> {
    const folder = this.folderOf(series)
    const found: MonthDescription[] = []
    for (const name of (await listFolder(folder)).filter(file => /^\d{4}-\d\d\.parquet$/.test(file)).sort()) {
      const month = await describeMonth(join(folder, name))
      if (month !== undefined) found.push(checked(month, series, join(folder, name)))
    }
    return found
  }

  /**
   * Adds what an exchange answered for a stretch of time. A month is read again right before it is written, and bars and coverage stand in one file: of
   * two that add to one month at the same instant one may be forgotten, and is then missing in `covered` too.
   *
   * @param columns - Bars of the stretch, in time order; those that are known already are replaced.
   */
  async add(
    series: SeriesName,
    { columns, covered, at }: { readonly columns: StoredColumns; readonly covered: TimeRange; readonly at: number },
  ): Promise<void> {
    for (const month of monthsOf(covered)) {
      const whole = rangeOf(month)
      const path = await this.prepare(series, month)
      const known = await readMonth(path)
      if (known !== undefined) checked(known, series, path)
      const part = commonRange(covered, whole) as TimeRange
      const ranges = addRange(known?.covered ?? [], part)
      const { exchange, symbol, timeframe } = series
      await writeMonth(path, {
        ...{ exchange, symbol, timeframe, month, covered: ranges, complete: missingRanges(ranges, whole).length === 0, fetchedAt: at },
        columns: mergeColumns(known?.columns, selectColumns(columns, part)),
      })
    }
  }

  /** Bars of a stretch of time, as they are kept. */
  async read(series: SeriesName, range: TimeRange): Promise<StoredColumns> {
    const parts: StoredColumns[] = []
    for (const { month } of await this.months(series)) {
      if (commonRange(rangeOf(month), range) === undefined) continue
      const path = join(this.folderOf(series), `${month}.parquet`)
      const stored = await readMonth(path)
      if (stored !== undefined) parts.push(selectColumns(checked(stored, series, path).columns, range))
    }
    return joinColumns(parts)
  }

  /** Every series that is kept. */
  async list(): Promise<CachedSeries[]> {
    const found: CachedSeries[] = []
    for (const exchange of (await listFolder(this.root)).filter(isExchange)) {
      for (const name of await listFolder(join(this.root, exchange))) {
        const symbol = fromFolder(name)
        if (symbol === undefined) continue
        for (const timeframe of (await listFolder(join(this.root, exchange, name))).filter(isTimeframe)) {
          const months = await this.months({ exchange, symbol, timeframe })
          if (months.length > 0) found.push(summarize(months))
        }
      }
    }
    return found
  }

  /** Where a series lies. */
  folderOf({ exchange, symbol, timeframe }: SeriesName): string {
    if (!isExchange(exchange))
      throw new ConfigError('cache/exchange', `"${exchange}" is no id of an exchange; give one as kraken`, { exchange })
    if (symbol === '') throw new ConfigError('cache/symbol', 'the symbol is empty; give one as BTC/EUR')
    return join(this.root, exchange, toFolder(symbol), parseTimeframe(timeframe))
  }

  private async prepare(series: SeriesName, month: string): Promise<string> {
    const folder = this.folderOf(series)
    try {
      await mkdir(folder, { recursive: true })
    } catch (error) {
      throw fileError(error, folder)
    }
    return join(folder, `${month}.parquet`)
  }
}

/**
 * What the bar cache knows of one symbol in one timeframe.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { type CachedSeries, listCachedBars } from 'peak-trade/node'
 *
 * const series: readonly CachedSeries[] = await listCachedBars(mkdtempSync(join(tmpdir(), 'peak-trade-')))
 * series.length // 0
 * ```
 */
export interface CachedSeries {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly bars: number
  /** Stretches of time, milliseconds since the Unix epoch, that the exchange was asked for and answered. */
  readonly covered: readonly (readonly [from: number, to: number])[]
  /** Months that are there as a whole, and months of which a part is missing, as `2024-01`. */
  readonly complete: readonly string[]
  readonly incomplete: readonly string[]
  /** When something was last added, milliseconds since the Unix epoch. */
  readonly fetchedAt: number
}

/** The months that a stretch of time touches, `2024-01`. */
export function monthsOf([from, to]: TimeRange): string[] {
  const months: string[] = []
  for (let at = from; at < to; at = rangeOf(months[months.length - 1])[1]) months.push(new Date(at).toISOString().slice(0, 7))
  return months
}

function rangeOf(month: string): TimeRange {
  const [year, number] = month.split('-').map(Number)
  return [Date.UTC(year, number - 1), Date.UTC(year, number)]
}

function summarize(months: readonly MonthDescription[]): CachedSeries {
  const [{ exchange, symbol, timeframe }] = months
  const named = (complete: boolean) => months.filter(month => month.complete === complete).map(({ month }) => month)
  return {
    ...{ exchange, symbol, timeframe: parseTimeframe(timeframe) },
    bars: months.reduce((sum, { bars }) => sum + bars, 0),
    covered: months.flatMap(({ covered }) => covered).reduce<TimeRange[]>(addRange, []),
    ...{ complete: named(true), incomplete: named(false), fetchedAt: Math.max(...months.map(({ fetchedAt }) => fetchedAt)) },
  }
}

function checked<T extends MonthDescription>(month: T, { exchange, symbol, timeframe }: SeriesName, path: string): T {
  if (month.exchange === exchange && month.symbol === symbol && month.timeframe === timeframe) return month
  throw new DataError(
    'cache/corrupt',
    `${path} holds ${month.symbol} ${month.timeframe} of ${month.exchange}; move it to where it belongs`,
    { path },
  )
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return []
    throw fileError(error, folder)
  }
}

/** A name that every file system takes, and that leads nowhere else: BTC/EUR becomes BTC_EUR. */
function toFolder(symbol: string): string {
  return encodeURIComponent(symbol).replaceAll('_', '%5F').replaceAll('.', '%2E').replaceAll('*', '%2A').replaceAll('%2F', '_')
}

/** Undefined for a folder that somebody else has put there. */
function fromFolder(name: string): string | undefined {
  try {
    const symbol = decodeURIComponent(name.replaceAll('_', '%2F'))
    return toFolder(symbol) === name ? symbol : undefined
  } catch {
    return undefined
  }
}

function isExchange(name: string): boolean {
  return /^[a-z0-9]+$/.test(name)
}

function isTimeframe(name: string): boolean {
  return (timeframes as readonly string[]).includes(name)
}
