import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { automaticSweeps } from './automatic-sweeps.ts'
import { fileSweeps } from './file-sweeps.ts'
import { predefinedSweeps } from './predefined-sweeps.ts'
import { regimeSweeps } from './regime-sweeps.ts'
import type { SweepPreset } from './sweep-preset.ts'

/**
 * The sweeps that come with the library: predefined ones, automatic ones in three sizes (`…_auto_coarse`, `…_auto_medium`, `…_auto_fine`), those that
 * are named like their strategy, and those of portfolios that are scaled by regime.
 *
 * @example
 * ```ts
 * import { sweepPresets } from 'peak-trade'
 *
 * sweepPresets.filter(({ tags }) => tags.includes('breakout')).map(({ id }) => id).includes('donchian_turtle') // true
 * ```
 */
export const sweepPresets: readonly SweepPreset[] = Object.freeze([...predefinedSweeps, ...automaticSweeps, ...fileSweeps, ...regimeSweeps])

/**
 * The preset of a name.
 *
 * @throws {@link ConfigError} `sweep/preset` for one that there is not, with the nearest name.
 *
 * @example
 * ```ts
 * import { sweepPreset } from 'peak-trade'
 *
 * sweepPreset('ma_crossover_basic').grid // { fast: [5, 10, 20], slow: [50, 100, 200] }
 * ```
 */
export function sweepPreset(id: string): SweepPreset {
  const found = sweepPresets.find(preset => preset.id === id)
  if (found !== undefined) return found
  const known = sweepPresets.map(preset => preset.id)
  throw new ConfigError('sweep/preset', `there is no sweep preset "${id}"${didYouMean(id, known)} Known: ${known.join(', ')}`, { id })
}
