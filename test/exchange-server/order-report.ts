import { Decimal } from 'decimal.js'
import type { ExchangeFill, ExchangeOrder, OrderEvent, OrderRequest } from './order.ts'

/** Seconds since the epoch, as REST wants times. */
export const seconds = (ms: number) => ms / 1000

const isoTime = (ms: number) => new Date(ms).toISOString().replace('Z', '000Z')

/** Average price of what was filled, 0 when nothing was. */
function averagePrice({ filled, cost, pair }: ExchangeOrder): Decimal {
  return filled.isZero() ? new Decimal(0) : cost.div(filled).toDecimalPlaces(pair.priceDecimals + 4)
}

/** 'buy 0.10000000 XBTUSD @ limit 50000.0', the sentence that ccxt reads. */
export function describeOrder({
  side,
  quantity,
  pair,
  type,
  limit,
  trigger,
}: Pick<OrderRequest, 'side' | 'quantity' | 'pair' | 'type' | 'limit' | 'trigger'>): string {
  const price = (value: Decimal | undefined) => (value ?? new Decimal(0)).toFixed(pair.priceDecimals)
  const start = `${side} ${quantity.toFixed(pair.lotDecimals)} ${pair.altname} @`
  if (type === 'market') return `${start} market`
  if (type === 'limit') return `${start} limit ${price(limit)}`
  const kind = type.replace('-limit', '').replace('-', ' ')
  return limit === undefined ? `${start} ${kind} ${price(trigger)}` : `${start} ${kind} ${price(trigger)} -> limit ${price(limit)}`
}

/** An order as OpenOrders, ClosedOrders and QueryOrders show it. */
export function toRestOrder(
  order: ExchangeOrder,
  { trades = false, doubled = false }: { readonly trades?: boolean; readonly doubled?: boolean } = {},
) {
  const { pair } = order
  const price = (value: Decimal | undefined) => (value ?? new Decimal(0)).toFixed(pair.priceDecimals)
  const money = (value: Decimal) => value.toFixed(5)
  const isStop = order.trigger !== undefined
  return {
    refid: null,
    userref: order.reference ?? null,
    ...(order.clientId === undefined ? {} : { cl_ord_id: order.clientId }),
    status: order.status,
    ...(order.closedAt === undefined ? {} : { reason: order.reason ?? null, closetm: seconds(order.closedAt) }),
    opentm: seconds(order.openedAt),
    starttm: 0,
    expiretm: order.expiresAt === undefined ? 0 : seconds(order.expiresAt),
    descr: {
      pair: pair.altname,
      type: order.side,
      ordertype: order.type,
      price: isStop ? price(order.trigger) : order.limit === undefined ? '0' : price(order.limit),
      price2: isStop && order.limit !== undefined ? price(order.limit) : '0',
      leverage: 'none',
      order: describeOrder(order),
      close: '',
    },
    vol: order.quantity.toFixed(pair.lotDecimals),
    vol_exec: order.filled.toFixed(pair.lotDecimals),
    cost: money(order.cost),
    fee: money(order.fee),
    price: averagePrice(order).toFixed(pair.priceDecimals + 4),
    stopprice: isStop ? price(order.trigger) : '0.00000',
    limitprice: isStop && order.limit !== undefined ? price(order.limit) : '0.00000',
    misc: '',
    oflags: order.postOnly ? 'fciq,post' : 'fciq',
    ...(trades && order.fills.length > 0 ? { trades: doubled ? [...order.fills, ...order.fills] : order.fills } : {}),
  }
}

/** A fill as TradesHistory and QueryTrades show it. */
export function toRestTrade({ order, at, price, cost, fee, quantity, tradeId, isMaker }: ExchangeFill) {
  return {
    ordertxid: order.id,
    postxid: `TKH2SE-M7IF5-CFI7LT`,
    pair: order.pair.id,
    time: seconds(at),
    type: order.side,
    ordertype: order.type,
    price: price.toFixed(Math.max(5, order.pair.priceDecimals)),
    cost: cost.toFixed(5),
    fee: fee.toFixed(5),
    vol: quantity.toFixed(order.pair.lotDecimals),
    margin: '0.00000',
    leverage: '0',
    misc: '',
    trade_id: tradeId,
    maker: isMaker,
  }
}

/** An event as the channel `executions` of websocket v2 shows it. */
export function toExecution({ type, order, fill, at }: OrderEvent) {
  const isEnd = order.status !== 'open'
  const status =
    type === 'pending_new'
      ? 'pending_new'
      : order.status === 'closed' && type !== 'trade'
        ? 'filled'
        : isEnd && type !== 'trade'
          ? order.status
          : null
  return {
    order_id: order.id,
    ...(order.clientId === undefined ? {} : { cl_ord_id: order.clientId }),
    order_userref: order.reference ?? 0,
    symbol: order.pair.symbol,
    side: order.side,
    order_type: order.type,
    order_qty: order.quantity.toNumber(),
    ...(order.limit === undefined ? {} : { limit_price: order.limit.toNumber(), limit_price_type: 'static' }),
    ...(order.trigger === undefined ? {} : { stop_price: order.trigger.toNumber() }),
    time_in_force: order.timeInForce,
    exec_type: type,
    // Kraken calls an order that a trade has filled partially_filled until its own `filled` event.
    order_status: status ?? (order.filled.isZero() ? 'new' : 'partially_filled'),
    cum_qty: order.filled.toNumber(),
    cum_cost: order.cost.toNumber(),
    avg_price: averagePrice(order).toNumber(),
    fee_usd_equiv: order.fee.toNumber(),
    ...(order.reason === undefined ? {} : { reason: order.reason }),
    ...(fill === undefined
      ? {}
      : {
          exec_id: fill.id,
          trade_id: fill.tradeId,
          last_qty: fill.quantity.toNumber(),
          last_price: fill.price.toNumber(),
          cost: fill.cost.toNumber(),
          liquidity_ind: fill.isMaker ? 'm' : 't',
          fees: [{ asset: order.pair.quote.code, qty: fill.fee.toNumber() }],
        }),
    timestamp: isoTime(at),
  }
}
