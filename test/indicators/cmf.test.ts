import { describe, expect, it } from 'vitest'
import { cmf } from '../../src/indicators/cmf.ts'

const bars = {
  high: Float64Array.of(12, 12, 12, 10),
  low: Float64Array.of(8, 8, 8, 10),
  close: Float64Array.of(12, 9, 8, 10),
  volume: Float64Array.of(100, 50, 20, 70),
}

describe('cmf', () => {
  it('is worked by hand', () => {
    expect([...cmf(bars, { period: 2 })]).toEqual([Number.NaN, 75 / 150, -45 / 70, -20 / 90])
  })

  it('is NaN where nothing was traded, 0 where no bar has a range', () => {
    const still = { ...bars, volume: new Float64Array(4) }
    expect(cmf(still, { period: 2 }).every(Number.isNaN)).toBe(true)
    const flat = new Float64Array(3).fill(0.1)
    expect([...cmf({ high: flat, low: flat, close: flat, volume: Float64Array.of(1, 2, 3) }, { period: 1 })]).toEqual([0, 0, 0])
  })

  it('stays within -1 and 1 and keeps no trace of a spike', () => {
    const volume = Float64Array.of(1e15, 50, 20, 70)
    expect(cmf({ ...bars, volume }, { period: 2 }).subarray(2)).toEqual(cmf(bars, { period: 2 }).subarray(2))
    expect(cmf({ ...bars, volume }, { period: 1 })[0]).toBe(1)
  })
})
