import type { RiskLimits } from '../risk-limits.ts'
import { amountOf } from './amount-of.ts'
import type { Limit } from './limit.ts'

/** How many orders must be known before they say what is usual. */
const ENOUGH = 5
const SMALLER = 'split the order or make it smaller'

/** Limits on the size of one order. They hold for exits too, which can be split. */
export function orderSizeLimits({ maxOrderNotional, maxOrderQuantity, fatFinger }: RiskLimits): Limit[] {
  const limits: Limit[] = []
  if (maxOrderNotional !== undefined)
    limits.push({
      ...{ id: 'max_order_notional', scope: 'order', always: true, unit: 'number' },
      ...{ what: 'the value of the order', remedy: SMALLER },
      value: ({ notional }) => notional,
      bound: amountOf(maxOrderNotional),
    })
  if (maxOrderQuantity !== undefined)
    limits.push({
      ...{ id: 'max_order_quantity', scope: 'order', always: true, unit: 'number' },
      ...{ what: 'the quantity of the order', remedy: SMALLER },
      value: ({ order }) => order?.quantity ?? 0,
      bound: quantityBound(maxOrderQuantity),
    })
  if (fatFinger !== undefined) {
    const { multiple } = fatFinger
    const first = amountOf(fatFinger.first)
    limits.push({
      ...{ id: 'fat_finger', scope: 'order', always: false, unit: 'number' },
      ...{ what: 'the value of the order', remedy: 'look again whether the size is meant; an order of the usual size passes' },
      value: ({ notional }) => notional,
      bound: context => {
        const { state } = context.options ?? {}
        return state === undefined || state.orderSizes?.length < ENOUGH ? first(context) : multiple * state.usualSize
      },
    })
  }
  return limits
}

function quantityBound(bound: number | Readonly<Record<string, number>>): Limit['bound'] {
  if (typeof bound === 'number') return () => bound
  const bounds = new Map(Object.entries(bound))
  return ({ symbol }) => bounds.get(symbol) ?? Number.MAX_VALUE
}
