import { describe, expect, it } from 'vitest'
import { pivotPoints } from '../../src/indicators/pivot-points.ts'

const bars = { high: Float64Array.of(12, 11, 30), low: Float64Array.of(8, 9, 1), close: Float64Array.of(9, 10, 20) }

describe('pivotPoints', () => {
  it('are worked by hand from the bars before', () => {
    const { pivot, r1, s1, r2, s2, r3, s3 } = pivotPoints(bars, { period: 2 })
    expect([pivot[1], r1[1]]).toEqual([Number.NaN, Number.NaN])
    expect([pivot, r1, s1, r2, s2, r3, s3].map(column => column[2])).toEqual([10, 12, 8, 14, 6, 16, 4])
  })

  it('are all equal where prices did not move', () => {
    const flat = new Float64Array(3).fill(0.5)
    const levels = pivotPoints({ high: flat, low: flat, close: flat }, { period: 2 })
    for (const column of Object.values(levels)) expect(column[2]).toBe(0.5)
  })
})
