import { describe, expect, it } from 'vitest'
import { planSweep, type SearchSpace } from '../../src/research/sweep-plan.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow

describe('planSweep', () => {
  it('a grid is nested loops', () => {
    const plan = planSweep(MaCrossover, { grid: { fast: [5, 60], slow: [50, 70] }, where } as unknown as SearchSpace)
    expect(plan).toEqual({
      length: 3,
      form: 'grid',
      params: {
        length: 3,
        names: ['fast', 'slow'],
        values: [
          [5, 5, 60],
          [50, 70, 70],
        ],
      },
      settings: { length: 3, names: [], values: [] },
    })
  })

  it('a list keeps its order and shows defaults where a set leaves something out', () => {
    const plan = planSweep(MaCrossover, {
      candidates: [{ slow: 70 }, { fast: 3 }, { fast: 60, slow: 90 }],
      where: ({ fast }: { fast: number }) => fast > 2,
    } as unknown as SearchSpace)
    expect(plan).toMatchObject({
      form: 'list',
      params: {
        names: ['slow', 'fast'],
        values: [
          [70, 50, 90],
          [20, 3, 60],
        ],
      },
    })
  })

  it('settings change slowest, and "where" sees them', () => {
    const search = {
      grid: { lookback: [20, 50] },
      settings: { 'exits.stopLoss': [0.02, 0.05], 'exits.takeProfit': [0.04, null] },
      where: (_: unknown, settings: Record<string, number | null>) =>
        settings['exits.takeProfit'] === null || (settings['exits.stopLoss'] as number) < settings['exits.takeProfit'],
    } as unknown as SearchSpace
    const plan = planSweep(Breakout, search)
    expect(plan.length).toBe(6)
    expect(plan.params.values).toEqual([[20, 50, 20, 50, 20, 50]])
    expect(plan.settings).toEqual({
      length: 6,
      names: ['exits.stopLoss', 'exits.takeProfit'],
      values: [
        [0.02, 0.02, 0.02, 0.02, 0.05, 0.05],
        [0.04, 0.04, null, null, null, null],
      ],
    })
  })

  it('a sample honors "where" while it is drawn', () => {
    const plan = planSweep(MaCrossover, {
      space: { fast: { from: 5, to: 40 }, slow: { from: 5, to: 90 } },
      sample: { runs: 30, seed: 1 },
      where,
    } as unknown as SearchSpace)
    expect(plan.length).toBe(30)
    expect(plan.params.names).toEqual(['fast', 'slow'])
    for (let k = 0; k < 30; k++) expect(plan.params.values[0][k] as number).toBeLessThan(plan.params.values[1][k] as number)
  })

  it.each([
    [{}, 'give one of grid, candidates and space, not none of them'],
    [{ grid: { fast: [5] }, candidates: [{}] }, 'not several of them'],
    [{ grid: { fast: [5] }, sample: { runs: 1, seed: 1 } }, '"sample" is how to draw from a space'],
    [{ space: { fast: [5] } }, 'add sample: { runs, seed }'],
    [{ grid: { fast: [5] }, settings: { 'exits.stopLoss': [0.1] }, where: () => false }, '"where" leaves none of 1 combinations'],
    [{ grid: { fats: [5] } }, 'there is no parameter "fats"; did you mean "fast"?'],
    [{ candidates: [{ fats: 5 }] }, 'did you mean "fast"?'],
  ])('refuses %o', (search, message) => {
    expect(() => planSweep(MaCrossover, search as SearchSpace)).toThrow(message)
  })
})
