import { expect, it } from 'vitest'
import { openAccount } from '../../../src/engine/account.ts'
import { MARGIN_CALL, marginCall } from '../../../src/engine/orders/margin-call.ts'

it('stands where cash plus position is worth nothing', () => {
  // 1000 and the 1000 of the sale buy 10 back at 200.
  expect(marginCall({ ...openAccount(2000), quantity: -10 }, 3)).toMatchObject({
    kind: 'stop',
    side: 'buy',
    quantity: 10,
    level: 200,
    placedAt: 3,
  })
  expect(marginCall({ ...openAccount(-3000), quantity: 40 }, 3)).toMatchObject({
    side: 'sell',
    quantity: 40,
    level: 75,
    reason: 'liquidation',
    id: MARGIN_CALL,
  })
  expect(marginCall(openAccount(2000), 3)).toBeUndefined()
})
