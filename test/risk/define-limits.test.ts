import { expect, it } from 'vitest'
import { defineLimits } from '../../src/risk/define-limits.ts'

it('freezes a copy, all the way down', () => {
  const given = { maxOrderNotional: { equity: 0.5 }, allowedSymbols: ['BTC'] }
  const limits = defineLimits(given)
  expect(limits).toEqual(given)
  expect([limits, limits.maxOrderNotional, limits.allowedSymbols].every(part => Object.isFrozen(part))).toBe(true)
  given.allowedSymbols.push('ETH')
  given.maxOrderNotional.equity = 1
  expect(limits).toEqual({ maxOrderNotional: { equity: 0.5 }, allowedSymbols: ['BTC'] })
})
