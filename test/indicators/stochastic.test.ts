import { describe, expect, it } from 'vitest'
import { stochastic } from '../../src/indicators/stochastic.ts'

const bars = {
  high: Float64Array.of(10, 12, 11, 14, 13),
  low: Float64Array.of(8, 9, 10, 10, 9),
  close: Float64Array.of(9, 12, 10, 11, 13),
}

describe('stochastic', () => {
  it('is worked by hand', () => {
    // ranges of 2 bars: 8-12, 9-12, 10-14, 9-14; raw 100, 100/3, 25, 80
    const { k, d } = stochastic(bars, { period: 2, smooth: 1, signal: 2 })
    const raw = [100, 100 / 3, 25, 80]
    for (let i = 0; i < 4; i++) expect(k[i + 1]).toBeCloseTo(raw[i], 12)
    expect(k[0]).toBeNaN()
    expect(d[1]).toBeNaN()
    for (let i = 2; i < 5; i++) expect(d[i]).toBeCloseTo((raw[i - 1] + raw[i - 2]) / 2, 12)
  })

  it('averages k over smooth bars', () => {
    const { k, d } = stochastic(bars, { period: 2, smooth: 2, signal: 1 })
    expect([k[0], k[1]]).toEqual([Number.NaN, Number.NaN])
    expect(k[2]).toBeCloseTo((100 + 100 / 3) / 2, 12)
    expect(d).toEqual(k)
  })

  it('is 50 where prices do not move', () => {
    const flat = new Float64Array(40).fill(0.1)
    const { k, d } = stochastic({ high: flat, low: flat, close: flat })
    expect([...k.subarray(15)].every(value => value === 50)).toBe(true)
    expect([...d.subarray(17)].every(value => value === 50)).toBe(true)
    expect([k[14], d[16]]).toEqual([Number.NaN, Number.NaN])
  })

  it('never leaves 0 to 100', () => {
    const close = Float64Array.from({ length: 500 }, (_, i) => 100 + Math.sin(i * i) / 3)
    const { k, d } = stochastic({ high: close, low: close, close }, { period: 7, smooth: 3, signal: 5 })
    for (const value of [...k.subarray(8), ...d.subarray(12)]) expect(value >= 0 && value <= 100).toBe(true)
  })

  it('keeps no trace of a spike that has left all windows', () => {
    const close = Float64Array.from({ length: 80 }, (_, i) => 100 + Math.sin(i * i))
    const spiked = close.slice()
    spiked[30] = 1e15
    const after = 30 + 14 + 3 + 3 - 2
    const [got, want] = [stochastic({ high: spiked, low: close, close }), stochastic({ high: close, low: close, close })]
    expect(got.k.subarray(after)).toEqual(want.k.subarray(after))
    expect(got.d.subarray(after)).toEqual(want.d.subarray(after))
    expect(got.k[31]).not.toBe(want.k[31])
  })

  it('knows nothing in a short or empty history', () => {
    const none = new Float64Array(0)
    expect(stochastic({ high: none, low: none, close: none }).k.length).toBe(0)
    expect([...stochastic(bars, { period: 6 }).k].every(value => Number.isNaN(value))).toBe(true)
    const { k, d } = stochastic(bars, { period: 3, smooth: 2, signal: 4 })
    expect(k[3]).not.toBeNaN()
    expect([...d].every(value => Number.isNaN(value))).toBe(true)
  })
})
