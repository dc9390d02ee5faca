import { describe, expect, it } from 'vitest'
import { bootstrapMeans } from '../../src/research/bootstrap-means.ts'
import { noiseColumns } from './lcg.ts'

describe('bootstrapMeans', () => {
  const trials = [Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 0, 0, 8)]

  it('takes the bars that it is given', () => {
    const { means, resampled, resamples } = bootstrapMeans(trials, {
      indices: [
        [3, 3, 0, 0],
        [1, 2],
      ],
    })
    expect(Array.from(means)).toEqual([2.5, 2])
    expect(resamples).toBe(2)
    expect(Array.from(resampled)).toEqual([2.5, 4, 2.5, 0])
  })

  it('repeats itself with the same seed, and differs with another', () => {
    const columns = noiseColumns(1, 100, 3)
    const one = bootstrapMeans(columns, { seed: 1, resamples: 50 })
    expect(bootstrapMeans(columns, { seed: 1, resamples: 50 })).toEqual(one)
    expect(bootstrapMeans(columns, { seed: 2, resamples: 50 }).resampled).not.toEqual(one.resampled)
    // The first resamples do not depend on how many there are.
    expect(bootstrapMeans(columns, { seed: 1, resamples: 10 }).resampled).toEqual(one.resampled.slice(0, 30))
    expect(one.blockLength).toBeGreaterThanOrEqual(1)
  })

  it.each([
    [{}, 'research/seed'],
    [{ seed: 1, resamples: 0 }, 'research/resamples'],
    [{ indices: [] }, 'research/resamples'],
    [{ indices: [[4]] }, 'research/indices'],
    [{ indices: [[0.5]] }, 'research/indices'],
    [{ seed: 1, blockLength: 0.5 }, 'research/block-length'],
  ])('refuses %j', (options, code) => {
    expect(() => bootstrapMeans(trials, options)).toThrowError(expect.objectContaining({ code }))
  })

  it('refuses two bars', () => {
    expect(() => bootstrapMeans([Float64Array.of(1, 2)], { seed: 1 })).toThrowError(/too few to resample/)
  })
})
