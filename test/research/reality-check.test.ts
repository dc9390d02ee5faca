import { describe, expect, it } from 'vitest'
import { realityCheck } from '../../src/research/reality-check.ts'
import { noiseColumns } from './lcg.ts'

describe('realityCheck', () => {
  it('by hand', () => {
    const check = realityCheck([Float64Array.of(1, -1, 3), Float64Array.of(0, 0, 0)], {
      indices: [
        [2, 2, 2],
        [0, 0, 0],
        [0, 1, 2],
      ],
    })
    // Moves of the means: 3 - 1 and 0; 1 - 1 and 0; 0 and 0.
    expect(check.best).toBe(0)
    expect(check.statistic).toBeCloseTo(Math.sqrt(3), 14)
    expect(check.resampled[0]).toBeCloseTo(2 * Math.sqrt(3), 14)
    expect(check.pValue).toBeCloseTo(1 / 3, 14)
    expect(check.conservativePValue).toBeCloseTo(2 / 4, 14)
    expect(Array.from(check.aloneP)).toEqual([1 / 3, 1])
  })

  it('finds skill, and does not find it in noise', () => {
    const noise = noiseColumns(8, 300, 30)
    expect(realityCheck(noise, { seed: 1 }).pValue).toBeGreaterThan(0.05)
    const skilled = noise.map((column, k) => (k === 7 ? column.map(value => value + 0.004) : column))
    const check = realityCheck(skilled, { seed: 1 })
    expect(check.best).toBe(7)
    expect(check.pValue).toBeLessThan(0.01)
    expect(check.conservativePValue).toBeGreaterThan(0)
  })

  it('is right about as often as it promises', () => {
    // 120 samples of noise at the 10 % level: 12 rejections expected, 3.3 standard deviation.
    let rejected = 0
    for (let seed = 1; seed <= 120; seed++)
      rejected += +(realityCheck(noiseColumns(seed * 7919, 60, 5), { seed, resamples: 200, blockLength: 1 }).pValue < 0.1)
    expect(rejected).toBeGreaterThan(1)
    expect(rejected).toBeLessThan(26)
  })
})
