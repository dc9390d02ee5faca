import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { parameterStability } from '../../src/research/parameter-stability.ts'
import { type SweepResult, sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

/** A grid of rows of scores: `a` downward, `b` across. */
function grid(rows: number[][], more: Partial<SweepResult> = {}): SweepResult {
  const score = Float64Array.from(rows.flat())
  const params = { a: rows.flatMap((row, y) => row.map(() => y)), b: rows.flatMap(row => row.map((_, x) => x)) }
  return {
    form: 'grid',
    better: 'more',
    combinations: score.length,
    params,
    variants: {},
    score,
    metrics: {},
    ...more,
  } as unknown as SweepResult
}

describe('parameterStability', () => {
  it('a spike is 0, a plateau 1', () => {
    const spike = parameterStability(
      grid([
        [1, 1, 1],
        [1, 9, 1],
        [1, 1, 1],
      ]),
    )
    expect(spike).toMatchObject({
      stability: 0,
      median: 1,
      neighborMean: 1,
      best: { index: 4, score: 9, neighbors: 4, params: { a: 1, b: 1 } },
    })
    const plateau = parameterStability(
      grid([
        [1, 9, 1, 1],
        [9, 9, 9, 1],
        [1, 9, 1, 1],
        [1, 1, 1, 1],
      ]),
    )
    // The first of the best stands at the rim: its only neighbors with 9 are inside.
    expect(plateau.plateau).toMatchObject({ index: 5, smoothed: 9, neighbors: 4 })
  })

  it('in between it is the share of the way from the median to the best', () => {
    // Neighbors of the 10: 4, 4, 4, 8, their mean 5; the median is 2.
    const { stability, steps, best } = parameterStability(
      grid([
        [2, 4, 2],
        [4, 10, 4],
        [2, 8, 2],
      ]),
    )
    expect(best?.smoothed).toBe(6)
    expect(stability).toBeCloseTo((5 - 4) / (10 - 4), 12)
    expect(steps).toEqual([
      { name: 'a', value: 0, neighbor: 1, change: -6 },
      { name: 'a', value: 2, neighbor: 7, change: -2 },
      { name: 'b', value: 0, neighbor: 3, change: -6 },
      { name: 'b', value: 2, neighbor: 5, change: -6 },
    ])
  })

  it('finds the plateau beside a spike, also where less is better', () => {
    const rows = [
      [1, 1, 1, 1, 1],
      [1, 9, 1, 5, 5],
      [1, 1, 1, 5, 5],
      [1, 1, 1, 1, 1],
    ]
    expect(parameterStability(grid(rows)).plateau?.score).toBe(5)
    const turned = parameterStability(
      grid(
        rows.map(row => row.map(value => -value)),
        { better: 'less' },
      ),
    )
    expect(turned).toMatchObject({ stability: 0, best: { score: -9 }, plateau: { score: -5 } })
  })

  it('unknown neighbors count as the median', () => {
    const { NaN: unknown } = Number
    const { stability, neighborMean } = parameterStability(
      grid([
        [1, unknown, 1],
        [1, 9, 9],
        [1, 1, unknown],
      ]),
    )
    expect(neighborMean).toBe((1 + 1 + 1 + 9) / 4)
    expect(stability).toBeCloseTo(2 / 8, 12)
  })

  it('edge cases: one run, nothing known, all the same', () => {
    expect(parameterStability(grid([[3]]))).toMatchObject({
      stability: Number.NaN,
      neighborMean: Number.NaN,
      best: { neighbors: 0, smoothed: 3 },
      plateau: { index: 0 },
    })
    expect(parameterStability(grid([[Number.NaN, Number.NaN]]))).toMatchObject({
      stability: Number.NaN,
      best: undefined,
      plateau: undefined,
      median: Number.NaN,
    })
    expect(
      parameterStability(
        grid([
          [4, 4],
          [4, 4],
        ]),
      ).stability,
    ).toBe(1)
  })

  it('lists have the nearest as neighbors', () => {
    const list = { form: 'list', params: { a: [0, 1, 2, 50, 51, 100] } } as unknown as Partial<SweepResult>
    const { best, steps, stability } = parameterStability(grid([[8, 9, 8, 1, 1, 1]], list), { neighbors: 2 })
    expect(best).toMatchObject({ index: 1, neighbors: 2, smoothed: 25 / 3 })
    expect(steps).toEqual([])
    expect(stability).toBeCloseTo((8 - 4.5) / (9 - 4.5), 12)
  })

  it('reads a real sweep, by another number as well', () => {
    const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 800 }), {
      grid: { fast: [5, 10, 15], slow: [40, 60] },
      settings: { 'exits.stopLoss': [null, 0.05] },
    })
    expect(parameterStability(result).best).toMatchObject({ index: result.best[0].index, settings: result.best[0].settings })
    const calm = parameterStability(result, { objective: 'maxDrawdown' })
    expect(calm.best?.score).toBe(Math.min(...result.metrics.maxDrawdown))
    expect(() => parameterStability(result, { neighbors: 0 })).toThrow('neighbors is 0')
    expect(() => parameterStability(result, { objective: 'sharp' as never })).toThrow('there is no column "sharp"')
  })
})
