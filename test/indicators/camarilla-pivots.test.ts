import { describe, expect, it } from 'vitest'
import { camarillaPivots } from '../../src/indicators/camarilla-pivots.ts'

const bars = { high: Float64Array.of(12, 11, 30), low: Float64Array.of(8, 9, 1), close: Float64Array.of(9, 10, 20) }

describe('camarillaPivots', () => {
  it('are worked by hand from the bars before', () => {
    const levels = camarillaPivots(bars, { period: 2 })
    const want = {
      pivot: 10,
      r1: 10 + 4.4 / 12,
      s1: 10 - 4.4 / 12,
      r2: 10 + 4.4 / 6,
      s2: 10 - 4.4 / 6,
      r3: 11.1,
      s3: 8.9,
      r4: 12.2,
      s4: 7.8,
    }
    for (const [name, value] of Object.entries(want)) {
      expect(levels[name as keyof typeof want][2]).toBeCloseTo(value, 12)
      expect(levels[name as keyof typeof want][1]).toBeNaN()
    }
  })
})
