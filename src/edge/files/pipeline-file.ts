import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { parse } from 'smol-toml'
import { PeakTradeError } from '../../base/errors.ts'
import { type PipelineConfig, parsePipeline } from '../../research/pipeline-config.ts'
import { fileError } from './file-error.ts'

/**
 * Reads a pipeline from a TOML file; see `parsePipeline` and `docs/pipeline.md` for what may be in it. Paths in it that are relative are made
 * relative to the file itself.
 *
 * @throws {@link ConfigError} `pipeline/…` for what is not allowed in it, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { readPipeline } from 'peak-trade/node'
 *
 * const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
 * writeFileSync(join(folder, 'pipeline.toml'), `
 * [data]
 * file = "btc-1h.csv"
 * [strategy]
 * id = "ma_crossover"
 * `)
 * const { data } = await readPipeline(join(folder, 'pipeline.toml'))
 * data.file === join(folder, 'btc-1h.csv') // true
 * ```
 */
export async function readPipeline(path: string): Promise<PipelineConfig> {
  try {
    return beside(dirname(path), parsePipeline(await readFile(path, 'utf8'), parse))
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

function beside(folder: string, config: PipelineConfig): PipelineConfig {
  const { data, strategy, sweep, promotion, report } = config
  const at = (path: string) => (isAbsolute(path) ? path : join(folder, path))
  // A name without the ending of a file is the name of what comes with the library.
  const named = (word: string) => (word.endsWith('.toml') ? at(word) : word)
  return {
    ...config,
    data: { ...data, ...(data.file === undefined ? {} : { file: at(data.file) }) },
    strategy: { ...strategy, ...(strategy.module === undefined ? {} : { module: at(strategy.module) }) },
    sweep: { ...sweep, ...(sweep.preset === undefined ? {} : { preset: named(sweep.preset) }) },
    promotion: { ...promotion, policy: named(promotion.policy) },
    report: { ...report, ...(report.folder === undefined ? {} : { folder: at(report.folder) }) },
  }
}
