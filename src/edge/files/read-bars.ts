import { basename, extname } from 'node:path'
import { ConfigError } from '../../base/errors.ts'
import { type NormalizedBars, normalizeBars } from '../../market/normalize.ts'
import type { NormalizeOptions } from '../../market/normalize-options.ts'
import { readCsv } from './csv.ts'
import { readParquet } from './parquet.ts'

/**
 * How to read a file of prices: the options of `normalizeBars`; the symbol is the name of the file when left out.
 *
 * @example
 * ```ts
 * import type { ReadBarsOptions } from 'peak-trade/node'
 *
 * const options: ReadBarsOptions = { symbol: 'BTC/EUR', timeframe: '1h' }
 * ```
 */
export interface ReadBarsOptions extends Omit<NormalizeOptions, 'symbol'> {
  readonly symbol?: string
}

/**
 * Reads a CSV or Parquet file (by its ending) and makes bars of it: `readCsv` or `readParquet`, then `normalizeBars`.
 *
 * @throws {@link ConfigError} `file/format` for another ending.
 * @throws {@link EdgeError} and {@link DataError} as `readCsv`, `readParquet` and `normalizeBars` do.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { syntheticBars } from 'peak-trade'
 * import { readBars, writeCsv } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'btc-1h.csv')
 * await writeCsv(path, syntheticBars({ seed: 1, length: 100 }))
 * const { bars, quality } = await readBars(path, { symbol: 'BTC/EUR' })
 * quality.clean // true
 * bars.length // 100
 * ```
 */
export async function readBars(path: string, options: ReadBarsOptions = {}): Promise<NormalizedBars> {
  const ending = extname(path).toLowerCase()
  const { symbol = basename(path, extname(path)), ...rest } = options
  if (ending === '.parquet') return normalizeBars(await readParquet(path), { symbol, ...rest })
  if (ending === '.csv' || ending === '.tsv' || ending === '.txt') {
    // The reader turns times and prices into numbers, so it has to know how they are written and where they stand.
    const table = await readCsv(path, { ...rest.time, ...(rest.columns !== undefined && { columns: rest.columns }) })
    return normalizeBars(table, { symbol, ...rest })
  }
  throw new ConfigError('file/format', `${path} ends in "${ending}"; prices are read from .csv, .tsv, .txt and .parquet`, { path })
}
