import { describe, expect, it } from 'vitest'
import { QuietBars } from '../../src/engine/quiet-bars.ts'

const column = (...values: number[]) => Float64Array.from(values)
const prices = {
  length: 5,
  open: column(10, 10, 10, 10, 10),
  high: column(11, 12, 13, 14, 15),
  low: column(9, 9.5, 9, 8, 7),
  close: column(10, 11, 12, 13, 14),
}

function quietBars(targets: number[]) {
  const equity = new Float64Array(5)
  return { equity, bars: new QuietBars(prices, Float64Array.from(targets), equity) }
}

it('without a position it passes until the target changes, and marks the cash', () => {
  const { bars, equity } = quietBars([0, 0, 0, 1, 1])
  bars.cash = 7
  expect(bars.passFlat(1)).toBe(3)
  expect([...equity]).toEqual([0, 7, 7, 0, 0])
})

describe('with a position it passes until a level is touched, and marks cash plus position', () => {
  const held = (quantity: number, change: Partial<QuietBars>) => {
    const { bars, equity } = quietBars([1, 1, 1, 1, 1])
    Object.assign(bars, { target: 1, cash: 100, quantity, ...change })
    return { end: bars.passHeld(0, 5), best: bars.best, equity: [...equity] }
  }

  it('long', () => {
    expect(held(2, { level: 8, profit: 100 })).toMatchObject({ end: 3, equity: [120, 122, 124, 0, 0] })
    expect(held(2, { level: 0, profit: 13 }).end).toBe(2)
    expect(held(2, { level: 0, profit: Number.POSITIVE_INFINITY }).end).toBe(5)
  })

  it('short', () => {
    expect(held(-2, { level: 14, profit: 0, trailing: Number.POSITIVE_INFINITY })).toMatchObject({ end: 3, equity: [80, 78, 76, 0, 0] })
    expect(held(-2, { level: 100, profit: 9, trailing: Number.POSITIVE_INFINITY }).end).toBe(0)
  })

  it('a trailing stop follows the bars before', () => {
    // Levels 10 × 0.9 = 9 would be touched on bar 0 (low 9): best 9.9 gives 8.91, then 11 gives 9.9.
    expect(held(1, { level: 0, trailing: 0.9, best: 9.9 })).toMatchObject({ end: 1, best: 11 })
    expect(held(1, { level: 0, trailing: 0.5, best: 10 })).toMatchObject({ end: 4, best: 14 })
    expect(held(-1, { level: 100, profit: 0, trailing: 1.2, best: 10 })).toMatchObject({ end: 1, best: 9 })
  })

  it('not beyond where it is told to stop', () => {
    const { bars } = quietBars([1, 1, 1, 1, 1])
    Object.assign(bars, { target: 1, quantity: 1 })
    expect(bars.passHeld(1, 3)).toBe(3)
  })
})
