import { countOf, formatValue } from './format.ts'
import type { OrderRecord } from './order-records.ts'
import { unitsOf } from './sizing-text.ts'

/** An order in words: "buy 10 units at stop 105.20, good for 3 bars". The levels are those that it had in the end. */
export function orderText(order: OrderRecord): string {
  return `${order.side} ${termsText(order)}`
}

/** The same without the side. */
export function termsText(order: OrderRecord): string {
  const { quantity, fraction, parent, reduceOnly } = order
  const size = Number.isNaN(fraction) ? unitsOf(quantity) : `for ${formatValue(fraction, 'percent')} of the equity`
  const only = parent === undefined && reduceOnly ? ['only to reduce'] : []
  return [`${size} ${levelsText(order)}`, ...only, ...lifeTexts(order)].join(', ')
}

/** What an order waits for: "at stop 105.20 with limit 106.00". */
function levelsText({ kind, limit, stop, trailing }: OrderRecord): string {
  if (kind === 'market') return 'at market'
  if (kind === 'limit') return `at limit ${price(limit)}`
  if (kind === 'stop') return `at stop ${price(stop)}`
  if (kind === 'stopLimit') return `at stop ${price(stop)} with limit ${price(limit)}`
  return `at a stop that trails the best price by ${formatValue(trailing, 'percent')}`
}

/** How long an order works, and which others it belongs to; nothing for one that simply waits. */
function lifeTexts({ kind, timeInForce, parent, group }: OrderRecord): string[] {
  const texts: string[] = []
  if (typeof timeInForce === 'object') texts.push(`good for ${countOf(timeInForce.bars, 'bar')}`)
  else if (timeInForce === 'day') texts.push('good for the day')
  else if (timeInForce === 'ioc' && kind !== 'market') texts.push('good for the next open')
  if (parent !== undefined) texts.push(`attached to order ${parent}`)
  else if (group !== undefined) texts.push(`of the group ${group}`)
  return texts
}

function price(value: number): string {
  return formatValue(value, 'price')
}
