import { describe, expect, it } from 'vitest'
import type { Fill } from '../../../src/engine/fills.ts'
import { tradableQuantity } from '../../../src/engine/orders/tradable-quantity.ts'

const fill = (index: number, quantity: number, reason: Fill['reason'] = 'signal'): Fill => ({ index, quantity, price: 1, fee: 0, reason })
const limit = { index: 7, volume: 40, participation: 0.25, lot: undefined, fills: [] }

describe('tradableQuantity', () => {
  it('is the share of the volume, with the sign of what was asked for', () => {
    expect(tradableQuantity(12, limit)).toBe(10)
    expect(tradableQuantity(-12, limit)).toBe(-10)
    expect(tradableQuantity(-9, limit)).toBe(-9)
  })

  it('is less by what the bar has seen, not by other bars and liquidations', () => {
    const fills = [fill(6, 100), fill(7, -4), fill(7, 3), fill(7, 50, 'liquidation')]
    expect(tradableQuantity(12, { ...limit, fills })).toBe(3)
  })

  it('is cut to whole lots', () => {
    expect(tradableQuantity(12, { ...limit, lot: 4 })).toBe(8)
    expect(tradableQuantity(-12, { ...limit, lot: 11 })).toBeCloseTo(0, 12)
  })

  it('is all that was asked for where that fits, whole lots or not', () => {
    expect(tradableQuantity(9.5, { ...limit, lot: 4 })).toBe(9.5)
    expect(tradableQuantity(-10, { ...limit, lot: 4 })).toBe(-10)
    expect(tradableQuantity(10.5, { ...limit, lot: 4 })).toBe(8)
  })

  it('is never more than was asked for', () => {
    expect(tradableQuantity(-0.3, { ...limit, volume: 0.3 - 1e-16, participation: 1, lot: 0.1 })).toBe(-0.3)
  })

  it('is nothing without a volume, and everything without a limit', () => {
    expect(tradableQuantity(12, { ...limit, volume: Number.NaN })).toBe(0)
    expect(tradableQuantity(12, { ...limit, volume: 0, participation: undefined })).toBe(12)
  })
})
