import { extname } from 'node:path'
import { ConfigError } from '../../base/errors.ts'
import type { SweepResult } from '../../research/sweep.ts'
import { sweepColumns } from '../../research/sweep-columns.ts'
import { writeCsv } from './csv.ts'
import { writeParquet } from './parquet.ts'

/**
 * Writes all runs of a sweep as a table, all or nothing: `.csv` or `.parquet`, by the name of the file. The columns are those of `sweepColumns`.
 *
 * @throws {@link ConfigError} `sweep/format` for a name that ends in something else; {@link EdgeError} `file/…` when the disk refuses.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { MaCrossover, sweep, syntheticBars } from 'peak-trade'
 * import { readParquet, writeSweep } from 'peak-trade/node'
 *
 * const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 300 }), { grid: { fast: [5, 10], slow: [50] } })
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'sweep.parquet')
 * await writeSweep(path, result)
 * const { columns } = await readParquet(path)
 * columns.fast[1] // 10
 * ```
 */
export async function writeSweep(path: string, result: SweepResult): Promise<void> {
  const columns = sweepColumns(result)
  const ending = extname(path).toLowerCase()
  if (ending === '.csv') return writeCsv(path, columns)
  if (ending === '.parquet') return writeParquet(path, columns)
  throw new ConfigError('sweep/format', `${path}: a sweep is written as .csv or .parquet; give the file such a name`, { path })
}
