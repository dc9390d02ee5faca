import { expect, it } from 'vitest'
import type { Fill } from '../../src/engine/fills.ts'
import { closedReturns } from '../../src/execution/closed-returns.ts'

const fill = (quantity: number, price: number, fee = 0): Fill => ({ index: 0, quantity, price, fee, reason: 'signal' })

it('a return is the profit after fees over what was paid in', () => {
  // Paid 500, received 700, fees 5.
  expect(closedReturns([fill(2, 100, 1), fill(2, 150, 1), fill(-3, 200, 1), fill(-1, 100, 2)])).toEqual([195 / 500])
})

it('shorts gain when prices fall; oldest first, and what is still open does not count', () => {
  expect(closedReturns([fill(-2, 100), fill(2, 75, 10), fill(1, 100), fill(-1, 50), fill(1, 100)])).toEqual([0.2, -0.5])
  expect(closedReturns([])).toEqual([])
})
