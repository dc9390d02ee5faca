import { basename } from 'node:path'
import { type DecodedArray, parquetMetadata, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Column } from '../../base/column.ts'
import { DataError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { Bars } from '../../market/bars.ts'
import type { RawColumn, RawTable } from '../../market/raw-table.ts'
import { writeAtomically } from './atomic-write.ts'
import { isBars } from './csv.ts'
import { DEFAULT_MAX_BYTES, withFile } from './open-file.ts'

/**
 * How to read a Parquet file.
 *
 * @example
 * ```ts
 * import type { ReadParquetOptions } from 'peak-trade/node'
 *
 * const options: ReadParquetOptions = { columns: ['time', 'close'] }
 * ```
 */
export interface ReadParquetOptions {
  /** Only these columns; all when left out. */
  readonly columns?: readonly string[]
  /** Files larger than this are refused before they are read; 2 GiB when left out. */
  readonly maxBytes?: number
}

/**
 * Reads a Parquet file into a table for `normalizeBars`. Numbers become columns of doubles (64-bit integers up to 2^53), timestamps
 * dates, everything else text. All usual compressions are understood.
 *
 * @throws {@link EdgeError} `file/permission`, `file/busy`.
 * @throws {@link DataError} `file/missing`, `file/directory`, `file/changed`, `file/empty`, `file/too-large`, `parquet/corrupt`, `parquet/column` for a column that is not there.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { syntheticBars } from 'peak-trade'
 * import { readParquet, writeParquet } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'prices.parquet')
 * await writeParquet(path, syntheticBars({ seed: 1, length: 100 }))
 * const table = await readParquet(path)
 * table.length // 100
 * ```
 */
export async function readParquet(path: string, options: ReadParquetOptions = {}): Promise<RawTable> {
  return withFile(path, options.maxBytes ?? DEFAULT_MAX_BYTES, async file => {
    const bytes = new Uint8Array(file.size)
    await file.fill(bytes, 0)
    return decode(bytes.buffer, path, options.columns)
  })
}

/**
 * Writes bars, or columns of numbers or texts, as a Parquet file that reads back to the same bits. The file appears at once and
 * whole, or not at all. Columns of numbers are written as required doubles, which read back fastest.
 *
 * @throws {@link EdgeError} `file/…` when the disk refuses.
 * @throws {@link DataError} `parquet/columns` for columns of different length, or none.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { writeParquet } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'sharpes.parquet')
 * await writeParquet(path, { fast: Float64Array.of(5, 10), sharpe: Float64Array.of(0.7, 1.1) })
 * ```
 */
export async function writeParquet(path: string, data: Bars | Readonly<Record<string, Column | readonly string[]>>): Promise<void> {
  const columns = isBars(data)
    ? { time: data.time, open: data.open, high: data.high, low: data.low, close: data.close, volume: data.volume }
    : data
  const entries = Object.entries(columns)
  if (entries.length === 0) throw new DataError('parquet/columns', `${path}: there are no columns to write`, { path })
  for (const [name, column] of entries) {
    if (column.length !== entries[0][1].length) {
      throw new DataError(
        'parquet/columns',
        `${path}: column "${name}" has ${column.length} rows, "${entries[0][0]}" has ${entries[0][1].length}`,
        { path, column: name },
      )
    }
  }
  const columnData = entries.map(([name, column]) => {
    const isNumbers = column instanceof Float64Array
    // A dictionary would take 0 and -0 for the same.
    const form = isNumbers ? ({ type: 'DOUBLE', encoding: 'PLAIN' } as const) : ({ type: 'STRING' } as const)
    return { name, data: column as DecodedArray, ...form, nullable: false }
  })
  const kvMetadata = isBars(data)
    ? (['symbol', 'timeframe', 'calendar'] as const).map(key => ({ key: `peak-trade.${key}`, value: data[key] }))
    : []
  await writeAtomically(path, new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata })))
}

async function decode(file: ArrayBuffer, path: string, wanted: readonly string[] | undefined): Promise<RawTable> {
  const parts = new Map<string, DecodedArray[]>()
  let length: number
  try {
    const metadata = parquetMetadata(file)
    length = Number(metadata.num_rows)
    const names = metadata.schema.filter(element => element.num_children === undefined).map(element => element.name)
    for (const name of wanted ?? names) {
      if (!names.includes(name))
        throw new DataError('parquet/column', `${path} has no column "${name}"${didYouMean(name, names)} It has: ${names.join(', ')}`, {
          path,
          column: name,
        })
      parts.set(name, [])
    }
    const onChunk = ({ columnName, columnData }: { columnName: string; columnData: DecodedArray }) =>
      void parts.get(columnName)?.push(columnData)
    await parquetRead({ file, metadata, columns: [...parts.keys()], compressors, onChunk })
  } catch (error) {
    if (error instanceof DataError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new DataError(
      'parquet/corrupt',
      `${path} is not a complete Parquet file (${reason}); write or download it again`,
      { path },
      error,
    )
  }
  if (length === 0) throw new DataError('parquet/no-rows', `${path} has columns but no rows; check how it was written`, { path })
  const columns: Record<string, RawColumn> = {}
  for (const [name, chunks] of parts) columns[name] = join(chunks, length)
  return { columns, length, source: basename(path) }
}

function join(chunks: readonly DecodedArray[], length: number): RawColumn {
  if (chunks.length === 1 && chunks[0] instanceof Float64Array) return chunks[0]
  const first = chunks.find(chunk => chunk.length > 0)?.[0]
  if (typeof first === 'number' || typeof first === 'bigint' || first === null || first === undefined) {
    const column = new Float64Array(length)
    let at = 0
    for (const chunk of chunks)
      for (let i = 0; i < chunk.length; i++) column[at++] = chunk[i] === null || chunk[i] === undefined ? Number.NaN : Number(chunk[i])
    return column
  }
  const values: (string | Date)[] = []
  for (const chunk of chunks)
    for (let i = 0; i < chunk.length; i++) values.push(chunk[i] instanceof Date ? (chunk[i] as Date) : String(chunk[i] ?? ''))
  return values as RawColumn
}
