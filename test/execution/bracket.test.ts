import { describe, expect, it } from 'vitest'
import { applyFill, openAccount } from '../../src/engine/account.ts'
import { bracket, EXIT_GROUP } from '../../src/execution/bracket.ts'

function holding(quantity: number, price: number) {
  const account = openAccount(1000)
  applyFill(account, quantity, price, 0)
  return account
}

describe('bracket', () => {
  it('protects a long position by sales of all of it', () => {
    expect(bracket(holding(4, 64), { stopLoss: 0.25, trailingStop: 0.125, takeProfit: 0.5 })).toEqual([
      { kind: 'stop', level: 48, side: 'sell', quantity: 4, group: EXIT_GROUP, reason: 'stop' },
      { kind: 'trailing', distance: 0.125, extreme: 64, side: 'sell', quantity: 4, group: EXIT_GROUP, reason: 'trailing' },
      { kind: 'touch', level: 96, side: 'sell', quantity: 4, group: EXIT_GROUP, reason: 'target' },
    ])
  })

  it('is mirrored for a short one', () => {
    expect(bracket(holding(-4, 64), { stopLoss: 0.25, takeProfit: 0.5, targetFill: 'limit' })).toEqual([
      { kind: 'stop', level: 80, side: 'buy', quantity: 4, group: EXIT_GROUP, reason: 'stop' },
      { kind: 'limit', level: 32, side: 'buy', quantity: 4, group: EXIT_GROUP, reason: 'target' },
    ])
  })

  it('is empty without rules and without a position', () => {
    expect(bracket(holding(4, 64), { maxBars: 3 })).toEqual([])
    expect(bracket(openAccount(1000), { stopLoss: 0.25 })).toEqual([])
  })
})
