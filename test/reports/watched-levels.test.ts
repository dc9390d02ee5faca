import { expect, it } from 'vitest'
import { type Account, applyFill, openAccount } from '../../src/engine/account.ts'
import { ExitLevels } from '../../src/engine/exit-levels.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
import { watchedLevels } from '../../src/reports/watched-levels.ts'

interface Watch {
  readonly quantity?: number
  readonly atr?: number
  readonly best?: number
  readonly high?: number
  readonly low?: number
  readonly leaving?: boolean
}

/** 1000 in cash, then a position at 100, then a bar. */
function watch(exits: ExitRules, { quantity = 10, atr = 2, best = 100, high = 101, low = 99, leaving = false }: Watch = {}) {
  const account: Account = openAccount(1000)
  applyFill(account, quantity, 100, 0)
  const levels = new ExitLevels(exits)
  levels.enter(account, atr)
  levels.update(account, 0)
  levels.best = best
  return watchedLevels({ account, exits, levels, atr, high, low, leaving })
}

it('names what exists, and nothing else', () => {
  expect(watch({})).toEqual({})
  expect(watch({ stopLoss: 0.02 })).toEqual({ stop: { price: 98, reached: false }, nearest: 'stop' })
  expect(watch({ takeProfit: 0.05 }, { high: 105 })).toEqual({ target: { price: 105, reached: true } })
  // A short has borrowed: 1000 + 1000 of cash are gone at 200.
  expect(watch({}, { quantity: -10 })).toEqual({ liquidation: { price: 200, reached: false }, nearest: 'liquidation' })
})

it('multiplies the average true range', () => {
  expect(watch({ stopAtr: 1.5, targetAtr: 2, trailingAtr: 2 }, { best: 103, low: 98 })).toEqual({
    stop: { price: 97, reached: false },
    trailing: { price: 99, reached: true, best: 103 },
    nearest: 'trailing',
    target: { price: 104, reached: false },
  })
  expect(watch({ stopAtr: 1.5, targetAtr: 2 }, { quantity: -10 })).toEqual({
    stop: { price: 103, reached: false },
    liquidation: { price: 200, reached: false },
    nearest: 'stop',
    target: { price: 96, reached: false },
  })
})

it('leaves out what no market reaches: levels under nothing', () => {
  expect(watch({ stopAtr: 60 })).toEqual({})
  expect(watch({ targetAtr: 60 }, { quantity: -1 })).toEqual({ liquidation: { price: 1100, reached: false }, nearest: 'liquidation' })
})

it('shows the break-even stop once it stands', () => {
  const exits = { stopLoss: 0.02, breakEven: 0.03 }
  expect(watch(exits, { best: 102.9 })).toMatchObject({ nearest: 'stop' })
  expect(watch(exits, { best: 103, low: 100 })).toEqual({
    stop: { price: 98, reached: false },
    'break-even': { price: 100, reached: true },
    nearest: 'break-even',
  })
})

it('of equal levels the first counts, of others the nearest', () => {
  expect(watch({ breakEven: 0.03, trailingStop: 0.2 }, { best: 125 }).nearest).toBe('break-even')
  expect(watch({ breakEven: 0.03, trailingStop: 0.2 }, { best: 126 }).nearest).toBe('trailing')
})

it('watches only the end of the account of what is on its way out', () => {
  expect(watch({ stopLoss: 0.02, takeProfit: 0.01 }, { leaving: true, low: 90 })).toEqual({})
  expect(watch({ stopLoss: 0.02 }, { quantity: -10, leaving: true, high: 250 })).toEqual({
    liquidation: { price: 200, reached: true },
    nearest: 'liquidation',
  })
})
