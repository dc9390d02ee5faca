import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'smol-toml'
import { PeakTradeError } from '../../base/errors.ts'
import type { StrategyTiering } from '../../strategies/tiering.ts'
import { formatTiering, parseTiering } from '../../strategies/tiering-config.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError } from './file-error.ts'

/**
 * Reads the tiers of strategies from a TOML file: one table `[strategy.<id>]` per strategy.
 *
 * @throws {@link ConfigError} `tiering/…` for what is not allowed in it, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { shippedTiering } from 'peak-trade'
 * import { readTiering, writeTiering } from 'peak-trade/node'
 *
 * await writeTiering('tiering.toml', shippedTiering)
 * const tiering = await readTiering('tiering.toml')
 * tiering.macd.tier // 'aux'
 * ```
 */
export async function readTiering(path: string): Promise<StrategyTiering> {
  try {
    return parseTiering(await readFile(path, 'utf8'), { parse, stringify })
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

/**
 * Writes the tiers of strategies as TOML, all or nothing.
 *
 * @throws {@link EdgeError} `file/…` when the disk refuses.
 *
 * @example
 * ```ts
 * import { shippedTiering } from 'peak-trade'
 * import { writeTiering } from 'peak-trade/node'
 *
 * await writeTiering('tiering.toml', shippedTiering)
 * ```
 */
export async function writeTiering(path: string, tiering: StrategyTiering): Promise<void> {
  await writeAtomically(path, `${formatTiering(tiering, { parse, stringify })}\n`)
}
