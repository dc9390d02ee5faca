// Files and threads: everything that needs Node (or Deno, or Bun).

export { type FileContent, writeAtomically } from './edge/files/atomic-write.ts'
export { type ReadCsvOptions, readCsv, writeCsv } from './edge/files/csv.ts'
export { type ReadParquetOptions, readParquet, writeParquet } from './edge/files/parquet.ts'
export { type ReadBarsOptions, readBars } from './edge/files/read-bars.ts'
export { writeSweep } from './edge/files/sweep-file.ts'
export { readSweepPreset } from './edge/files/sweep-preset-file.ts'
export { readTiering, writeTiering } from './edge/files/tiering-file.ts'
export { writeReport } from './edge/files/write-report.ts'
export type { StrategyReference } from './edge/threads/strategy-reference.ts'
export { sweepOnThreads, type ThreadedSweepOptions } from './edge/threads/sweep-on-threads.ts'
