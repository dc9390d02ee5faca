import { describe, expect, it } from 'vitest'
import { relativeVolume } from '../../src/indicators/relative-volume.ts'

describe('relativeVolume', () => {
  it('leaves the bar itself out of what is usual', () => {
    expect([...relativeVolume({ volume: Float64Array.of(10, 30, 60, 9) }, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 3, 0.2])
  })

  it('is NaN where nothing was traded before, 0 where nothing is now', () => {
    expect([...relativeVolume({ volume: Float64Array.of(0, 5, 0) }, { period: 1 })]).toEqual([Number.NaN, Number.NaN, 0])
  })

  it('knows nothing in a short history', () => {
    for (const length of [0, 1, 3])
      expect(relativeVolume({ volume: new Float64Array(length).fill(1) }, { period: 3 }).every(Number.isNaN)).toBe(true)
  })
})
