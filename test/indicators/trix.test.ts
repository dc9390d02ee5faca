import { describe, expect, it } from 'vitest'
import { trix } from '../../src/indicators/trix.ts'

describe('trix', () => {
  it('is worked by hand', () => {
    // first averages 2, 4, 6, 8; second 3, 5, 7; third 4, 6
    const got = trix(Float64Array.of(1, 3, 5, 7, 9), { period: 2, signal: 1 })
    expect(got.trix[3]).toBeNaN()
    expect(got.trix[4]).toBeCloseTo(50, 12)
    expect(got.signal[4]).toBe(got.trix[4])
  })

  it('is the rate of change for period 1', () => {
    const got = trix(Float64Array.of(100, 110, 99), { period: 1, signal: 2 })
    expect([...got.trix]).toEqual([Number.NaN, 10, -10])
    expect([...got.signal]).toEqual([Number.NaN, Number.NaN, 0])
  })

  it('finds a steady growth', () => {
    const growing = Float64Array.from({ length: 400 }, (_, i) => 1.01 ** i)
    const got = trix(growing, { period: 10 })
    expect(got.trix[399]).toBeCloseTo(1, 9)
    expect(got.signal[399]).toBeCloseTo(1, 9)
  })

  it('is unknown after an average of 0, and its signal waits for the next ratio', () => {
    const got = trix(Float64Array.of(0, 1, 2, 4), { period: 1, signal: 2 })
    expect([...got.trix]).toEqual([Number.NaN, Number.NaN, 100, 100])
    expect([...got.signal]).toEqual([Number.NaN, Number.NaN, Number.NaN, 100])
  })

  it('is 0 where values do not move', () => {
    const { trix: line, signal } = trix(new Float64Array(120).fill(0.1))
    expect([line[119], signal[119]]).toEqual([0, 0])
  })
})
