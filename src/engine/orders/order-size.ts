import type { Instrument } from '../../market/instrument.ts'
import { type Account, equityAt } from '../account.ts'
import type { FillCosts } from '../fill-costs.ts'
import { sizedQuantity } from '../sizing.ts'
import type { NewOrder } from './resting-order.ts'

/** What the size of an order depends on besides the order. */
export interface OrderSizing {
  readonly account: Account
  readonly costs: FillCosts
  readonly instrument: Instrument
}

/** How close an order has to be to the whole position to be all of it: the rounding of adding up its parts. */
const CRUMBS = 1e-12

/** True when a fill of the order would make the position smaller. */
export function reducesPosition(order: Pick<NewOrder, 'side'>, { quantity }: Account): boolean {
  return quantity !== 0 && quantity > 0 === (order.side === 'sell')
}

/** The quantity, positive, that an order comes to at a price, or the reason why it comes to none. */
export function orderSize(order: NewOrder, price: number, sizing: OrderSizing): number | string {
  const { account } = sizing
  const held = Math.abs(account.quantity)
  const reduces = reducesPosition(order, account)
  // What was bought in pieces and is sold at once leaves no crumbs.
  if (reduces && Math.abs(order.quantity - held) <= CRUMBS * held) return held
  if (order.reduceOnly === true) return reduces ? Math.min(order.quantity, held) : 'there is no position that it could reduce'
  if (!reduces && equityAt(account, price) <= 0) return 'the account is exhausted'
  return order.fraction === undefined ? order.quantity : shareOfEquity(order, order.fraction, price, sizing)
}

function shareOfEquity(order: NewOrder, fraction: number, price: number, sizing: OrderSizing): number | string {
  const { account, costs, instrument } = sizing
  const equity = equityAt(account, price)
  const direction = order.side === 'buy' ? 1 : -1
  const quantity = sizedQuantity(
    { fraction },
    {
      ...{ target: 1, equity, price: order.kind === 'limit' ? price : costs.expectedPrice(price, direction) },
      ...{ feeRate: costs.feeRate, minimumFee: costs.minimumFee, maxLeverage: undefined, lot: instrument.lot },
      ...{ stopDistance: Number.NaN, volatility: Number.NaN, kelly: Number.NaN },
    },
  )
  return quantity > 0 ? quantity : `${fraction} of the equity of ${equity} does not come to a quantity that can be traded`
}
