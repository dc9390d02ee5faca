// Files and threads: everything that needs Node (or Deno, or Bun).

export { type FileContent, writeAtomically } from './edge/files/atomic-write.ts'
export type { CachedSeries } from './edge/files/bar-cache.ts'
export { type ReadCsvOptions, readCsv, writeCsv } from './edge/files/csv.ts'
export { readEnvironment } from './edge/files/environment-file.ts'
export { type OrdersFile, readOrders } from './edge/files/orders-file.ts'
export { type ReadParquetOptions, readParquet, writeParquet } from './edge/files/parquet.ts'
export { readPipeline } from './edge/files/pipeline-file.ts'
export { readPromotion, writePromotion } from './edge/files/promotion-file.ts'
export { readPromotionPolicy, writePromotionPolicy } from './edge/files/promotion-policy-file.ts'
export { type ReadBarsOptions, readBars } from './edge/files/read-bars.ts'
export { type CachedBarsOptions, listCachedBars, readCachedBars } from './edge/files/read-cached-bars.ts'
export { type PanelFiles, type ReadPanelOptions, readPanel, symbolOfFile } from './edge/files/read-panel.ts'
export { readRiskLimits, writeRiskLimits } from './edge/files/risk-limits-file.ts'
export { writeSweep } from './edge/files/sweep-file.ts'
export { readSweepPreset } from './edge/files/sweep-preset-file.ts'
export { readTiering, writeTiering } from './edge/files/tiering-file.ts'
export { writeReport } from './edge/files/write-report.ts'
export type { CandidateFailure } from './edge/jobs/candidate-failure.ts'
export type { RunnerChoice } from './edge/jobs/choose-runner.ts'
export { inlineRunner } from './edge/jobs/inline-runner.ts'
export type { JobProgress } from './edge/jobs/rate.ts'
export type { RunOptions } from './edge/jobs/run-batch.ts'
export { type CollectedCrossValidation, type RunCrossValidationOptions, runCrossValidation } from './edge/jobs/run-cross-validation.ts'
export { type RunMonteCarloOptions, runMonteCarlo } from './edge/jobs/run-monte-carlo.ts'
export { type CollectedSweep, type RunSweepOptions, runSweep, type SweepFailure } from './edge/jobs/run-sweep.ts'
export { type CollectedWalkForward, type RunWalkForwardOptions, runWalkForward } from './edge/jobs/run-walk-forward.ts'
export type { StrategyReference } from './edge/jobs/strategy-reference.ts'
export { type ThreadRunnerOptions, threadRunner } from './edge/jobs/thread-runner.ts'
export { describeArtifact } from './edge/registry/describe-artifact.ts'
export { type ExportRunsOptions, exportRuns } from './edge/registry/export-runs.ts'
export { homeFolder } from './edge/registry/home-folder.ts'
export { recordPortfolioRun } from './edge/registry/record-portfolio-run.ts'
export { type ReproduceOptions, type Reproduction, reproduce } from './edge/registry/reproduce.ts'
export { newRunId } from './edge/registry/run-id.ts'
export {
  type RunNotes,
  type RunRequests,
  type RunResults,
  recordRun,
  type TrackedCall,
  type TrackedOrderCall,
  type TrackedRun,
  trackRun,
} from './edge/registry/track-run.ts'
export { type JournalOptions, openJournal } from './edge/sqlite/journal.ts'
export { openRunStore, type RunStoreOptions } from './edge/sqlite/run-store.ts'
