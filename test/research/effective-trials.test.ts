import { describe, expect, it } from 'vitest'
import { effectiveTrials } from '../../src/research/effective-trials.ts'
import { noiseColumns } from './lcg.ts'

describe('effectiveTrials', () => {
  it('copies count as one', () => {
    const [trial] = noiseColumns(1, 50, 1)
    const found = effectiveTrials([trial, trial.map(value => 2 * value + 1), trial])
    expect(found.averageCorrelation).toBeCloseTo(1, 12)
    expect(found.byAverageCorrelation).toBeCloseTo(1, 12)
    expect(found.byClusters).toBe(1)
  })

  it('independent trials count each', () => {
    const found = effectiveTrials(noiseColumns(2, 2000, 12))
    expect(found.byClusters).toBe(12)
    expect(found.byAverageCorrelation).toBeGreaterThan(11)
    expect(Array.from(found.clusters)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('groups of similar trials, in whatever order', () => {
    const roots = noiseColumns(3, 300, 4)
    const noise = noiseColumns(4, 300, 40)
    const trials = noise.map((column, k) => column.map((value, t) => roots[k % 4][t] + 0.5 * value))
    const { clusters, byClusters } = effectiveTrials(trials)
    expect(byClusters).toBe(4)
    for (const [k, group] of Array.from(clusters).entries()) expect(group).toBe(k % 4)
  })

  it('average linkage by hand', () => {
    // Correlations: a and b 1, a and c 0 (an even and an odd function), so c stays alone at any threshold above 0.
    const a = Float64Array.of(-2, -1, 0, 1, 2)
    const c = Float64Array.of(4, 1, 0, 1, 4)
    const { averageCorrelation, byAverageCorrelation, clusters } = effectiveTrials([a, c, a.map(value => value * 3)], { threshold: 0.1 })
    expect(averageCorrelation).toBeCloseTo(1 / 3, 12)
    expect(byAverageCorrelation).toBeCloseTo(1 / 3 + (2 / 3) * 3, 12)
    expect(Array.from(clusters)).toEqual([0, 1, 0])
  })

  it('a trial that does nothing is like no other; one alone is one', () => {
    expect(effectiveTrials([new Float64Array(20), new Float64Array(20).fill(0.1)]).byClusters).toBe(2)
    expect(effectiveTrials(noiseColumns(1, 5, 1))).toMatchObject({ trials: 1, byAverageCorrelation: 1, byClusters: 1 })
  })

  it('refuses a threshold that is none', () => {
    expect(() => effectiveTrials(noiseColumns(1, 5, 2), { threshold: 1.5 })).toThrowError(
      expect.objectContaining({ code: 'research/threshold' }),
    )
  })
})
