import { describe, expect, it } from 'vitest'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { recordedOptions, storableOptions } from '../../src/research/stored-options.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { makeRecord } from '../contracts/run-store.ts'

const grid = { fast: [5, 10, 20], slow: [5, 10, 50] }

describe('storableOptions', () => {
  it('leaves out settings, parameters and what changes no result', () => {
    const options = {
      grid,
      params: { fast: 1 },
      costs: { feeBps: 1 },
      onProgress: () => {},
      signal: new AbortController().signal,
      top: 3,
      exits: undefined,
    }
    expect(storableOptions(MaCrossover, options)).toEqual({ stored: { grid, top: 3 }, functions: [] })
  })

  it('names functions, wherever they hide', () => {
    const options = {
      objective: () => 1,
      scenarios: ['gap_down', { id: 'x', bars: () => 1 }],
      seed: 1,
      monteCarlo: { seed: 2, onProgress: () => {} },
    }
    expect(storableOptions(MaCrossover, options)).toEqual({
      stored: { seed: 1, monteCarlo: { seed: 2 } },
      functions: ['objective', 'scenarios'],
    })
  })

  it('writes down what a condition kept, and repeats it', () => {
    const where = ({ fast, slow }: { readonly fast: number; readonly slow: number }) => fast < slow
    const { stored, functions } = storableOptions(MaCrossover, { grid, where })
    expect(functions).toEqual([])
    // fast × slow: 5,5 no; 5,10 yes; 5,50 yes; 10,5 no | 10,10 no; 10,50 yes; 20,5 no; 20,10 no | 20,50 yes
    expect(stored.kept).toBe('621')
    const again = recordedOptions(makeRecord({ id: 'a', type: 'sweep', options: stored, settings: { capital: 5 } }), MaCrossover)
    expect(again).toMatchObject({ grid, capital: 5 })
    const repeated = again.where as () => boolean
    expect(Array.from({ length: 9 }, repeated)).toEqual([false, true, true, false, false, true, false, false, true])
  })

  it('writes down which of a list of candidates were kept', () => {
    const options = { candidates: [{ fast: 60 }, { fast: 10 }, {}], where: ({ fast, slow }: { fast: number; slow: number }) => fast < slow }
    expect(storableOptions(MaCrossover, options).stored.kept).toBe('6')
  })

  it('asks a condition about settings and drawn sets as the sweep asks it', () => {
    const where = ({ fast }: { fast: number }, settings: Record<string, unknown>) => settings['exits.stopLoss'] === 0.02 || fast === 5
    const settings = { 'exits.stopLoss': [0.01, 0.02] }
    // Both sets with a stop of 0.01, then both with 0.02.
    expect(storableOptions(MaCrossover, { grid: { fast: [5, 10] }, settings, where }).stored).toMatchObject({ settings, kept: 'd' })
    const drawn = { space: { fast: { from: 5, to: 40 } }, sample: { runs: 30, seed: 1 } }
    let asked = 0
    const odd = ({ fast }: { fast: number }) => {
      asked++
      return fast % 2 === 1
    }
    sweep(MaCrossover, syntheticBars({ seed: 1, length: 100 }), { ...drawn, where: odd })
    const { stored, functions } = storableOptions(MaCrossover, { ...drawn, where: odd })
    expect([functions, (stored.kept as string).length]).toEqual([[], Math.ceil(asked / 2 / 4)])
  })

  it('leaves a condition that throws to the run', () => {
    const where = () => {
      throw new Error('no')
    }
    expect(storableOptions(MaCrossover, { grid, where })).toEqual({ stored: { grid }, functions: ['where'] })
  })
})

describe('recordedOptions', () => {
  it('gives parameters to runs that take them', () => {
    expect(recordedOptions(makeRecord({ id: 'a', settings: {} }), MaCrossover)).toEqual({ params: { fast: 5, slow: 20 } })
    expect(recordedOptions(makeRecord({ id: 'a', type: 'sweep', settings: {} }), MaCrossover)).toEqual({})
  })

  it('leaves the default size out where another kind of size is swept', () => {
    const swept = (sizing: object, settings: object) =>
      recordedOptions(makeRecord({ id: 'a', type: 'sweep', settings: { sizing }, options: { settings } as never }), MaCrossover).sizing
    expect(swept({ fraction: 1 }, { 'sizing.units': [null, 10] })).toBeUndefined()
    expect(swept({ fraction: 1 }, { 'sizing.fraction': [null, 0.5] })).toEqual({ fraction: 1 })
    expect(swept({ fraction: 1 }, { 'exits.stopLoss': [0.1] })).toEqual({ fraction: 1 })
    expect(swept({ volatility: 0.2, period: 30 }, { 'sizing.volatility': [0.1, 0.2] })).toEqual({ volatility: 0.2, period: 30 })
  })

  it('spares strategies that place orders the settings of targets', () => {
    class Idle extends OrderStrategy {
      static override readonly id = 'idle'
      protected override onBar() {}
    }
    const settings = { capital: 5, costs: {}, instrument: {}, fillAt: 'open', sizing: { fraction: 1 }, rebalance: 'change', exits: {} }
    expect(Object.keys(recordedOptions(makeRecord({ id: 'a', settings, params: {} }), Idle))).toEqual([
      'capital',
      'costs',
      'instrument',
      'params',
    ])
  })
})
