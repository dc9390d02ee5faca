import { describe, expect, it } from 'vitest'
import { fibonacciPivots } from '../../src/indicators/fibonacci-pivots.ts'

const bars = { high: Float64Array.of(12, 11, 30), low: Float64Array.of(8, 9, 1), close: Float64Array.of(9, 10, 20) }

describe('fibonacciPivots', () => {
  it('are worked by hand from the bars before', () => {
    const levels = fibonacciPivots(bars, { period: 2 })
    const want = { pivot: 10, r1: 11.528, s1: 8.472, r2: 12.472, s2: 7.528, r3: 14, s3: 6 }
    for (const [name, value] of Object.entries(want)) {
      expect(levels[name as keyof typeof want][2]).toBeCloseTo(value, 12)
      expect(levels[name as keyof typeof want][1]).toBeNaN()
    }
  })
})
