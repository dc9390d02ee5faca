import { Decimal } from 'decimal.js'
import { contextOf, type Params } from './call-context.ts'
import type { Exchange } from './exchange.ts'
import { KrakenError } from './kraken-error.ts'
import { privateEndpoints } from './private-endpoints.ts'

/** A message of a client. */
export interface FeedRequest {
  readonly method: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly req_id?: number
}

const endpoints: Readonly<Record<string, string>> = {
  add_order: 'AddOrder',
  amend_order: 'AmendOrder',
  cancel_order: 'CancelOrder',
  cancel_all: 'CancelAll',
}

export const isTradeMethod = (method: string) => Object.hasOwn(endpoints, method)

/** Trades over the websocket: the same orders, the same refusals. */
export function answerTrade(exchange: Exchange, { method, params = {}, req_id }: FeedRequest): object {
  const endpoint = endpoints[method]
  try {
    if (!exchange.isToken(params.token)) throw new KrakenError('ESession:Invalid session')
    // Each id of a cancellation is a call of its own.
    const ids = method === 'cancel_order' && Array.isArray(params.order_id) ? params.order_id : [params.order_id]
    const results = ids.map(
      id => privateEndpoints[endpoint](contextOf(exchange, endpoint, toRestParams({ ...params, order_id: id }), [])) as Params,
    )
    return { method, req_id, success: true, result: toFeedResult(results[0], params) }
  } catch (error) {
    if (error instanceof KrakenError) return { error: error.message, method, req_id, success: false }
    throw error
  }
}

function toRestParams(params: Params): Params {
  const number = (value: unknown) => (typeof value === 'number' ? new Decimal(value).toFixed() : value)
  const { symbol, side, order_type, order_qty, limit_price, time_in_force, order_userref, post_only, order_id } = params
  const triggers = params.triggers as { readonly price?: number } | undefined
  const price = { price: number(limit_price) }
  return withoutUndefined({
    pair: symbol,
    type: side,
    ordertype: order_type,
    volume: number(order_qty),
    ...(triggers === undefined ? price : { price: number(triggers.price), price2: number(limit_price) }),
    timeinforce: time_in_force,
    userref: order_userref,
    cl_ord_id: Array.isArray(params.cl_ord_id) ? params.cl_ord_id[0] : params.cl_ord_id,
    oflags: post_only === true ? 'post' : undefined,
    validate: params.validate,
    deadline: params.deadline,
    txid: order_id,
    order_qty: number(order_qty),
    limit_price: number(limit_price),
  })
}

function toFeedResult({ txid, amend_id, count }: Params, { order_id, cl_ord_id }: Params): object {
  const id = Array.isArray(txid) ? txid[0] : Array.isArray(order_id) ? order_id[0] : order_id
  return withoutUndefined({ order_id: id, amend_id, count, cl_ord_id })
}

function withoutUndefined(params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))
}
