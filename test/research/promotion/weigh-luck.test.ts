import { describe, expect, it } from 'vitest'
import { crossCheck, deflate, type TrialSample, testSuperiority } from '../../../src/research/promotion/weigh-luck.ts'
import { noiseColumns } from '../lcg.ts'

const noise = noiseColumns(5, 504, 40)
const sample = (returns: readonly Float64Array[], trials = returns.length): TrialSample => ({
  returns,
  chosen: 0,
  barsPerYear: 252,
  trials,
})
/** The first trial earns a true annual Sharpe ratio of about 5. */
const skilled = noise.map((column, k) => (k === 0 ? column.map(value => value + (0.01 * 5) / Math.sqrt(252)) : column))

describe('deflate', () => {
  it('sees through the best of noise, and recognizes skill', () => {
    const best = noise
      .map(column => column.reduce((sum, value) => sum + value, 0))
      .reduce((most, value, k, all) => (value > all[most] ? k : most), 0)
    expect(deflate({ ...sample(noise), chosen: best })).toMatchObject({ deflated: expect.closeTo(0.5, 0) })
    expect(deflate(sample(skilled)).deflated).toBeGreaterThan(0.95)
  })

  it('counts trials that are all different as what they are, equal ones as one', () => {
    expect(deflate(sample(noise)).effectiveTrials).toBeGreaterThan(35)
    expect(deflate(sample(noise)).effectiveTrials).toBeLessThanOrEqual(40.0001)
    const same = deflate(sample(Array.from({ length: 30 }, () => noise[0])))
    expect(same.effectiveTrials).toBeCloseTo(1, 6)
    expect(same.hurdle).toBeCloseTo(0, 6)
    expect(same.deflated).toBeCloseTo(same.probabilistic, 6)
  })

  it('believes less the more was tried elsewhere', () => {
    const here = deflate(sample(skilled))
    const everywhere = deflate(sample(skilled, 4000))
    expect(everywhere.effectiveTrials).toBeCloseTo(100 * here.effectiveTrials, 6)
    expect(everywhere.hurdle).toBeGreaterThan(here.hurdle)
    expect(everywhere.deflated).toBeLessThan(here.deflated)
    expect(everywhere.minimumYears).toBeGreaterThan(here.minimumYears)
    expect(everywhere.sharpe).toBe(here.sharpe)
  })

  it('takes a single trial at its word', () => {
    const alone = deflate(sample([skilled[0]]))
    expect(alone).toMatchObject({ effectiveTrials: 1, hurdle: 0, minimumYears: 0 })
    expect(alone.deflated).toBe(alone.probabilistic)
  })
})

describe('testSuperiority', () => {
  const how = { seed: 1, resamples: 400 }

  it('tells skill from luck', () => {
    expect(testSuperiority(sample(noise), how).pValue).toBeGreaterThan(0.05)
    expect(testSuperiority(sample(skilled), how).pValue).toBeLessThan(0.02)
  })

  it('is never 0, and the same for the same seed', () => {
    const wonder = noise.map((column, k) => (k === 0 ? column.map(value => value + 0.01) : column))
    const test = testSuperiority(sample(wonder), how)
    expect(test.pValue).toBeCloseTo(1 / 401, 12)
    expect(testSuperiority(sample(wonder), how)).toEqual(test)
  })

  it('corrects for trials elsewhere: twice as many, 1 - (1 - p)²', () => {
    const { sweepPValue, pValue } = testSuperiority(sample(noise, 80), how)
    expect(pValue).toBeCloseTo(1 - (1 - sweepPValue) ** 2, 12)
    expect(testSuperiority(sample(noise), how).pValue).toBeCloseTo(sweepPValue, 12)
  })
})

it('crossCheck finds noise to be overfit and skill not', () => {
  expect(crossCheck(sample(noise), 8).probability).toBeGreaterThan(0.2)
  expect(crossCheck(sample(skilled), 8)).toMatchObject({ probability: 0, blocks: 8 })
})
