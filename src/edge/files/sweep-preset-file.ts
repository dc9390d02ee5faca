import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { parse } from 'smol-toml'
import { PeakTradeError } from '../../base/errors.ts'
import type { SweepPreset } from '../../research/presets/sweep-preset.ts'
import { parseSweepPreset, type SweepPresetOptions } from '../../research/presets/sweep-preset-config.ts'
import { fileError } from './file-error.ts'

/**
 * Reads a sweep from a TOML file; see `parseSweepPreset` for what may be in it. Without an `id` it is called like the file.
 *
 * @throws {@link ConfigError} `sweep-file/…` for what is not allowed in it; {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { runPreset, syntheticBars } from 'peak-trade'
 * import { readSweepPreset } from 'peak-trade/node'
 *
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'crossovers.toml')
 * writeFileSync(path, `
 * [sweep]
 * strategy = "ma_crossover"
 * min_trades = 3
 * [sweep.parameters]
 * fast = { from = 5, to = 15, step = 5 }
 * slow = [50, 100]
 * [sweep.settings]
 * exits.stop_loss = ["none", 0.05]
 * [[sweep.where]]
 * left = "fast"
 * op = "<"
 * right = "slow"
 * `)
 * const preset = await readSweepPreset(path)
 * preset.id // 'crossovers'
 * runPreset(preset, syntheticBars({ seed: 1, length: 500 })).combinations // 12
 * ```
 */
export async function readSweepPreset(path: string, options: SweepPresetOptions = {}): Promise<SweepPreset> {
  try {
    return parseSweepPreset(await readFile(path, 'utf8'), parse, { id: basename(path, extname(path)), ...options })
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}
