import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillRootWindowMeans, rootWindowMean } from '../../src/indicators/root-window-mean.ts'

describe('rootWindowMean', () => {
  it('is worked by hand', () => {
    const step = rootWindowMean({ period: 2, scale: 3 })
    expect([step(2), step(16), step(2)]).toEqual([Number.NaN, 9, 9])
  })

  it('is NaN for a negative mean', () => {
    expect(rootWindowMean({ period: 1, scale: 1 })(-1)).toBeNaN()
  })

  it('fills with the bits of the step', () => {
    const positive = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 60 })
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 9 }), (values, period) => {
        const out = new Float64Array(values.length).fill(Number.NaN)
        fillRootWindowMeans(Float64Array.from(values), out, { period, scale: 1.5 })
        expect([...out]).toEqual(values.map(rootWindowMean({ period, scale: 1.5 })))
      }),
    )
  })
})
