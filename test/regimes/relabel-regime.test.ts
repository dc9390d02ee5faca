import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { relabelRegime } from '../../src/regimes/relabel-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

it('renames labels and merges those of one name', () => {
  const bars = syntheticBars({ seed: 1, length: 300 })
  const before = volatilityRegime({ lookback: 50 })
  const after = relabelRegime(before, { normal: 'yes', low: 'no', high: 'no' })
  expect(after.labels).toEqual(['yes', 'no'])
  const old = labelBars(bars, before)
  const now = labelBars(bars, after)
  expect(new Set(now.codes)).toEqual(new Set([-1, 0, 1]))
  for (let i = 0; i < 300; i++)
    expect(labelAt(now, i)).toBe(
      new Map([
        ['low', 'no'],
        ['normal', 'yes'],
        ['high', 'no'],
      ]).get(labelAt(old, i) ?? ''),
    )
})

it('refuses a table that does not fit', () => {
  const regime = volatilityRegime()
  expect(() => relabelRegime(regime, { low: 'a', normal: 'b' } as never)).toThrow('has a label "high" that the table leaves out')
  expect(() => relabelRegime(regime, { low: 'a', normal: 'b', high: 'c', huge: 'd' } as never)).toThrow('has no label "huge"')
})
