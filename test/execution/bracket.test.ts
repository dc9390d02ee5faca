import { describe, expect, it } from 'vitest'
import { applyFill, openAccount } from '../../src/engine/account.ts'
import { bracket, EXIT_GROUP } from '../../src/execution/bracket.ts'

function holding(quantity: number, price: number) {
  const account = openAccount(1000)
  applyFill(account, quantity, price, 0)
  return account
}

const past = { best: 64, atr: Number.NaN }

describe('bracket', () => {
  it('protects a long position by sales of all of it', () => {
    const whole = { side: 'sell', quantity: 4, group: EXIT_GROUP }
    expect(bracket(holding(4, 64), { stopLoss: 0.25, trailingStop: 0.125, takeProfit: 0.5 }, past)).toEqual([
      { ...whole, kind: 'stop', level: 48, reason: 'stop' },
      { ...whole, kind: 'trailing', distance: 0.125, extreme: 64, reason: 'trailing' },
      { ...whole, kind: 'touch', level: 96, reason: 'target', restAtMarket: true },
    ])
  })

  it('is mirrored for a short one', () => {
    const whole = { side: 'buy', quantity: 4, group: EXIT_GROUP }
    expect(bracket(holding(-4, 64), { stopLoss: 0.25, takeProfit: 0.5, targetFill: 'limit' }, past)).toEqual([
      { ...whole, kind: 'stop', level: 80, reason: 'stop' },
      { ...whole, kind: 'limit', level: 32, reason: 'target', restAtMarket: true },
    ])
  })

  it('stands so many average true ranges away, the trailing stop from the best price', () => {
    const rules = { stopAtr: 2, targetAtr: 3, trailingAtr: 1.5 }
    const levels = (quantity: number, best: number) =>
      bracket(holding(quantity, 64), rules, { best, atr: 4 }).map(order => [order.reason, 'level' in order && order.level])
    expect(levels(4, 80)).toEqual([
      ['stop', 56],
      ['trailing', 74],
      ['target', 76],
    ])
    expect(levels(-4, 60)).toEqual([
      ['stop', 72],
      ['trailing', 66],
      ['target', 52],
    ])
  })

  it('moves a stop to the entry price when the price has been far enough, and not before', () => {
    const levelAt = (quantity: number, best: number) => bracket(holding(quantity, 64), { breakEven: 0.5 }, { best, atr: Number.NaN })[0]
    expect(levelAt(4, 95.9)).toMatchObject({ reason: 'break-even', level: 0 })
    expect(levelAt(4, 96)).toMatchObject({ reason: 'break-even', level: 64, side: 'sell' })
    expect(levelAt(-4, 32.1)).toMatchObject({ reason: 'break-even', level: Number.POSITIVE_INFINITY })
    expect(levelAt(-4, 32)).toMatchObject({ reason: 'break-even', level: 64, side: 'buy' })
  })

  it('is ordered as equals are to count: stop, break-even, trailing, target', () => {
    const rules = { takeProfit: 1, trailingStop: 0.5, breakEven: 0.1, stopLoss: 0.5 }
    expect(bracket(holding(4, 64), rules, past).map(({ reason }) => reason)).toEqual(['stop', 'break-even', 'trailing', 'target'])
  })

  it('is empty without rules and without a position', () => {
    expect(bracket(holding(4, 64), { maxBars: 3 }, past)).toEqual([])
    expect(bracket(openAccount(1000), { stopLoss: 0.25 }, past)).toEqual([])
  })
})
