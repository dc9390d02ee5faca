import { basename } from 'node:path'
import type { Bars } from '../../market/bars.ts'
import { CsvParser } from '../../market/csv.ts'
import type { CsvOptions } from '../../market/csv-options.ts'
import { type CsvColumns, formatBars, formatRows } from '../../market/format-csv.ts'
import type { RawTable } from '../../market/raw-table.ts'
import { writeAtomically } from './atomic-write.ts'
import { DEFAULT_MAX_BYTES, type OpenFile, withFile } from './open-file.ts'

/**
 * How to read a CSV file: the options of `parseCsv`, and the largest file that is read.
 *
 * @example
 * ```ts
 * import type { ReadCsvOptions } from 'peak-trade/node'
 *
 * const options: ReadCsvOptions = { dateOrder: 'dmy', maxBytes: 100_000_000 }
 * ```
 */
export interface ReadCsvOptions extends CsvOptions {
  /** Files larger than this are refused before they are read; 2 GiB when left out. */
  readonly maxBytes?: number
}

/** Small enough to stay in the processor's cache between reading and parsing. */
const PIECE = 1 << 20

/**
 * Reads a CSV file into a table for `normalizeBars`, piece by piece: the file as a whole is never in memory. See `parseCsv` for
 * what it understands.
 *
 * @throws {@link EdgeError} `file/permission`, `file/busy`.
 * @throws {@link DataError} `file/missing` with the nearest name in its folder, `file/directory`, `file/special`, `file/changed`,
 * `file/too-large`, `file/empty`, and everything that `parseCsv` throws, with the name of the file.
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { readCsv } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'prices.csv')
 * writeFileSync(path, 'Date,Open,High,Low,Close\n2024-01-02,10,12,9,11\n')
 * const table = await readCsv(path)
 * table.columns.Close[0] // 11
 * ```
 */
export async function readCsv(path: string, options: ReadCsvOptions = {}): Promise<RawTable> {
  const { maxBytes = DEFAULT_MAX_BYTES, ...rest } = options
  return withFile(path, maxBytes, async file => {
    const parser = new CsvParser({ source: basename(path), ...rest }, file.size)
    await feed(parser, file)
    return parser.finish()
  })
}

/**
 * Reads the next piece while the parser works on this one. What the parser leaves over goes in front of the next piece, where each
 * buffer has room for it.
 */
async function feed(parser: CsvParser, file: OpenFile): Promise<void> {
  let room = PIECE
  let current = new Uint8Array(room + PIECE)
  let following = new Uint8Array(room + PIECE)
  let [start, end] = [room, room + Math.min(PIECE, file.size)]
  let position = end - start
  await file.fill(current.subarray(start, end), 0)
  for (;;) {
    const size = Math.min(PIECE, file.size - position)
    const reading = file.fill(following.subarray(room, room + size), position)
    // If the parser throws first, that is the error to tell.
    reading.catch(() => undefined)
    const used = parser.push(current.subarray(start, end), size === 0)
    await reading
    if (size === 0) return
    const left = current.subarray(start + used, end)
    if (left.length > room) {
      // A record that is longer than the room.
      const larger = new Uint8Array(left.length * 2 + PIECE)
      larger.set(following.subarray(room, room + size), left.length * 2)
      following = larger
      room = left.length * 2
    }
    start = room - left.length
    end = room + size
    following.set(left, start)
    ;[current, following] = [following, current.length === following.length ? current : new Uint8Array(following.length)]
    position += size
  }
}

/**
 * Writes bars (`time,open,high,low,close,volume`, ISO times) or any columns as CSV, all or nothing. Numbers read back as the
 * same bits.
 *
 * @throws {@link EdgeError} as `writeAtomically`: `file/missing`, `file/directory`, `file/permission`, `file/disk-full`.
 * @throws {@link ConfigError} `csv/columns` when columns differ in length or there are none.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { syntheticBars } from 'peak-trade'
 * import { readBars, writeCsv } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'bars.csv')
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * await writeCsv(path, bars)
 * const again = await readBars(path, { symbol: bars.symbol })
 * again.bars.close[99] === bars.close[99] // true
 * ```
 */
export async function writeCsv(path: string, data: Bars | CsvColumns): Promise<void> {
  await writeAtomically(path, isBars(data) ? formatBars(data) : formatRows(data))
}

/** True for bars, which have a symbol where columns are arrays. */
export function isBars(data: Bars | Readonly<Record<string, unknown>>): data is Bars {
  return typeof data.symbol === 'string' && typeof data.timeframe === 'string'
}
