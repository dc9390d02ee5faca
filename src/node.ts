// Files and threads: everything that needs Node (or Deno, or Bun).

export { type FileContent, writeAtomically } from './edge/files/atomic-write.ts'
export { type ReadCsvOptions, readCsv, writeCsv } from './edge/files/csv.ts'
export { type ReadParquetOptions, readParquet, writeParquet } from './edge/files/parquet.ts'
export { readPromotion, writePromotion } from './edge/files/promotion-file.ts'
export { readPromotionPolicy, writePromotionPolicy } from './edge/files/promotion-policy-file.ts'
export { type ReadBarsOptions, readBars } from './edge/files/read-bars.ts'
export { readTiering, writeTiering } from './edge/files/tiering-file.ts'
export { writeReport } from './edge/files/write-report.ts'
export type { StrategyReference } from './edge/threads/strategy-reference.ts'
export { sweepOnThreads, type ThreadedSweepOptions } from './edge/threads/sweep-on-threads.ts'
