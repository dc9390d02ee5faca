import { describe, expect, it } from 'vitest'
import { measureBand } from '../../src/research/metric-band.ts'
import { Quantiles } from '../../src/research/quantiles.ts'

const band = (values: number[], observed: number, comparable = true) =>
  measureBand(Float64Array.from(values), {
    observed,
    comparable,
    shares: 1,
    quantiles: new Quantiles(values.length, [0.5]),
    scratch: new Float64Array(values.length),
  })

describe('measureBand', () => {
  it('mean, median and rank by hand', () => {
    const { mean, quantiles, rank, known } = band([4, 1, 3, 2], 3)
    expect({ mean, rank, known }).toEqual({ mean: 2.5, rank: 2.5 / 4, known: 4 })
    expect(Array.from(quantiles)).toEqual([2.5])
  })

  it('leaves out what is not known', () => {
    expect(band([Number.NaN, 1, 3], 2)).toMatchObject({ mean: 2, rank: 0.5, known: 2 })
    const none = band([Number.NaN], 2)
    expect(none.known).toBe(0)
    expect([none.mean, none.rank, none.quantiles[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('does not rank by rounding, nor what cannot be compared', () => {
    expect(band([0.1 + 0.2, 0.3, 0.3 - 5e-17], 0.3).rank).toBe(0.5)
    expect(band([1, 2], 3, false).rank).toBeNaN()
    expect(band([1, 2], Number.NaN).rank).toBeNaN()
  })
})
