import { DataError } from '../../base/errors.ts'
import type { Timeframe } from '../../base/timeframe.ts'
import { formatTime } from '../../market/format-time.ts'
import { type NormalizedBars, normalizeBars } from '../../market/normalize.ts'
import { BarCache, type CachedSeries } from './bar-cache.ts'
import { missingRanges, type TimeRange } from './time-ranges.ts'

/**
 * Which bars to read from the cache.
 *
 * @example
 * ```ts
 * import type { CachedBarsOptions } from 'peak-trade/node'
 *
 * const options: CachedBarsOptions = { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', from: Date.UTC(2024, 0, 1) }
 * ```
 */
export interface CachedBarsOptions {
  /** Id of the exchange, as ccxt calls it: `kraken`. */
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
  /** First opening time, milliseconds since the Unix epoch; the first that is known when left out. */
  readonly from?: number
  /** Bars that open at this time or later are left out; up to the last that is known when left out. */
  readonly to?: number
  /** Give what is there, even when parts of what is asked for were never fetched. Default false. */
  readonly partial?: boolean
  /** The home folder, as `homeFolder` takes it. */
  readonly home?: string
}

/**
 * Reads bars that `peak-trade data fetch` has put into the cache, bit for bit as they were written. Bars that the exchange does not have are gaps in the
 * quality report; stretches that nobody has fetched are an error, so that a backtest never runs on less than what was asked for.
 *
 * @throws Rejects with {@link DataError} `cache/missing` when nothing is there, `cache/incomplete` when a part is not, `cache/corrupt` for a file that was
 * changed, and what `normalizeBars` throws; with {@link ConfigError} for a name that cannot be one.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { DataError } from 'peak-trade'
 * import { readCachedBars } from 'peak-trade/node'
 *
 * const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
 * const nothing = await readCachedBars({ exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', home }).catch((error: DataError) => error.code)
 * nothing // 'cache/missing'
 * ```
 */
export async function readCachedBars({ from, to, partial = false, home, ...series }: CachedBarsOptions): Promise<NormalizedBars> {
  const cache = new BarCache(home)
  const { exchange, symbol, timeframe } = series
  const covered = await cache.covered(series)
  const name = `${symbol} ${timeframe} of ${exchange}`
  const fetch = `peak-trade data fetch --exchange ${exchange} --symbol ${symbol} --timeframe ${timeframe}`
  if (covered.length === 0)
    throw new DataError('cache/missing', `there are no bars of ${name} in ${cache.folderOf(series)}; run ${fetch} --since …`, { ...series })
  const range: TimeRange = [from ?? covered[0][0], to ?? covered[covered.length - 1][1]]
  const [hole] = missingRanges(covered, range)
  if (hole !== undefined && !partial)
    throw new DataError(
      'cache/incomplete',
      `bars of ${name} from ${formatTime(hole[0])} to ${formatTime(hole[1])} were never fetched; run ${fetch} --since ${formatTime(hole[0]).slice(0, 10)}, or pass partial: true`,
      { ...series, from: hole[0], to: hole[1] },
    )
  const columns = await cache.read(series, range)
  if (columns.time.length === 0)
    throw new DataError('cache/missing', `${exchange} has no bars of ${name} from ${formatTime(range[0])} to ${formatTime(range[1])}`, {
      ...series,
    })
  return normalizeBars({ ...columns }, { symbol, timeframe, calendar: '24/7' })
}

/**
 * What the bar cache holds.
 *
 * @param home - The home folder, as `homeFolder` takes it.
 * @throws Rejects with {@link DataError} `cache/corrupt` for a file that was changed.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { listCachedBars } from 'peak-trade/node'
 *
 * const series = await listCachedBars(mkdtempSync(join(tmpdir(), 'peak-trade-')))
 * series.length // 0
 * ```
 */
export async function listCachedBars(home?: string): Promise<readonly CachedSeries[]> {
  return new BarCache(home).list()
}
