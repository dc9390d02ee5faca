import { describe, expect, it } from 'vitest'
import { balanceOfPower } from '../../src/indicators/balance-of-power.ts'

/** The bar in the middle has no range. */
const bars = {
  open: Float64Array.of(5, 7, 8),
  high: Float64Array.of(8, 7, 10),
  low: Float64Array.of(4, 7, 6),
  close: Float64Array.of(7, 7, 6),
}

describe('balanceOfPower', () => {
  it('is worked by hand', () => {
    expect([...balanceOfPower(bars)]).toEqual([0.5, 0, -0.5])
    expect([...balanceOfPower(bars, { period: 2 })]).toEqual([Number.NaN, 0.25, -0.25])
  })

  it('is 1 for a bar from its low to its high, -1 for the way back', () => {
    const low = Float64Array.of(0.1, 0.1)
    const high = Float64Array.of(0.7, 0.7)
    const power = balanceOfPower({ open: Float64Array.of(0.1, 0.7), high, low, close: Float64Array.of(0.7, 0.1) })
    expect([...power]).toEqual([1, -1])
  })
})
