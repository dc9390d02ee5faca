import { describe, expect, it } from 'vitest'
import { accumulationDistribution } from '../../src/indicators/accumulation-distribution.ts'

const bars = {
  high: Float64Array.of(12, 12, 12, 10),
  low: Float64Array.of(8, 8, 8, 10),
  close: Float64Array.of(12, 9, 8, 10),
  volume: Float64Array.of(100, 50, 20, 70),
}

describe('accumulationDistribution', () => {
  it('is worked by hand, and a bar without a range adds nothing', () => {
    expect([...accumulationDistribution(bars)]).toEqual([100, 75, 55, 55])
  })

  it('takes no bars', () => {
    const none = new Float64Array(0)
    expect(accumulationDistribution({ high: none, low: none, close: none, volume: none }).length).toBe(0)
  })
})
