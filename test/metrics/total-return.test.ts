import { describe, expect, it } from 'vitest'
import { totalReturn } from '../../src/metrics/total-return.ts'

describe('totalReturn', () => {
  it('counts from the first bar, or from the capital', () => {
    expect(totalReturn(Float64Array.of(100, 90, 130))).toBeCloseTo(0.3, 15)
    expect(totalReturn(Float64Array.of(90, 130), { capital: 100 })).toBeCloseTo(0.3, 15)
    expect(totalReturn(Float64Array.of(110), { capital: 100 })).toBeCloseTo(0.1, 15)
  })

  it('matches the reference curve of Peak_Trade', () => {
    expect(totalReturn(Float64Array.of(10000, 10100, 9999, 10250, 10150, 10400))).toBeCloseTo(0.04, 15)
  })

  it('is NaN where there is no start', () => {
    expect(totalReturn(new Float64Array(0))).toBeNaN()
    expect(totalReturn(new Float64Array(0), { capital: 100 })).toBeNaN()
    expect(totalReturn(Float64Array.of(0, 5))).toBeNaN()
    expect(totalReturn(Float64Array.of(5, Number.NaN))).toBeNaN()
    expect(() => totalReturn(Float64Array.of(5), { capital: -1 })).toThrow('capital is -1')
  })
})
