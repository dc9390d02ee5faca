import { describe, expect, it } from 'vitest'
import { pvi } from '../../src/indicators/pvi.ts'

describe('pvi', () => {
  it('compounds the bars that count, worked by hand', () => {
    // Volume rises, falls, stays.
    expect([...pvi({ close: Float64Array.of(10, 15, 12, 18), volume: Float64Array.of(5, 9, 4, 4) })]).toEqual([1000, 1500, 1500, 1500])
  })

  it('changes nothing after a close of 0', () => {
    const volume = Float64Array.of(1, 1, 2, 2)
    expect([...pvi({ close: Float64Array.of(4, 0, 8, 12), volume })]).toEqual([1000, 1000, 1000, 1000])
  })
})
