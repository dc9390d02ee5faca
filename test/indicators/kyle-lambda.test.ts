import { describe, expect, it } from 'vitest'
import { kyleLambda } from '../../src/indicators/kyle-lambda.ts'

describe('kyleLambda', () => {
  it('is worked by hand', () => {
    // Changes 2, -1, 3 on signed volume 4, -2, 6.
    const values = kyleLambda({ close: Float64Array.of(10, 12, 11, 14), volume: Float64Array.of(7, 4, 2, 6) }, { period: 3 })
    expect([...values.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(values[3]).toBeCloseTo(0.5, 13)
  })

  it('is NaN where nothing moves or nothing is traded', () => {
    const moving = Float64Array.from({ length: 60 }, (_, i) => 10 + Math.sin(i))
    expect(kyleLambda({ close: new Float64Array(60).fill(3), volume: moving }).every(Number.isNaN)).toBe(true)
    expect(kyleLambda({ close: moving, volume: new Float64Array(60) }).every(Number.isNaN)).toBe(true)
  })
})
