import { describe, expect, it } from 'vitest'
import { kellyFraction, RecentTrades } from '../../src/engine/kelly.ts'

describe('kellyFraction', () => {
  it('is the mean over the sample variance, times the share', () => {
    // Mean 0.1, deviations ±0.2: variance 0.08 with two trades.
    expect(kellyFraction({ kelly: 0.5, trades: 2 }, [0.3, -0.1], 2)).toBeCloseTo(0.625, 12)
    // Mean 0.1, deviations 0.2, -0.2 and 0: 0.08 over two.
    expect(kellyFraction({ kelly: 0.1, trades: 3 }, [0.3, -0.1, 0.1], 3)).toBeCloseTo(0.25, 12)
  })

  it('is the minimum until there are as many trades, and when they lose', () => {
    expect(kellyFraction({ kelly: 1 }, [0.3, -0.1], 2)).toBe(0.02)
    expect(kellyFraction({ kelly: 1, minimum: 0.3, trades: 3 }, [0.3, -0.1], 2)).toBe(0.3)
    expect(kellyFraction({ kelly: 1, trades: 2 }, [0.1, -0.3], 2)).toBe(0.02)
  })

  it('is never below the minimum', () => {
    expect(kellyFraction({ kelly: 0.01, trades: 2, minimum: 0.1 }, [0.3, -0.1], 2)).toBe(0.1)
  })

  it('without variance has no limit when the trades gain', () => {
    expect(kellyFraction({ kelly: 1, trades: 2 }, [0.5, 0.5], 2)).toBe(Number.POSITIVE_INFINITY)
    expect(kellyFraction({ kelly: 1, trades: 2 }, [0, 0], 2)).toBe(0.02)
    expect(kellyFraction({ kelly: 1, trades: 2 }, [-0.5, -0.5], 2)).toBe(0.02)
  })
})

describe('RecentTrades', () => {
  it('a return is the profit after fees over what was paid in', () => {
    const trades = new RecentTrades(3)
    trades.book(0, 2, 100, 1)
    trades.book(2, 4, 150, 1)
    trades.book(4, 1, 200, 1)
    expect(trades.count).toBe(0)
    trades.book(1, 0, 100, 2)
    // Paid 500, received 700, fees 5.
    expect([...trades.returns.slice(0, trades.count)]).toEqual([195 / 500])
  })

  it('shorts gain when prices fall', () => {
    const trades = new RecentTrades(3)
    trades.book(0, -2, 100, 0)
    trades.book(-2, 0, 75, 10)
    expect(trades.returns[0]).toBe(0.2)
  })

  it('forgets all but the last', () => {
    const trades = new RecentTrades(2)
    for (const price of [110, 120, 130]) {
      trades.book(0, 1, 100, 0)
      trades.book(1, 0, price, 0)
    }
    expect(trades.count).toBe(2)
    expect([...trades.returns].sort()).toEqual([0.2, 0.3])
  })
})
