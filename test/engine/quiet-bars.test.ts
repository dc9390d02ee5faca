import { describe, expect, it } from 'vitest'
import { priceRange, QuietBars } from '../../src/engine/quiet-bars.ts'

const column = (...values: number[]) => Float64Array.from(values)
const prices = {
  length: 5,
  open: column(10, 10, 10, 10, 10),
  high: column(11, 12, 13, 14, 15),
  low: column(9, 9.5, 9, 8, 7),
  close: column(10, 11, 12, 13, 14),
}

describe('with a position it passes until a level is touched', () => {
  const held = (quantity: number, change: Partial<QuietBars>) => {
    const bars = new QuietBars(prices)
    Object.assign(bars, { quantity, ...change })
    return { end: bars.passHeld(0, 5), best: bars.best }
  }

  it('long', () => {
    expect(held(2, { level: 8, profit: 100 }).end).toBe(3)
    expect(held(2, { level: 0, profit: 13 }).end).toBe(2)
    expect(held(2, { level: 0, profit: Number.POSITIVE_INFINITY }).end).toBe(5)
  })

  it('short', () => {
    expect(held(-2, { level: 14, profit: 0, trailing: Number.POSITIVE_INFINITY }).end).toBe(3)
    expect(held(-2, { level: 100, profit: 9, trailing: Number.POSITIVE_INFINITY }).end).toBe(0)
  })

  it('a trailing stop follows the bars before', () => {
    // Levels 10 × 0.9 = 9 would be touched on bar 0 (low 9): best 9.9 gives 8.91, then 11 gives 9.9.
    expect(held(1, { level: 0, trailing: 0.9, best: 9.9 })).toMatchObject({ end: 1, best: 11 })
    expect(held(1, { level: 0, trailing: 0.5, best: 10 })).toMatchObject({ end: 4, best: 14 })
    expect(held(-1, { level: 100, profit: 0, trailing: 1.2, best: 10 })).toMatchObject({ end: 1, best: 9 })
  })

  it('not beyond where it is told to stop', () => {
    const bars = new QuietBars(prices)
    bars.quantity = 1
    expect(bars.passHeld(1, 3)).toBe(3)
  })
})

describe('a level is out of reach when no price of the history touches it', () => {
  const reach = (quantity: number, change: Partial<QuietBars>, range = priceRange(prices)) => {
    const bars = new QuietBars(prices, range)
    Object.assign(bars, { quantity, ...change })
    return bars.isOutOfReach()
  }

  it('strictly beyond the range, on both sides', () => {
    expect(priceRange(prices)).toEqual({ lowest: 7, highest: 15 })
    expect(reach(1, { level: 6.99, profit: 15.01 })).toBe(true)
    expect(reach(1, { level: 7, profit: 15.01 })).toBe(false)
    expect(reach(1, { level: 6.99, profit: 15 })).toBe(false)
    expect(reach(-1, { level: 15.01, profit: 6.99, trailing: Number.POSITIVE_INFINITY })).toBe(true)
    expect(reach(-1, { level: 15, profit: 6.99, trailing: Number.POSITIVE_INFINITY })).toBe(false)
  })

  it('never with a trailing stop, an unknown price or without a range', () => {
    expect(reach(1, { level: 0, trailing: 0.9 })).toBe(false)
    expect(reach(1, { level: 0 }, priceRange({ ...prices, low: column(9, Number.NaN, 9, 8, 7) }))).toBe(false)
    expect(new QuietBars(prices).isOutOfReach()).toBe(false)
  })
})
