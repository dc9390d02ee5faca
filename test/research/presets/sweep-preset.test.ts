import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { presetSweep, runPreset, type SweepPreset } from '../../../src/research/presets/sweep-preset.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { createCatalog } from '../../../src/strategies/catalog.ts'
import { Breakout } from '../../../src/strategies/library/breakout.ts'

const bars = syntheticBars({ seed: 3, length: 300 })
const preset: SweepPreset = {
  id: 'mine',
  strategy: 'breakout',
  description: 'mine',
  tags: [],
  grid: { lookback: [10, 20] },
  settings: { 'exits.stopLoss': [0.02, 0.1], 'exits.takeProfit': [0.05] },
  where: [{ left: 'exits.stopLoss', op: '<', right: 'exits.takeProfit' }],
  objective: 'totalReturn',
  top: 1,
}

it('is a sweep in data', () => {
  const want = sweep(Breakout, bars, {
    grid: { lookback: [10, 20] },
    settings: { 'exits.stopLoss': [0.02], 'exits.takeProfit': [0.05] },
    objective: 'totalReturn',
    top: 1,
    costs: { feeBps: 10 },
  })
  expect(runPreset(preset, bars, { costs: { feeBps: 10 } })).toEqual(want)
  expect(runPreset(preset, bars, { objective: 'sharpe', top: 2 }).best).toHaveLength(2)
})

it('takes strategies of another catalog', () => {
  class Mine extends Breakout {
    static override readonly id: 'breakout' = 'mine' as never
  }
  const catalog = createCatalog([Mine])
  expect(presetSweep({ ...preset, strategy: 'mine' }, { catalog }).strategy).toBe(Mine)
  expect(() => presetSweep(preset, { catalog })).toThrow('strategy "breakout" is unknown')
})

it('names that do not exist are errors', () => {
  expect(() => runPreset({ ...preset, strategy: 'braekout' }, bars)).toThrow('did you mean "breakout"?')
  expect(() => runPreset({ ...preset, where: [{ left: 'lookbak', op: '<', right: 5 }] }, bars)).toThrow('did you mean "lookback"?')
  expect(() => runPreset({ ...preset, grid: { lookbak: [5] } }, bars)).toThrow('did you mean "lookback"?')
})
