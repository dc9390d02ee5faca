import { describe, expect, it } from 'vitest'
import { applyFill, openAccount } from '../../src/engine/account.ts'
import { ExitLevels } from '../../src/engine/exit-levels.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
import { BREAK_EVEN, LIQUIDATION, STOP, TRAILING } from '../../src/engine/fills.ts'

/** A position at 100, bought (or sold) with a capital of 1000, decided at an average true range of 4. */
function entered(quantity: number, rules: ExitRules, capital = 1000) {
  const account = openAccount(capital)
  applyFill(account, quantity, 100, 0)
  const levels = new ExitLevels(rules)
  levels.enter(account, 4)
  levels.update(account, 0)
  const nearest = () => {
    levels.findNearest(Math.sign(quantity))
    return [levels.nearest, levels.reason]
  }
  return { account, levels, nearest }
}

describe('the nearest stop', () => {
  it('of a long position is the highest', () => {
    expect(entered(10, { stopLoss: 0.05, trailingStop: 0.1 }).nearest()).toEqual([95, STOP])
    expect(entered(10, { stopLoss: 0.05, trailingStop: 0.02 }).nearest()).toEqual([98, TRAILING])
    expect(entered(10, { stopAtr: 2, trailingAtr: 1 }).nearest()).toEqual([96, TRAILING])
    // 40 at 100 with 1000: at 75 nothing is left.
    expect(entered(40, { stopLoss: 0.5 }).nearest()).toEqual([75, LIQUIDATION])
  })

  it('of a short one the lowest', () => {
    expect(entered(-10, { stopLoss: 0.05, trailingAtr: 1 }).nearest()).toEqual([104, TRAILING])
    expect(entered(-10, {}).nearest()).toEqual([200, LIQUIDATION])
  })

  it('of equals is the stop, then the trailing stop, then the end of the account', () => {
    expect(entered(10, { stopLoss: 0.25, trailingStop: 0.25 }).nearest()).toEqual([75, STOP])
    expect(entered(40, { trailingStop: 0.25 }).nearest()).toEqual([75, TRAILING])
  })

  it('below nothing is never reached', () => {
    expect(entered(10, { stopAtr: 30 }).nearest()[0]).toBeLessThanOrEqual(0)
  })
})

describe('break-even', () => {
  it('moves the stop to the entry price once the bars before have been far enough', () => {
    const { levels, nearest } = entered(10, { stopLoss: 0.05, breakEven: 0.02 })
    levels.follow(1, 101.99, 99)
    expect(nearest()).toEqual([95, STOP])
    expect([levels.nearestInFavor(1), levels.fixedStop(1)]).toEqual([102, 95])
    levels.follow(1, 102, 99)
    expect(nearest()).toEqual([100, BREAK_EVEN])
    expect([levels.nearestInFavor(1), levels.fixedStop(1)]).toEqual([Number.POSITIVE_INFINITY, 100])
  })

  it('is mirrored for shorts', () => {
    const { levels, nearest } = entered(-10, { breakEven: 0.02 })
    levels.follow(-1, 105, 98)
    expect(nearest()).toEqual([100, BREAK_EVEN])
  })

  it('comes before a trailing stop at the same price, and gives way to a nearer one', () => {
    const { levels, nearest } = entered(10, { breakEven: 0.02, trailingAtr: 1 })
    levels.follow(1, 104, 100)
    expect(nearest()).toEqual([100, BREAK_EVEN])
    levels.follow(1, 105, 100)
    expect(nearest()).toEqual([101, TRAILING])
  })

  it('moves with the average price of a position that grows', () => {
    const { account, levels, nearest } = entered(10, { breakEven: 0.02 })
    levels.follow(1, 103, 100)
    applyFill(account, 10, 90, 0)
    levels.update(account, 0)
    expect(nearest()).toEqual([95, BREAK_EVEN])
  })
})

it('levels in ranges keep the range of the entry when the position grows', () => {
  const { account, levels, nearest } = entered(10, { stopAtr: 2, targetAtr: 3 })
  applyFill(account, 10, 110, 0)
  levels.update(account, 0)
  expect(nearest()).toEqual([97, STOP])
  expect(levels.profit).toBe(117)
})

it('a position that is leaving only watches the end of the account, which moves with the cash', () => {
  const { account, levels } = entered(40, { stopLoss: 0.05 })
  account.cash -= 200
  levels.update(account, 0)
  levels.findRuin()
  expect([levels.nearest, levels.reason]).toEqual([80, LIQUIDATION])
  // 400 elsewhere in a shared account: 10 less for each of the 40.
  levels.update(account, 400)
  levels.findRuin()
  expect(levels.nearest).toBe(70)
})
