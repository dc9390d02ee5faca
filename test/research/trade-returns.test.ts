import { describe, expect, it } from 'vitest'
import { tradeReturns } from '../../src/research/trade-returns.ts'

describe('tradeReturns', () => {
  it('compound to the equity after all closed trades', () => {
    const returns = tradeReturns([{ pnl: 50 }, { pnl: -30, exitReason: 'stop' }, { pnl: 999, exitReason: 'open' }, { pnl: 12 }], 1000)
    expect(returns).toHaveLength(3)
    expect(returns.reduce((equity, value) => equity * (1 + value), 1000)).toBeCloseTo(1032, 9)
  })

  it('none, and an empty account', () => {
    expect(tradeReturns([], 1000)).toHaveLength(0)
    expect(() => tradeReturns([{ pnl: -1000 }, { pnl: 1 }], 1000)).toThrowError(/at 0 before trade 1/)
    expect(() => tradeReturns([], 0)).toThrowError(expect.objectContaining({ code: 'metrics/capital' }))
  })
})
