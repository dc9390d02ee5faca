import { describe, expect, it } from 'vitest'
import { checkPercentiles, checkTimes, drawBands, spreadTimes } from '../../src/research/equity-fan.ts'
import { Quantiles } from '../../src/research/quantiles.ts'

describe('drawBands', () => {
  it('takes percentiles over all parts', () => {
    const parts = [
      { from: 0, to: 2, equity: Float64Array.of(1, 3, 10, 30) },
      { from: 2, to: 3, equity: Float64Array.of(2, 20) },
    ]
    const times = Float64Array.of(1, 5)
    const shared = { times, shares: 2, quantiles: new Quantiles(3, [0.5, 1]), scratch: new Float64Array(3) }
    const bands = drawBands(parts, shared)
    expect(bands.map(band => Array.from(band))).toEqual([
      [2, 20],
      [3, 30],
    ])
    const one = { from: 0, to: 3, equity: Float64Array.of(1, 3, 2, 10, 30, 20) }
    expect(drawBands([one], shared)).toEqual(bands)
  })
})

describe('spreadTimes', () => {
  it('is even and ends at the end', () => {
    expect(Array.from(spreadTimes(10, 4))).toEqual([3, 5, 8, 10])
    expect(Array.from(spreadTimes(3, 100))).toEqual([1, 2, 3])
    expect(spreadTimes(3, 0)).toHaveLength(0)
  })
})

describe('checks', () => {
  it('percentiles rise from 0 to 1', () => {
    expect(checkPercentiles()).toEqual([0.05, 0.25, 0.5, 0.75, 0.95])
    for (const wrong of [[0.5, 0.5], [0.5, 0.1], [-0.1], [1.1], [Number.NaN]])
      expect(() => checkPercentiles(wrong)).toThrowError(expect.objectContaining({ code: 'monte-carlo/percentiles' }))
  })

  it('times fit into memory', () => {
    expect(checkTimes(1000, 50, 10)).toBe(1000)
    expect(() => checkTimes(1000, 1000, 1e6)).toThrowError(/up to 268 with 1000000 paths/)
    expect(() => checkTimes(1.5, 10, 1)).toThrowError(expect.objectContaining({ code: 'monte-carlo/times' }))
  })
})
