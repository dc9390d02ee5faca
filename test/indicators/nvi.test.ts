import { describe, expect, it } from 'vitest'
import { nvi } from '../../src/indicators/nvi.ts'

describe('nvi', () => {
  it('compounds the bars that count, worked by hand', () => {
    // Volume rises, falls, stays.
    expect([...nvi({ close: Float64Array.of(10, 15, 12, 18), volume: Float64Array.of(5, 9, 4, 4) })]).toEqual([1000, 1000, 800, 800])
  })

  it('changes nothing after a close of 0', () => {
    const volume = Float64Array.of(9, 9, 8, 7)
    expect([...nvi({ close: Float64Array.of(4, 0, 8, 12), volume })]).toEqual([1000, 1000, 1000, 1500])
  })
})
