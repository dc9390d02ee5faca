import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { ConfigError, DataError, PeakTradeError } from '../../base/errors.ts'
import { timeframes } from '../../base/timeframe.ts'
import type { NormalizedBars } from '../../market/normalize.ts'
import { type AlignOptions, alignBars, type Panel } from '../../market/panel.ts'
import type { QualityReport } from '../../market/quality.ts'
import { fileError } from './file-error.ts'
import { type ReadBarsOptions, readBars } from './read-bars.ts'

/**
 * How to read prices of several symbols: the options of `readBars` for every file, and those of `alignBars`.
 *
 * @example
 * ```ts
 * import type { ReadPanelOptions } from 'peak-trade/node'
 *
 * const options: ReadPanelOptions = { join: 'outer', calendar: '24/7' }
 * ```
 */
export interface ReadPanelOptions extends Omit<ReadBarsOptions, 'symbol'>, Pick<AlignOptions, 'join'> {}

/** A panel, and what is to be said about every file that it was read from. */
export interface PanelFiles {
  readonly panel: Panel
  /** In the order of the panel's symbols. */
  readonly files: readonly { readonly path: string; readonly symbol: string; readonly quality: QualityReport }[]
}

/** What prices are given in, so that `goog-daily.csv` is no pair. */
const QUOTES = /^(aud|brl|btc|busd|cad|chf|dai|eth|eur|fdusd|gbp|jpy|krw|nok|pln|sek|sgd|try|usd|usdc|usdt)$/i

/** What is read of a folder; a .txt there is rather a note. */
const ENDINGS: readonly string[] = ['.csv', '.tsv', '.parquet']

/**
 * Reads one file of prices per symbol and puts them on one time axis.
 *
 * A symbol is named by its file, see {@link symbolOfFile}, unless it is said: `BTC/EUR=prices.csv`.
 *
 * @param sources - A folder with one CSV or Parquet file per symbol, or such files, or several of both.
 * @throws {@link EdgeError} `file/…`; {@link ConfigError} `panel/no-files` for a folder without prices, `panel/twice` for a symbol with two files,
 * `panel/timeframe` and `panel/calendar` when files differ; {@link DataError} `panel/overlap`, and what reading a file throws, with its name.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { syntheticBars } from 'peak-trade'
 * import { readPanel, writeCsv } from 'peak-trade/node'
 *
 * const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
 * await writeCsv(join(folder, 'BTC-EUR.csv'), syntheticBars({ seed: 1, length: 100 }))
 * await writeCsv(join(folder, 'eth_eur_1h.csv'), syntheticBars({ seed: 2, length: 100 }))
 * const { panel } = await readPanel(folder)
 * panel.symbols.join(' ') // 'BTC/EUR ETH/EUR'
 * ```
 */
export async function readPanel(
  sources: string | readonly string[],
  { join: how, ...options }: ReadPanelOptions = {},
): Promise<PanelFiles> {
  const named = (await Promise.all([sources].flat().map(listFiles))).flat()
  checkNames(named)
  const read: { path: string; symbol: string; prices: NormalizedBars }[] = []
  // One after the other: a file may be large.
  for (const { path, symbol } of named) read.push({ path, symbol, prices: await readOne(path, { ...options, symbol }) })
  const [first] = read
  for (const { path, prices } of read) {
    if (prices.bars.timeframe !== first.prices.bars.timeframe) throw different('timeframe', first, { path, prices })
    if (prices.bars.calendar !== first.prices.bars.calendar) throw different('calendar', first, { path, prices })
  }
  const panel = alignBars(
    read.map(({ prices }) => prices.bars),
    how === undefined ? {} : { join: how },
  )
  return { panel, files: read.map(({ path, symbol, prices }) => ({ path, symbol, quality: prices.quality })) }
}

