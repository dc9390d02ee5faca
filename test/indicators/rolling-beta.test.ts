import { describe, expect, it } from 'vitest'
import { rollingBeta } from '../../src/indicators/rolling-beta.ts'

describe('rollingBeta', () => {
  it('is the slope on the second column, worked by hand', () => {
    const benchmark = Float64Array.of(0.02, -0.02, 0.04, 0.01)
    const asset = benchmark.map(value => 0.01 - 1.5 * value)
    const values = rollingBeta({ close: asset, volume: benchmark }, { period: 3 })
    expect(values[1]).toBeNaN()
    expect(values[2]).toBeCloseTo(-1.5, 12)
    expect(values[3]).toBeCloseTo(-1.5, 12)
  })

  it('is NaN where the second column does not move, 0 where only the first does not', () => {
    const moving = Float64Array.of(1, 2, 4)
    const flat = new Float64Array(3).fill(0.1)
    expect(rollingBeta({ close: moving, volume: flat }, { period: 3 })[2]).toBeNaN()
    expect(rollingBeta({ close: flat, volume: moving }, { period: 3 })[2]).toBe(0)
  })
})
