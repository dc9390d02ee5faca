import { describe, expect, it } from 'vitest'
import { mean, standardDeviation } from '../../src/metrics/moments.ts'
import { backtestOverfitting } from '../../src/research/backtest-overfitting.ts'
import { noiseColumns } from './lcg.ts'

describe('backtestOverfitting', () => {
  it('two blocks by hand', () => {
    const trials = [Float64Array.of(9, 3, 1, 2, 3), Float64Array.of(9, 1, 1, 4, 5)]
    const result = backtestOverfitting(trials, { blocks: 2, metric: 'mean' })
    // The first return is left out. First half: 2 and 1, second half: 2.5 and 4.5.
    expect(result.skippedBars).toBe(1)
    expect(Array.from(result.winners)).toEqual([0, 1])
    expect(Array.from(result.inSample)).toEqual([2, 4.5])
    expect(Array.from(result.outOfSample)).toEqual([2.5, 1])
    expect(Array.from(result.logits)).toEqual([Math.log(0.5), Math.log(0.5)])
    expect(result.probability).toBe(1)
    expect(result.lossProbability).toBe(0)
    expect(result.slope).toBeCloseTo(-0.6, 12)
    expect(result.determination).toBeCloseTo(1, 12)
  })

  it('a plain slow twin gives the same Sharpe ratios', () => {
    const trials = noiseColumns(3, 67, 5)
    const result = backtestOverfitting(trials, { blocks: 4 })
    // Rows 3 to 66 in blocks of 16; the first combination takes blocks 0 and 1.
    const ratio = (column: Float64Array) => mean(column) / standardDeviation(column)
    const first = trials.map(trial => ratio(trial.slice(3, 35)))
    const winner = first.indexOf(Math.max(...first))
    expect(result.winners[0]).toBe(winner)
    expect(result.inSample[0]).toBeCloseTo(first[winner], 12)
    expect(result.outOfSample[0]).toBeCloseTo(ratio(trials[winner].slice(35)), 12)
  })

  it('skill in one trial is recognized', () => {
    const trials = noiseColumns(5, 200, 10)
    trials[4] = trials[4].map(value => value + 0.02)
    expect(backtestOverfitting(trials, { blocks: 8 }).probability).toBe(0)
  })

  it('equal trials share the middle rank', () => {
    const same = noiseColumns(6, 40, 1)[0]
    const result = backtestOverfitting([same, same, same], { blocks: 4 })
    expect(Array.from(result.logits)).toEqual(new Array(6).fill(0))
    expect(result.probability).toBe(1)
  })

  it('a trial that does nothing performs 0', () => {
    const result = backtestOverfitting([new Float64Array(20), new Float64Array(20)], { blocks: 2 })
    expect(Array.from(result.inSample)).toEqual([0, 0])
    expect(result.slope).toBeNaN()
  })

  it.each([
    [{ blocks: 3 }, 'research/blocks'],
    [{ blocks: 22 }, 'research/blocks'],
    [{ blocks: 20 }, 'research/blocks'],
    [{ metric: 'median' as 'mean' }, 'research/metric'],
  ])('refuses %j', (options, code) => {
    expect(() => backtestOverfitting(noiseColumns(1, 12, 2), options)).toThrowError(expect.objectContaining({ code }))
  })

  it('refuses a single trial', () => {
    expect(() => backtestOverfitting(noiseColumns(1, 40, 1))).toThrowError(expect.objectContaining({ code: 'research/trials' }))
  })
})
