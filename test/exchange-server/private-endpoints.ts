import type { Permission } from './authentication.ts'
import type { CallContext, Endpoint, Params } from './call-context.ts'
import { KrakenError } from './kraken-error.ts'
import type { ExchangeFill, ExchangeOrder } from './order.ts'
import { describeOrder, seconds, toRestOrder, toRestTrade } from './order-report.ts'
import { isValidation, readDecimal, readOrderRequest } from './order-request.ts'
import { needPair } from './public-endpoints.ts'
import { pointsOfCancel } from './rate-limit.ts'

/** Rows of a page of history. */
const pageSize = 50

/** Which permission a key needs for an endpoint. */
export function permissionFor(endpoint: string): Permission {
  if (/^(Withdraw|WalletTransfer|AccountTransfer)/.test(endpoint)) return 'withdraw'
  return /^(AddOrder|AmendOrder|EditOrder|Cancel)/.test(endpoint) ? 'trade' : 'query'
}

/** The private endpoints that ccxt's kraken calls for trading. */
export const privateEndpoints: Readonly<Record<string, Endpoint>> = {
  Balance: ({ exchange }) =>
    Object.fromEntries(exchange.matching.heldAssets().map(asset => [asset, exchange.matching.holding(asset).total.toFixed(10)])),

  BalanceEx: ({ exchange }) =>
    Object.fromEntries(
      exchange.matching.heldAssets().map(asset => {
        const { total, held } = exchange.matching.holding(asset)
        return [asset, { balance: total.toFixed(10), hold_trade: held.toFixed(10) }]
      }),
    ),

  TradeVolume: ({ exchange, params }) => {
    const { id } = needPair(String(params.pair))
    const { maker, taker } = exchange.matching.fees
    const row = (fee: string) => ({ [id]: { fee, minfee: fee, maxfee: fee, nextfee: null, nextvolume: null, tiervolume: '0.0000' } })
    return { currency: 'ZUSD', volume: '0.0000', fees: row(taker.times(100).toFixed(4)), fees_maker: row(maker.times(100).toFixed(4)) }
  },

  AddOrder: context => addOrder(context),

  AddOrderBatch: context => {
    const orders = context.params.orders
    if (!Array.isArray(orders) || orders.length < 2 || orders.length > 15) throw new KrakenError('EGeneral:Invalid arguments:orders')
    const answers = orders.map((order: Params) => {
      try {
        const { descr, txid } = addOrder({ ...context, params: { pair: context.params.pair, validate: context.params.validate, ...order } })
        return { descr, ...(txid === undefined ? {} : { txid: txid[0] }) }
      } catch (error) {
        if (error instanceof KrakenError) return { error: error.message }
        throw error
      }
    })
    return { orders: answers }
  },

  AmendOrder: ({ exchange, params, at }) => {
    const order = findOrder(exchange.matching.orders, params)
    if (!exchange.countOrder(order.pair, 1)) throw new KrakenError('EOrder:Rate limit exceeded')
    const change = {
      quantity: readDecimal(params, 'order_qty'),
      limit: readDecimal(params, 'limit_price'),
      postOnly: params.post_only === true || params.post_only === 'true',
    }
    const error = exchange.matching.amend(order, change, at)
    if (error !== undefined) throw new KrakenError(error)
    return { amend_id: `T${order.id.slice(1)}` }
  },

  CancelOrder: context => ({ count: cancelOrders(context, [findOrder(context.exchange.matching.orders, context.params)]) }),

  CancelOrderBatch: context => {
    const names = [...listOf(context.params.orders), ...listOf(context.params.cl_ord_ids)]
    if (names.length === 0) throw new KrakenError('EGeneral:Invalid arguments:orders')
    const open = context.exchange.matching.openOrders()
    return {
      count: cancelOrders(
        context,
        open.filter(order => names.includes(order.id) || names.includes(String(order.clientId))),
      ),
    }
  },

  CancelAll: context => ({ count: cancelOrders(context, context.exchange.matching.openOrders()) }),

  CancelAllOrdersAfter: ({ exchange, params, at }) => {
    const timeout = Number(params.timeout)
    if (!(timeout >= 0)) throw new KrakenError('EGeneral:Invalid arguments:timeout')
    exchange.cancelAllAfter(timeout)
    const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z')
    return { currentTime: iso(at), triggerTime: timeout === 0 ? '0' : iso(at + timeout * 1000) }
  },

  QueryOrders: context => {
    const { exchange, params } = context
    const ids = params.txid === undefined ? undefined : String(params.txid).split(',')
    if (ids === undefined && params.cl_ord_id === undefined) throw new KrakenError('EGeneral:Invalid arguments:txid')
    for (const id of ids ?? []) if (!exchange.matching.orders.has(id)) throw new KrakenError('EOrder:Invalid order')
    const orders = [...exchange.matching.orders.values()].filter(order => ids === undefined || ids.includes(order.id))
    return showOrders(
      context,
      orders.filter(order => isAskedFor(order, params)),
    )
  },

  OpenOrders: context => ({
    open: showOrders(
      context,
      context.exchange.matching.openOrders().filter(order => isAskedFor(order, context.params)),
    ),
  }),

  ClosedOrders: context => {
    const { exchange, params } = context
    const closed = [...exchange.matching.orders.values()].filter(order => order.closedAt !== undefined && isAskedFor(order, params))
    const rows = closed.filter(order => isInTime(order.closedAt ?? 0, params)).sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    return { closed: showOrders(context, page(rows, context)), count: rows.length }
  },

  TradesHistory: context => {
    const { exchange, params, endpoint } = context
    // Asked once per order: a call counts as one read, however many fills the order has.
    const orders = new Set(exchange.matching.fills.map(fill => fill.order.id))
    const shown = new Set([...orders].filter(id => exchange.isShown(id, endpoint)))
    const fills = exchange.matching.fills.filter(fill => shown.has(fill.order.id) && isInTime(fill.at, params, fill.id))
    return { trades: showTrades(context, page(fills.reverse(), context)), count: fills.length }
  },

  QueryTrades: context => {
    const ids = String(context.params.txid ?? '').split(',')
    return showTrades(
      context,
      context.exchange.matching.fills.filter(fill => ids.includes(fill.id)),
    )
  },

  GetWebSocketsToken: ({ exchange }) => ({ token: exchange.newToken(), expires: 900 }),
}

