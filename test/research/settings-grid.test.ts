import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import { applySettings, checkSettingsGrid, resolveVariants, settingNames } from '../../src/research/settings-grid.ts'

describe('settingNames', () => {
  it('every one of them is a setting of a backtest', () => {
    for (const name of settingNames) {
      const [part, inner] = name.split('.')
      const value = { sizing: 0.5, costs: 1, exits: 0.5, instrument: 1 }[part] ?? 1
      const words: Record<string, unknown> = {
        'costs.impact': 'sqrt',
        'exits.targetFill': 'limit',
        'exits.sameBar': 'stop',
        fillAt: 'close',
        rebalance: { every: 2 },
        'exits.atrPeriod': 5,
        'exits.maxBars': 5,
      }
      const point = { [name]: words[name] ?? value }
      const base = name === 'sizing.risk' ? { exits: { stopLoss: 0.1 } } : {}
      const resolved = resolveSettings(applySettings(base, point)) as unknown as Record<string, Record<string, unknown>>
      expect([name, inner === undefined ? resolved[part] : resolved[part][inner]]).toEqual([name, words[name] ?? value])
    }
  })
})

describe('applySettings', () => {
  it('leaves everything else, and the settings that it was given, as they were', () => {
    const base = { capital: 5, exits: { stopLoss: 0.1, takeProfit: 0.2 }, costs: { feeBps: 3 } }
    const copy = structuredClone(base)
    expect(applySettings(base, { 'exits.stopLoss': 0.05, capital: 7, 'costs.feeBps': null })).toEqual({
      capital: 7,
      exits: { stopLoss: 0.05, takeProfit: 0.2 },
      costs: {},
    })
    expect(base).toEqual(copy)
  })

  it('null switches off', () => {
    expect(
      applySettings(
        { exits: { stopLoss: 0.1 }, maxLeverage: 2, sizing: { fraction: 0.5 } },
        { 'exits.stopLoss': null, maxLeverage: null, 'sizing.fraction': null },
      ),
    ).toEqual({
      exits: {},
    })
    expect(applySettings({}, { 'sizing.fraction': 0.5 })).toEqual({ sizing: { fraction: 0.5 } })
  })
})

describe('checkSettingsGrid', () => {
  it('gives lists by path', () => {
    expect(checkSettingsGrid({ 'exits.stopLoss': [0.1, null], 'costs.feeBps': undefined })).toEqual([['exits.stopLoss', [0.1, null]]])
  })

  it.each([
    [{ 'exits.stopLos': [1] }, 'there is no setting "exits.stopLos"; did you mean "exits.stopLoss"?'],
    [{ takeProfit: [1] }, 'did you mean "exits.takeProfit"?'],
    [{ nonsense: [1] }, 'Known: exits.stopLoss'],
    [{ 'exits.stopLoss': 0.1 }, 'is a list of values; write [0.1]'],
    [{ 'exits.stopLoss': [] }, 'has no values'],
  ])('refuses %o', (grid, message) => {
    expect(() => checkSettingsGrid(grid as never)).toThrow(
      expect.objectContaining({ code: 'sweep/settings', message: expect.stringContaining(message) }),
    )
  })
})

describe('resolveVariants', () => {
  const of = (values: unknown[]) => ({ length: values.length, names: ['exits.stopLoss'], values: [values] })

  it('gives the settings of the first run', () => {
    expect(resolveVariants({ capital: 5 }, of([0.1, 0.1, 0.2])).exits.stopLoss).toBe(0.1)
    expect(resolveVariants({ capital: 5 }, { length: 9, names: [], values: [] })).toEqual(resolveSettings({ capital: 5 }))
  })

  it('looks at those of all runs', () => {
    expect(() => resolveVariants({}, of([0.1, 2]))).toThrow('exits.stopLoss is 2')
    expect(() => resolveVariants({}, of([0.1, 2]))).toThrow('(settings {"exits.stopLoss":2}; leave such ones out with "where")')
    // A size by risk needs a stop; every run has one.
    expect(resolveVariants({ sizing: { risk: 0.01 } }, of([0.1, 0.2])).sizing).toEqual({ risk: 0.01 })
    expect(() => resolveVariants({ sizing: { risk: 0.01 } }, of([0.1, null]))).toThrow('sizing.risk')
  })
})
