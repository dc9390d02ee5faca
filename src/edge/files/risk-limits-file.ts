import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'smol-toml'
import { PeakTradeError } from '../../base/errors.ts'
import { formatRiskLimits, parseRiskLimits } from '../../risk/parse-risk-limits.ts'
import type { RiskLimits } from '../../risk/risk-limits.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError } from './file-error.ts'

/**
 * Reads limits from a TOML file with keys in snake_case, or from a JSON file when its name ends so; see `parseRiskLimits` for what may be in it.
 *
 * @throws {@link ConfigError} `risk-limits/…` for what is not allowed in it, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { RiskLimits } from 'peak-trade'
 * import { readRiskLimits, writeRiskLimits } from 'peak-trade/node'
 *
 * await writeRiskLimits('limits.toml', { ...RiskLimits.moderate, maxOpenPositions: 2 })
 * const limits = await readRiskLimits('limits.toml')
 * limits.maxOpenPositions // 2
 * ```
 */
export async function readRiskLimits(path: string): Promise<RiskLimits> {
  try {
    return parseRiskLimits(await readFile(path, 'utf8'), path.endsWith('.json') ? JSON : { parse, stringify })
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

/**
 * Writes limits as TOML, all or nothing.
 *
 * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense, {@link EdgeError} `file/…` when the disk refuses.
 *
 * @example
 * ```ts
 * import { RiskLimits } from 'peak-trade'
 * import { writeRiskLimits } from 'peak-trade/node'
 *
 * await writeRiskLimits('limits.toml', RiskLimits.conservative)
 * ```
 */
export async function writeRiskLimits(path: string, limits: RiskLimits): Promise<void> {
  await writeAtomically(path, `${formatRiskLimits(limits, { parse, stringify })}\n`)
}