function addOrder(context: CallContext): { descr: { order: string }; txid?: string[] } {
  const { exchange, params, at, slices, hiddenReads } = context
  const request = readOrderRequest(context)
  const descr = { order: describeOrder(request) }
  if (isValidation(params)) {
    const refusal = exchange.matching.check(request)
    if (refusal !== undefined) throw new KrakenError(refusal)
    return { descr }
  }
  if (!exchange.countOrder(request.pair, 1)) throw new KrakenError('EOrder:Rate limit exceeded')
  const placed = exchange.matching.place(request, at, slices)
  if ('error' in placed) throw new KrakenError(placed.error)
  if (hiddenReads > 0) exchange.hide(placed.order, hiddenReads)
  return { descr, txid: [placed.order.id] }
}

function cancelOrders({ exchange, endpoint, at }: CallContext, orders: readonly ExchangeOrder[]): number {
  const [only] = orders
  if (endpoint === 'CancelOrder' && !exchange.countOrder(only.pair, pointsOfCancel(at - only.openedAt))) {
    throw new KrakenError('EOrder:Rate limit exceeded')
  }
  const count = orders.filter(order => exchange.matching.cancel(order, at)).length
  if (endpoint === 'CancelOrder' && count === 0) throw new KrakenError('EOrder:Unknown order')
  return count
}

/** By Kraken's id, the client's id, or the reference; of several with one client's id the open one, else the newest. */
function findOrder(orders: ReadonlyMap<string, ExchangeOrder>, { txid, order_id, cl_ord_id: clientId }: Params): ExchangeOrder {
  const id = txid ?? order_id
  if (id === undefined && clientId === undefined) throw new KrakenError('EGeneral:Invalid arguments')
  const matches = [...orders.values()].filter(order =>
    id === undefined ? order.clientId === clientId : order.id === id || String(order.reference) === id,
  )
  const order = matches.find(({ status }) => status === 'open') ?? matches.at(-1)
  // Measured on the real exchange: an id that was never given is invalid, one whose order is over is unknown.
  if (order === undefined) throw new KrakenError(id === undefined ? 'EOrder:Unknown order' : 'EOrder:Invalid order')
  return order
}

function isAskedFor(order: ExchangeOrder, { cl_ord_id: clientId, userref }: Params): boolean {
  return (clientId === undefined || order.clientId === clientId) && (userref === undefined || String(order.reference) === String(userref))
}

/** `start` excludes, `end` includes; both are seconds, or the id of a trade. */
function isInTime(at: number, { start, end }: Params, id = ''): boolean {
  const isAfter = start === undefined || start === id || !Number.isFinite(Number(start)) || seconds(at) > Number(start)
  return isAfter && (end === undefined || !Number.isFinite(Number(end)) || seconds(at) <= Number(end))
}

function page<T>(rows: readonly T[], { params, repeatedRows }: CallContext): T[] {
  const offset = Number(params.ofs ?? 0)
  return rows.slice(Math.max(0, offset - repeatedRows), offset + pageSize)
}

function showOrders({ exchange, endpoint, params, plan, isShuffled, repeatedRows }: CallContext, orders: readonly ExchangeOrder[]) {
  const shown = orders.filter(order => exchange.isShown(order.id, endpoint))
  const trades = params.trades === true || params.trades === 'true'
  const rows = isShuffled ? plan.shuffle(shown) : shown
  return Object.fromEntries(rows.map(order => [order.id, toRestOrder(order, { trades, doubled: repeatedRows > 0 })]))
}

function showTrades({ plan, isShuffled }: CallContext, fills: readonly ExchangeFill[]) {
  const rows = isShuffled ? plan.shuffle(fills) : fills
  return Object.fromEntries(rows.map(fill => [fill.id, toRestTrade(fill)]))
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
