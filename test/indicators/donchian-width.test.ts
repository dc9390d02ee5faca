import { describe, expect, it } from 'vitest'
import { donchianWidth } from '../../src/indicators/donchian-width.ts'

describe('donchianWidth', () => {
  it('is worked by hand', () => {
    const bars = { high: Float64Array.of(110, 105, 100), low: Float64Array.of(100, 90, 60) }
    expect([...donchianWidth(bars, { period: 2 })]).toEqual([Number.NaN, 0.2, 45 / 82.5])
  })

  it('is 0 where prices do not move, NaN where the middle is 0', () => {
    const flat = new Float64Array(3).fill(0.1)
    expect(donchianWidth({ high: flat, low: flat }, { period: 3 })[2]).toBe(0)
    expect(donchianWidth({ high: Float64Array.of(1), low: Float64Array.of(-1) }, { period: 1 })[0]).toBeNaN()
  })
})
