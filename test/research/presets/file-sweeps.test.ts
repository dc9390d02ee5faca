import { expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { fileSweeps } from '../../../src/research/presets/file-sweeps.ts'
import { runPreset } from '../../../src/research/presets/sweep-preset.ts'

it('are called like their strategies and say what they rank by', () => {
  for (const { id, strategy, objective } of fileSweeps) expect([id, objective]).toEqual([strategy, 'sharpe'])
})

it('have the least trades of the files', () => {
  const least = Object.fromEntries(fileSweeps.flatMap(({ id, minTrades }) => (minTrades === undefined ? [] : [[id, minTrades]])))
  expect(least).toEqual({ bollinger_bands: 15, breakout: 15, macd: 10, momentum: 20 })
  expect(fileSweeps.find(({ id }) => id === 'my_strategy')?.grid?.lookback).toEqual([10, 15, 20, 25, 30])
})

it('try the length of an average only where it is used', () => {
  const preset = fileSweeps.find(({ id }) => id === 'trend_following')
  if (preset === undefined) throw new Error('no preset')
  const { params, combinations } = runPreset(preset, syntheticBars({ seed: 1, length: 50 }))
  // 15 lengths and levels of the ADX, with 3 averages or with none.
  expect(combinations).toBe(60)
  expect(params.maFilter.filter(used => used === false)).toHaveLength(15)
})
