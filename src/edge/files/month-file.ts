import { type FileHandle, open } from 'node:fs/promises'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { z } from 'zod'
import { DataError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError, hasCode } from './file-error.ts'
import { barColumns, type StoredColumns } from './stored-columns.ts'
import type { TimeRange } from './time-ranges.ts'

/** What the bars of a file are. */
export interface SeriesName {
  /** Id of the exchange, `kraken`. */
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: string
}

const described = z.strictObject({
  schema: z.literal(1),
  exchange: z.string(),
  symbol: z.string(),
  timeframe: z.string(),
  month: z.string(),
  bars: z.int(),
  covered: z.array(z.tuple([z.number(), z.number()])),
  complete: z.boolean(),
  fingerprint: z.string(),
  fetchedAt: z.number(),
})

/** What a file says about itself, as JSON in its footer: it cannot disagree with the bars beside it, because both appear in one step. */
export interface MonthDescription extends SeriesName {
  /** `2024-01`. */
  readonly month: string
  readonly bars: number
  /** Stretches that the exchange was asked for and answered; what has no bar in them has none. */
  readonly covered: readonly TimeRange[]
  /** True when the whole month is covered: it is never asked for again. */
  readonly complete: boolean
  readonly fingerprint: string
  /** When something was last added, milliseconds since the Unix epoch. */
  readonly fetchedAt: number
}

/** A month of bars. */
export interface StoredMonth extends MonthDescription {
  readonly columns: StoredColumns
}

const KEY = 'peak-trade.bars'

/**
 * Reads a month of bars; undefined when there is no such file.
 *
 * @throws Rejects with {@link DataError} `cache/corrupt` for a file that is something else, or whose bars are not the ones that were written.
 */
export async function readMonth(path: string): Promise<StoredMonth | undefined> {
  return withHandle(path, async file => {
    const metadata = await parquetMetadataAsync(file)
    const description = describe(metadata, path)
    const columns = Object.fromEntries(barColumns.map(name => [name, new Float64Array(description.bars)])) as Record<string, Float64Array>
    // Chunks of a column come in order.
    const filled: Record<string, number> = {}
    const onChunk = ({ columnName, columnData }: { readonly columnName: string; readonly columnData: ArrayLike<unknown> }) => {
      const at = filled[columnName] ?? 0
      columns[columnName].set(columnData as ArrayLike<number>, at)
      filled[columnName] = at + columnData.length
    }
    if (description.bars > 0) await parquetRead({ file, metadata, columns: [...barColumns], compressors, onChunk })
    const month = { ...description, columns: columns as unknown as StoredColumns }
    if (contentOf(month) !== description.fingerprint) throw new Error('its bars are not the ones that were written')
    return month
  })
}

/** Reads only what a file says about itself; undefined when there is no such file. */
export async function describeMonth(path: string): Promise<MonthDescription | undefined> {
  return withHandle(path, async file => describe(await parquetMetadataAsync(file), path))
}

/** Writes a month of bars: the file appears at once and whole, or not at all. */
export async function writeMonth(path: string, month: Omit<StoredMonth, 'bars' | 'fingerprint'>): Promise<void> {
  const { columns, ...rest } = month
  const description = { schema: 1, ...rest, bars: columns.time.length, fingerprint: contentOf(month) }
  const columnData = barColumns.map(
    name => ({ name, data: columns[name] as Float64Array, type: 'DOUBLE', encoding: 'PLAIN', nullable: false }) as const,
  )
  const kvMetadata = [{ key: KEY, value: JSON.stringify(description) }]
  await writeAtomically(path, new Uint8Array(parquetWriteBuffer({ columnData: [...columnData], kvMetadata })))
}

function contentOf({ exchange, symbol, timeframe, month, covered, columns }: Omit<StoredMonth, 'bars' | 'fingerprint'>): string {
  return fingerprint({ exchange, symbol, timeframe, month, covered, ...columns })
}

function describe({ key_value_metadata: pairs = [] }: FileMetaData, path: string): MonthDescription {
  const text = pairs.find(({ key }) => key === KEY)?.value
  if (text === undefined) throw new Error('it does not say what it is')
  const { schema: _, ...description } = described.parse(JSON.parse(text))
  if (!path.endsWith(`${description.month}.parquet`)) throw new Error(`it holds ${description.month}`)
  return description
}

async function withHandle<T>(path: string, act: (file: AsyncBuffer) => Promise<T>): Promise<T | undefined> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw fileError(error, path)
  }
  try {
    const { size: byteLength } = await handle.stat()
    const slice = async (start: number, end = byteLength) => {
      const bytes = new Uint8Array(end - start)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
      if (bytesRead < bytes.length) throw new Error('it is shorter than it says')
      return bytes.buffer
    }
    return await act({ byteLength, slice })
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? 'what it says about itself cannot be read' : error instanceof Error ? error.message : String(error)
    throw new DataError(
      'cache/corrupt',
      `${path} is not a month of bars that was written here (${reason}); delete it and fetch again`,
      { path },
      error,
    )
  } finally {
    await handle.close()
  }
}
