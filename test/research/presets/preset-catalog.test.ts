import { expect, it } from 'vitest'
import { presetCatalog } from '../../../src/research/presets/preset-catalog.ts'
import { catalog } from '../../../src/strategies/catalog.ts'

it('has everything that the catalog has, and six more', () => {
  const all = presetCatalog.list({ includeResearch: true }).map(({ id }) => id)
  const usual = catalog.list({ includeResearch: true }).map(({ id }) => id)
  expect(all).toEqual([
    ...usual,
    'donchian_channel',
    'weighted_pair',
    'three_equal',
    'four_weighted',
    'regime_aware_even',
    'regime_aware_trend',
  ])
})
