import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { regimeSweeps } from '../../../src/research/presets/regime-sweeps.ts'
import { runPreset } from '../../../src/research/presets/sweep-preset.ts'

const bars = syntheticBars({ seed: 6, length: 1200, timeframe: '1d', kind: 'regimes' })

/** Parameters of which two values, with all others the same, ever gave different results. */
function effective(preset: (typeof regimeSweeps)[number]): Set<string> {
  const { params, metrics } = runPreset(preset, bars)
  const names = Object.keys(params)
  const found = new Set<string>()
  for (const name of names) {
    const seen = new Map<string, number>()
    for (let k = 0; k < metrics.totalReturn.length; k++) {
      const others = JSON.stringify(names.filter(other => other !== name).map(other => params[other][k]))
      const before = seen.get(others) ?? metrics.totalReturn[k]
      if (before !== metrics.totalReturn[k]) found.add(name)
      seen.set(others, before)
    }
  }
  return found
}

describe('regimeSweeps', () => {
  it.each(regimeSweeps.map(preset => [preset.id, preset] as const))('%s sweeps nothing in vain', (_, preset) => {
    const swept = Object.entries(preset.grid ?? {}).filter(([, values]) => values.length > 1)
    const found = effective(preset)
    for (const [name, values] of swept) {
      // A threshold between the same two of the few values that a mix can have makes no difference, in the ancestor neither.
      const mix = preset.strategy === 'regime_aware_portfolio' ? [0.2, 0.6] : [0, 1]
      const between = (value: unknown) => mix.filter(one => one <= Number(value)).length
      if (name === 'signalThreshold' && new Set(values.map(between)).size === 1) continue
      expect([name, found.has(name)]).toEqual([name, true])
    }
  })

  it('has the predefined ones, those from files, and three sizes', () => {
    const tagged = (tag: string) => regimeSweeps.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id)
    expect(tagged('file')).toHaveLength(3)
    expect(tagged('auto')).toHaveLength(9)
    expect(tagged('auto').every(id => id.includes('_auto_'))).toBe(true)
    expect(regimeSweeps.length).toBe(5 + 3 + 9)
  })
})
