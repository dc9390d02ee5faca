import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { createBootstrap } from '../../../src/research/bootstrap.ts'
import { monteCarlo } from '../../../src/research/monte-carlo.ts'
import { resampleSleeves } from '../../../src/research/portfolio/resample-sleeves.ts'

const random = seededRandom(3)
const noise = (drift = 0) => Float64Array.from({ length: 300 }, () => drift + 0.01 * random.normal())
const options = { seed: 1, barsPerYear: 365, paths: 200, blockLength: 10 } as const

describe('resampleSleeves', () => {
  it('draws whole rows as the bootstrap of the account does', () => {
    const columns = [noise(0.001), noise()]
    const account = columns[0].map((value, i) => value + columns[1][i])
    const { together } = resampleSleeves(columns, options)
    const plain = monteCarlo(account, { ...options, method: 'block', percentiles: [0.05, 0.5, 0.95] })
    for (const metric of ['totalReturn', 'sharpe', 'maxDrawdown'] as const) {
      expect(together[metric].p05).toBeCloseTo(plain.metrics[metric].quantiles[0], 10)
      expect(together[metric].median).toBeCloseTo(plain.metrics[metric].quantiles[1], 10)
      expect(together[metric].mean).toBeCloseTo(plain.metrics[metric].mean, 10)
    }
  })

  it('makes the return of every path from the contributions', () => {
    const columns = [noise(0.001), noise(), noise(-0.001)]
    const { sleeves, together } = resampleSleeves(columns, { ...options, paths: 20, names: ['a', 'b', 'c'] })
    const sum = sleeves.reduce((total, { contribution }) => total + contribution.mean, 0)
    expect(sum).toBeCloseTo(together.totalReturn.mean, 10)
    expect(sleeves.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(sleeves[2].loss).toBeGreaterThan(sleeves[0].loss)
    // One path by hand.
    const one = resampleSleeves(columns, { ...options, paths: 1 })
    const indices = createBootstrap({ method: 'block', observations: 300, seed: 1, blockLength: 10 }).fill(0, new Uint32Array(300))
    let worth = 1
    let earned = 0
    for (const i of indices) {
      earned += worth * columns[1][i]
      worth *= 1 + columns[0][i] + columns[1][i] + columns[2][i]
    }
    expect(one.sleeves[1].contribution.mean).toBeCloseTo(earned, 12)
    expect(one.together.totalReturn.mean).toBeCloseTo(worth - 1, 12)
  })

  it('has no width where nothing varies', () => {
    const { together, apart, sleeves, jointDrawdown } = resampleSleeves(
      [new Float64Array(50).fill(0.001), new Float64Array(50).fill(0.002)],
      options,
    )
    for (const spread of [together, apart]) {
      expect(spread.totalReturn.max - spread.totalReturn.min).toBeLessThan(1e-12)
      expect(spread.maxDrawdown.max).toBe(0)
      expect(spread.sharpe.count).toBe(0)
    }
    expect(sleeves.every(({ contribution }) => contribution.max - contribution.min < 1e-12)).toBe(true)
    expect(jointDrawdown).toBeNaN()
  })

  it('sees twins fall together and opposites make up for each other', () => {
    const drawn = noise()
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const one = drawn.map(value => value - mean)
    // Without a trend drawdowns grow with the volatility: twins have the root of two times that of strangers.
    const twins = resampleSleeves([one, one], { ...options, paths: 1000 })
    expect(twins.jointDrawdown).toBeGreaterThan(1.2)
    const opposites = resampleSleeves([one, one.map(value => -value)], options)
    expect(opposites.together.maxDrawdown.max).toBeLessThan(1e-12)
    expect(opposites.jointDrawdown).toBeLessThan(0.01)
    const strangers = resampleSleeves([one, noise()], { ...options, paths: 1000 })
    expect(strangers.jointDrawdown).toBeGreaterThan(0.85)
    expect(strangers.jointDrawdown).toBeLessThan(1.15)
  })

  it('depends on the seed alone', () => {
    const columns = [noise(), noise()]
    expect(resampleSleeves(columns, options)).toEqual(resampleSleeves(columns, options))
    expect(resampleSleeves(columns, { ...options, seed: 2 })).not.toEqual(resampleSleeves(columns, options))
  })

  it('refuses what makes no sense, and stops', () => {
    const refuses = (code: string, work: () => unknown) => expect(work).toThrow(expect.objectContaining({ code }))
    refuses('research/returns', () => resampleSleeves([], options))
    refuses('research/returns', () => resampleSleeves([[]], options))
    refuses('research/returns', () => resampleSleeves([[1], [1, 2]], options))
    refuses('research/returns', () => resampleSleeves([[0, Number.NaN]], options))
    refuses('monte-carlo/paths', () => resampleSleeves([[0.1]], { ...options, paths: Number.NaN }))
    refuses('research/block-length', () => resampleSleeves([[0.1]], { ...options, blockLength: 0 }))
    expect(() => resampleSleeves([[0.1]], { ...options, signal: AbortSignal.abort(new Error('no')) })).toThrow('no')
  })
})
