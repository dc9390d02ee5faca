import { describe, expect, it } from 'vitest'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import { recordedOptions, settingsIn, storableOptions } from '../../src/research/stored-options.ts'
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

describe('settingsIn', () => {
  it('picks settings', () => {
    expect(settingsIn({ capital: 1, grid, seed: 3 }).capital).toBe(1)
    expect(Object.keys(settingsIn({ grid }))).not.toContain('grid')
  })
})
