import { describe, expect, it } from 'vitest'
import { qstick } from '../../src/indicators/qstick.ts'

describe('qstick', () => {
  it('is worked by hand', () => {
    const bars = { open: Float64Array.of(5, 7, 6), close: Float64Array.of(8, 6, 6) }
    expect([...qstick(bars, { period: 2 })]).toEqual([Number.NaN, 1, -0.5])
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(20).fill(0.1)
    expect(qstick({ open: flat, close: flat })[19]).toBe(0)
  })
})
