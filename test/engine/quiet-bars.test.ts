import { describe, expect, it } from 'vitest'
import { applyFill, openAccount } from '../../src/engine/account.ts'
import { ExitLevels } from '../../src/engine/exit-levels.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
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
    expect(reach(-1, { level: 15.01, profit: 7, trailing: Number.POSITIVE_INFINITY })).toBe(false)
    expect(reach(-1, { level: 15.01, profit: 8, trailing: Number.POSITIVE_INFINITY })).toBe(false)
    // Columns may have room for bars to come.
    expect(priceRange({ ...prices, length: 3 })).toEqual({ lowest: 9, highest: 13 })
  })

  it('never with a trailing stop, an unknown price or without a range', () => {
    expect(reach(1, { level: 0, trailing: 0.9 })).toBe(false)
    expect(reach(1, { level: 0 }, priceRange({ ...prices, low: column(9, Number.NaN, 9, 8, 7) }))).toBe(false)
    expect(new QuietBars(prices).isOutOfReach()).toBe(false)
  })
})

describe('the levels of a position', () => {
  /** A position at 10, decided at an average true range of 1, from the first bar on. */
  const passed = (quantity: number, rules: ExitRules) => {
    const account = openAccount(1000)
    applyFill(account, quantity, 10, 0)
    const levels = new ExitLevels(rules)
    levels.enter(account, 1)
    levels.update(account, 0)
    const bars = new QuietBars(prices)
    bars.follows = rules.breakEven !== undefined
    bars.aim(quantity, levels)
    return { end: bars.passLevels(levels, 0, 5), best: levels.best }
  }

  it('are taken over, and the best price is given back', () => {
    expect(passed(1, { stopLoss: 0.2 }).end).toBe(3)
    expect(passed(1, { targetAtr: 3 }).end).toBe(2)
    expect(passed(-1, { stopLoss: 0.35, takeProfit: 0.25 }).end).toBe(3)
    // 2 below the best high before: 8, 9, 10 (bar 2 goes down to 9).
    expect(passed(1, { trailingAtr: 2 })).toEqual({ end: 2, best: 12 })
    // 4 above the best low before: 14 on bar 0, 13 from bar 1 on.
    expect(passed(-1, { trailingAtr: 4 })).toEqual({ end: 2, best: 9 })
  })

  it('move to the entry when the price has been far enough in favor', () => {
    // 12 is an event; what happens there is up to the rules.
    expect(passed(1, { breakEven: 0.2 })).toEqual({ end: 1, best: 11 })
    expect(passed(1, { breakEven: 0.6 })).toEqual({ end: 5, best: 15 })
  })
})
