import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { formatSweepPreset } from '../../../src/research/presets/format-sweep-preset.ts'
import type { SweepPreset } from '../../../src/research/presets/sweep-preset.ts'
import { parseSweepPreset } from '../../../src/research/presets/sweep-preset-config.ts'
import { sweepPresets } from '../../../src/research/presets/sweep-presets.ts'

const there = (preset: SweepPreset) => parseSweepPreset(stringify(formatSweepPreset(preset)), parse)

describe('formatSweepPreset', () => {
  it.each(sweepPresets.map(preset => [preset.id, preset] as const))('%s comes back from TOML', (_id, preset) => {
    const { settings, ...rest } = JSON.parse(JSON.stringify(preset)) as SweepPreset
    const { settings: read, ...others } = JSON.parse(JSON.stringify(there(preset))) as SweepPreset
    expect(others).toEqual(rest)
    expect(read ?? {}).toEqual(settings ?? {})
  })

  it('writes samples, settings that are off, and rules', () => {
    const preset: SweepPreset = {
      id: 'mine',
      strategy: 'bollinger_bands',
      description: '',
      tags: [],
      space: { period: { from: 5, to: 50, scale: 'log' }, entryThreshold: [0.9, 1] },
      sample: { method: 'latin-hypercube', runs: 20, seed: 'seven' },
      settings: { 'exits.stopLoss': [null, 0.02], 'costs.feeBps': [5], maxLeverage: [1, 2] },
      where: [{ left: 'entryThreshold', op: '>', right: 'exits.stopLoss' }],
      objective: 'totalReturn',
      top: 3,
      minTrades: 4,
    }
    expect(there(preset)).toEqual({ ...preset })
    expect(formatSweepPreset(preset).sweep).toMatchObject({
      min_trades: 4,
      objective: 'total_return',
      parameters: { entry_threshold: [0.9, 1] },
      settings: { exits: { stop_loss: ['none', 0.02] }, costs: { fee_bps: [5] }, max_leverage: [1, 2] },
      where: [{ left: 'entry_threshold', op: '>', right: 'exits.stop_loss' }],
    })
  })
})
