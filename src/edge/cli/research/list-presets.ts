import { presetSweep } from '../../../research/presets/sweep-preset.ts'
import { sweepPresets } from '../../../research/presets/sweep-presets.ts'
import { planSweep, type SearchSpace } from '../../../research/sweep-plan.ts'
import { catalog } from '../../../strategies/catalog.ts'
import type { CommandOutput } from '../command.ts'
import { textTable } from '../text-table.ts'

/** The presets that there are, with the number of combinations that each would run. */
export function listPresets(): CommandOutput {
  const presets = sweepPresets.map(preset => {
    const { strategy, options } = presetSweep(preset)
    const { grid, candidates, space, sample, settings, where } = options
    const { length } = planSweep(strategy, { grid, candidates, space, sample, settings, where } as SearchSpace)
    return { ...preset, combinations: length, inCatalog: catalog.has(preset.strategy) }
  })
  const rows = presets.map(({ id, strategy, combinations, description }) => [id, strategy, String(combinations), description])
  return {
    data: { presets },
    text: `${textTable(['preset', 'strategy', 'combinations', 'what'], rows, [2])}\n`,
  }
}
