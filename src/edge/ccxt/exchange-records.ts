import type { Order, Trade } from 'ccxt'
import type { ExchangeOrder } from '../../execution/executor.ts'
import type { ExchangeFill } from '../../execution/order.ts'

const states: Readonly<Record<string, ExchangeOrder['state']>> = {
  open: 'open',
  closed: 'filled',
  canceled: 'canceled',
  expired: 'expired',
  rejected: 'rejected',
}

/** An order of ccxt in the words of this library; undefined for one that does not say enough. */
export function toExchangeOrder(order: Order): ExchangeOrder | undefined {
  const { id, symbol, side, amount, filled } = order
  if (typeof id !== 'string' || id === '' || typeof symbol !== 'string' || (side !== 'buy' && side !== 'sell')) return undefined
  // Newer states of some exchanges; what is not over may still fill.
  const state = states[order.status ?? ''] ?? 'open'
  const done = numberOf(filled) ?? 0
  return {
    ...{ clientId: clientIdOf(order), exchangeId: id, symbol, side, kind: order.type === 'market' ? 'market' : 'limit' },
    ...{ quantity: numberOf(amount) ?? Number.NaN, price: order.type === 'market' ? undefined : numberOf(order.price), filled: done },
    averagePrice: done > 0 ? (numberOf(order.average) ?? Number.NaN) : Number.NaN,
    ...{ state, at: numberOf(order.timestamp) ?? Number.NaN },
  }
}

/** The id that the order was sent with. ccxt puts Kraken's reference into the same place when there is none. */
export function clientIdOf({ info, clientOrderId }: Pick<Order, 'info' | 'clientOrderId'>): string | undefined {
  const raw = (info ?? {}) as { readonly cl_ord_id?: unknown; readonly userref?: unknown }
  if ('userref' in raw || 'cl_ord_id' in raw) return typeof raw.cl_ord_id === 'string' && raw.cl_ord_id !== '' ? raw.cl_ord_id : undefined
  return clientOrderId === undefined || clientOrderId === '' ? undefined : clientOrderId
}

/** A trade of ccxt as a fill; undefined for one that does not say enough. */
export function toExchangeFill(trade: Trade, clientId: string | undefined): ExchangeFill | undefined {
  const { id, order, symbol, side, fee } = trade
  const [quantity, price, at] = [numberOf(trade.amount), numberOf(trade.price), numberOf(trade.timestamp)]
  if (typeof id !== 'string' || typeof order !== 'string' || typeof symbol !== 'string' || (side !== 'buy' && side !== 'sell'))
    return undefined
  if (quantity === undefined || price === undefined || at === undefined) return undefined
  return {
    ...{ fillId: id, exchangeId: order, symbol, side, quantity, price, at, fee: numberOf(fee?.cost) ?? 0 },
    ...(clientId === undefined ? {} : { clientId }),
    ...(typeof fee?.currency === 'string' ? { feeCurrency: fee.currency } : {}),
  }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
