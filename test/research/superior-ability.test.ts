import { describe, expect, it } from 'vitest'
import { superiorAbility } from '../../src/research/superior-ability.ts'
import { noiseColumns } from './lcg.ts'

describe('superiorAbility', () => {
  it('the three versions are in order', () => {
    const trials = noiseColumns(4, 150, 12).map((column, k) => column.map(value => value - 0.0004 * k))
    const { lower, consistent, upper } = superiorAbility(trials, { seed: 3 })
    expect(lower.pValue).toBeLessThanOrEqual(consistent.pValue)
    expect(consistent.pValue).toBeLessThanOrEqual(upper.pValue)
    expect(lower.critical).toBeLessThanOrEqual(upper.critical)
  })

  it('useless trials thrown in do not hide a good one', () => {
    const good = noiseColumns(9, 250, 1)[0].map(value => value + 0.0018)
    const bad = noiseColumns(10, 250, 60).map(column => column.map(value => 5 * value - 0.03))
    const alone = superiorAbility([good], { seed: 1, blockLength: 1 })
    const among = superiorAbility([good, ...bad], { seed: 1, blockLength: 1 })
    expect(among.candidates.filter(Boolean)).toHaveLength(1)
    expect(among.consistent.pValue).toBe(alone.consistent.pValue)
    expect(among.upper.pValue).toBeGreaterThan(among.consistent.pValue)
  })

  it('a trial that is the benchmark itself has no statistic', () => {
    const test = superiorAbility([new Float64Array(50), ...noiseColumns(2, 50, 1)], { seed: 1 })
    expect(test.deviations[0]).toBe(0)
    expect(Number.isFinite(test.statistic)).toBe(true)
    const flat = superiorAbility([new Float64Array(50)], { seed: 1 })
    expect(flat.statistic).toBe(0)
    expect(flat.consistent.pValue).toBe(1)
  })

  it('kernel and bootstrap variance are near each other', () => {
    const [trial] = noiseColumns(11, 400, 1)
    const options = { seed: 1, resamples: 4000, blockLength: 5 }
    const bootstrap = superiorAbility([trial], options).deviations[0]
    const kernel = superiorAbility([trial], { ...options, variance: 'kernel' }).deviations[0]
    expect(Math.abs(kernel / bootstrap - 1)).toBeLessThan(0.05)
  })

  it('refuses', () => {
    const indices = [[0, 1, 2]]
    const trial = Float64Array.of(1, 2, 4)
    expect(() => superiorAbility([trial], { indices, variance: 'kernel' })).toThrowError(/needs the blockLength/)
    expect(() => superiorAbility([trial], { indices, variance: 'x' as 'kernel' })).toThrowError(
      expect.objectContaining({ code: 'research/variance' }),
    )
  })
})
