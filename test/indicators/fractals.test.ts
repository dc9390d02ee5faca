import { describe, expect, it } from 'vitest'
import { fractals } from '../../src/indicators/fractals.ts'

describe('fractals', () => {
  it('are told when they are confirmed, not before', () => {
    const high = Float64Array.of(1, 2, 5, 3, 2, 4, 3)
    const { up } = fractals({ high, low: high }, { strength: 2 })
    expect([...up]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1, 0, 0])
    expect([...fractals({ high, low: high }, { strength: 1 }).up]).toEqual([Number.NaN, Number.NaN, 0, 1, 0, 0, 1])
    expect([...fractals({ high, low: high }, { strength: 1 }).down]).toEqual([Number.NaN, Number.NaN, 0, 0, 0, 1, 0])
  })

  it('are none among equal highs, and none where prices do not move', () => {
    const high = Float64Array.of(1, 5, 5, 1, 0)
    expect([...fractals({ high, low: high }, { strength: 1 }).up]).toEqual([Number.NaN, Number.NaN, 0, 0, 0])
    const flat = new Float64Array(4).fill(0.1)
    expect([...fractals({ high: flat, low: flat }, { strength: 1 }).down]).toEqual([Number.NaN, Number.NaN, 0, 0])
  })
})
