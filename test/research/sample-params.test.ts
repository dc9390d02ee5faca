import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleParams } from '../../src/research/sample-params.ts'
import { BollingerBands } from '../../src/strategies/library/bollinger-bands.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { VolRegimeFilter } from '../../src/strategies/library/vol-regime-filter.ts'

const seeds = fc.integer({ min: 0, max: 1e6 })

describe('sampleParams', () => {
  it('a Latin hypercube has exactly one sample in every stratum of every parameter', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 60 }), (seed, runs) => {
        const space = {
          width: { from: 1, to: 3 },
          entryThreshold: { from: 0.6, to: 2, scale: 'log' },
          period: { from: 2, to: 1e6 },
        } as const
        const sets = sampleParams(BollingerBands, space, { runs, seed })
        expect(sets).toHaveLength(runs)
        const strata = {
          width: (value: number) => ((value - 1) / 2) * runs,
          entryThreshold: (value: number) => (Math.log(value / 0.6) / Math.log(2 / 0.6)) * runs,
        }
        for (const [name, stratum] of Object.entries(strata)) {
          // Rounding may put a value a hair outside its stratum.
          const seen = sets.map(set => Math.floor(stratum((set as Record<string, number>)[name]) + 1e-9))
          expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: runs }, (_, k) => k))
        }
      }),
    )
  })

  it('each value of a list is there equally often, give or take one', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 9 }), (seed, runs, count) => {
        const periods = Array.from({ length: count }, (_, k) => k + 10)
        const sets = sampleParams(BollingerBands, { period: periods, width: { from: 1, to: 3 } }, { runs, seed })
        for (const period of periods) {
          const times = sets.filter(set => set.period === period).length
          expect(Math.abs(times - runs / count)).toBeLessThan(1)
        }
      }),
    )
  })

  it('keeps the strata although some combinations are not allowed', () => {
    // "low" lies below 60 and "high" above 40: there are forbidden pairs, and ways around them.
    const space = { low: { from: 0, to: 60 }, high: { from: 40, to: 100 } }
    const sets = sampleParams(VolRegimeFilter, space, { runs: 40, seed: 5, where: ({ low, high }) => high - low > 10 })
    for (const { low = 0, high = 0 } of sets) expect(high - low).toBeGreaterThan(10)
    const strata = (values: number[]) => values.map(value => Math.floor((value / 60) * 40)).sort((a, b) => a - b)
    const every = Array.from({ length: 40 }, (_, k) => k)
    expect(strata(sets.map(({ low = 0 }) => low))).toEqual(every)
    expect(strata(sets.map(({ high = 0 }) => high - 40))).toEqual(every)
  })

  it.each(['random', 'latin-hypercube'] as const)('%s: distinct sets that the strategy takes, the same for the same seed', method => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 80 }), (seed, runs) => {
        const space = { fast: { from: 2, to: 40 }, slow: { from: 3, to: 60, scale: 'log' } } as const
        const options = { method, runs, seed, where: ({ slow }: { slow: number }) => slow % 2 === 0 }
        const sets = sampleParams(MaCrossover, space, options)
        expect(sets).toHaveLength(runs)
        expect(new Set(sets.map(set => JSON.stringify(set))).size).toBe(runs)
        for (const { fast = 0, slow = 0 } of sets) {
          expect([Number.isInteger(fast), Number.isInteger(slow), fast < slow, slow % 2]).toEqual([true, true, true, 0])
          expect(fast >= 2 && fast <= 40 && slow >= 3 && slow <= 60).toBe(true)
        }
        expect(sampleParams(MaCrossover, space, options)).toEqual(sets)
      }),
      { numRuns: 30 },
    )
  })

  it('other seeds give other sets', () => {
    const space = { fast: { from: 2, to: 40 }, slow: { from: 50, to: 99 } }
    const [a, b] = [1, 2].map(seed => sampleParams(MaCrossover, space, { runs: 20, seed }))
    expect(a).not.toEqual(b)
  })

  it.each(['random', 'latin-hypercube'] as const)('%s: a space with fewer sets gives all of them', method => {
    const sets = sampleParams(MaCrossover, { fast: [5, 60], slow: { from: 50, to: 70, step: 10 } }, { method, runs: 100, seed: 1 })
    expect(sets).toEqual([
      { fast: 5, slow: 50 },
      { fast: 5, slow: 60 },
      { fast: 5, slow: 70 },
      { fast: 60, slow: 70 },
    ])
  })

  it('finds the few sets that a large space allows', () => {
    const space = { fast: { from: 1, to: 200 }, slow: { from: 2, to: 200 } }
    const where = ({ fast, slow }: { fast: number; slow: number }) => slow === fast + 1 && fast % 40 === 0
    for (const method of ['random', 'latin-hypercube'] as const) {
      const options = { method, runs: 4, seed: 1, where }
      expect(
        sampleParams(MaCrossover, space, options)
          .map(({ fast = 0 }) => fast)
          .sort((a, b) => a - b),
      ).toEqual([40, 80, 120, 160])
      // Asked for more than there are, a space that can be counted gives what there is.
      expect(sampleParams(MaCrossover, space, { ...options, runs: 9 })).toHaveLength(4)
    }
  })

  it('says when there is nothing, or too little to be found', () => {
    expect(() => sampleParams(MaCrossover, { fast: [60], slow: [50] }, { runs: 5, seed: 1 })).toThrow(
      'only 0 of 5 sets of fast, slow are allowed',
    )
    const narrow = { width: { from: 1, to: 3 }, period: { from: 2, to: 1000 } }
    expect(() => sampleParams(BollingerBands, narrow, { runs: 5, seed: 1, where: ({ width }) => width > 2.9999999 })).toThrow(
      expect.objectContaining({
        code: 'research/sample',
        message: expect.stringContaining('ask for fewer runs, widen the space or loosen "where"'),
      }),
    )
  })

  it.each([
    [{ runs: 0, seed: 1 }, 'runs is 0'],
    [{ runs: 1.5, seed: 1 }, 'runs is 1.5'],
    [{ runs: 1, seed: 1, method: 'sobol' }, 'the method is "sobol"'],
  ])('refuses %o', (options, message) => {
    expect(() => sampleParams(MaCrossover, { fast: [1] }, options as never)).toThrow(message)
  })
})