/**
 * The symbol that a file is called after: `BTC-EUR.csv`, `btc_eur_1h.parquet` and `BTC_EUR.csv` are BTC/EUR, `aapl.csv` is AAPL. A timeframe at the
 * end is left out, and capitals are kept where there are any.
 *
 * @example
 * ```ts
 * import { symbolOfFile } from 'peak-trade/node'
 *
 * symbolOfFile('prices/btc_eur_1h.parquet') // 'BTC/EUR'
 * symbolOfFile('BRK.B.csv') // 'BRK.B'
 * ```
 */
export function symbolOfFile(path: string): string {
  const name = basename(path, extname(path))
  const parts = name.split(/[-_ ]/)
  const last = parts.at(-1) ?? ''
  if (parts.length > 1 && (timeframes as readonly string[]).includes(last)) parts.pop()
  const [base, quote, ...more] = parts
  const isPair = more.length === 0 && quote !== undefined && /^[A-Za-z0-9]{1,12}$/.test(base) && QUOTES.test(quote)
  const symbol = isPair ? `${base}/${quote}` : name.slice(0, parts.join(' ').length)
  return /[A-Z]/.test(symbol) ? symbol : symbol.toUpperCase()
}

interface NamedFile {
  readonly path: string
  readonly symbol: string
}

/** The files of a folder by their names, or the one file that is meant. */
async function listFiles(source: string): Promise<NamedFile[]> {
  if (existsSync(source)) {
    if (!statSync(source).isDirectory()) return [{ path: source, symbol: symbolOfFile(source) }]
    const files = (await entriesOf(source)).filter(name => !name.startsWith('.') && ENDINGS.includes(extname(name).toLowerCase()))
    if (files.length === 0)
      throw new ConfigError('panel/no-files', `${source} has no files that end in ${ENDINGS.join(', ')}; put one per symbol there`, {
        path: source,
      })
    return files.sort().map(name => ({ path: join(source, name), symbol: symbolOfFile(name) }))
  }
  // A file name may hold another equals sign, a symbol does not.
  const [, symbol, path] = /^([^=]+)=(.+)$/.exec(source) ?? []
  return symbol === undefined || path === undefined ? [{ path: source, symbol: symbolOfFile(source) }] : [{ path, symbol }]
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter(entry => !entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    throw fileError(error, folder)
  }
}

function checkNames(named: readonly NamedFile[]): void {
  if (named.length === 0) throw new ConfigError('panel/no-files', 'there are no prices to read; name a folder or a file per symbol')
  const seen = new Map<string, string>()
  for (const { path, symbol } of named) {
    const other = seen.get(symbol)
    if (other !== undefined)
      throw new ConfigError('panel/twice', `${other} and ${path} are both ${symbol}; leave one out, or name it such as ETH/EUR=${path}`, {
        symbol,
      })
    seen.set(symbol, path)
  }
}

async function readOne(path: string, options: ReadBarsOptions): Promise<NormalizedBars> {
  try {
    return await readBars(path, options)
  } catch (error) {
    // Of many files, the one that is meant.
    if (!(error instanceof PeakTradeError) || error.message.includes(path)) throw error
    const message = `${path}: ${error.message}`
    if (error instanceof ConfigError) throw new ConfigError(error.code, message, error.details, error)
    throw error instanceof DataError ? new DataError(error.code, message, error.details, error) : error
  }
}

function different(
  what: 'timeframe' | 'calendar',
  first: { readonly path: string; readonly prices: NormalizedBars },
  { path, prices }: { readonly path: string; readonly prices: NormalizedBars },
): ConfigError {
  const remedy = what === 'timeframe' ? 'give files of one timeframe' : `say which counts, such as --calendar ${first.prices.bars.calendar}`
  const text =
    what === 'timeframe'
      ? `${path} has bars of ${prices.bars.timeframe}, ${first.path} of ${first.prices.bars.timeframe}`
      : `${path} trades ${prices.bars.calendar}, ${first.path} ${first.prices.bars.calendar}`
  return new ConfigError(`panel/${what}`, `${text}; ${remedy}`, { path })
}
