import { Decimal } from 'decimal.js'
import type { ApiKey } from './authentication.ts'
import { type Exchange, needPair, type SystemStatus } from './exchange.ts'
import type { FaultReport, FaultRule } from './faults.ts'
import type { Feed } from './feed.ts'
import type { CandleInput, PriceOptions } from './market.ts'
import type { ExchangeFill, ExchangeOrder } from './order.ts'
import type { LogEntry, RequestLog } from './request-log.ts'

/** An order as plain data; amounts are decimal texts. */
export interface OrderView {
  readonly id: string
  readonly clientId: string | undefined
  readonly symbol: string
  readonly side: string
  readonly type: string
  readonly status: string
  readonly reason: string | undefined
  readonly quantity: string
  readonly limit: string | undefined
  readonly filled: string
  readonly cost: string
  readonly fee: string
  readonly openedAt: number
  readonly closedAt: number | undefined
  readonly fills: readonly string[]
}

/** A fill as plain data. */
export interface FillView {
  readonly id: string
  readonly tradeId: number
  readonly orderId: string
  readonly clientId: string | undefined
  readonly symbol: string
  readonly side: string
  readonly at: number
  readonly price: string
  readonly quantity: string
  readonly cost: string
  readonly fee: string
  readonly isMaker: boolean
}

/** What a test may do to the exchange and ask about it. Everything in and out is plain data: it also goes over HTTP. */
export type Controls = ReturnType<typeof controlsOf>

export function controlsOf({ exchange, feed, log }: { readonly exchange: Exchange; readonly feed: Feed; readonly log: RequestLog }) {
  const { matching, market, faults } = exchange
  const order = (id: string) => {
    const found = matching.orders.get(id) ?? [...matching.orders.values()].findLast(({ clientId }) => clientId === id)
    if (found === undefined) throw new Error(`no order "${id}"`)
    return found
  }
  return {
    now: (): number => exchange.now(),
    setNow: (time: number): void => exchange.setNow(time),
    advance: (ms: number): void => exchange.setNow(exchange.now() + ms),
    setStatus: (status: SystemStatus): void => {
      exchange.status = status
    },
    credentials: (): ApiKey => exchange.keys[0],
    market: {
      /** Moves the price; stops and limits that it reaches are filled. */
      setPrice: (symbol: string, price: number, options?: PriceOptions): { bid: string; ask: string; last: string } => {
        const { bid, ask, last } = market.setPrice(needPair(symbol), price, options)
        return { bid: bid.toFixed(), ask: ask.toFixed(), last: last.toFixed() }
      },
      /** Adds bars of so many minutes; with `moves` the price walks through them. */
      pushBars: (symbol: string, minutes: number, bars: readonly CandleInput[], options?: { readonly moves?: boolean }): void =>
        market.pushBars(needPair(symbol), minutes, bars, options),
    },
    orders: {
      list: (): OrderView[] => [...matching.orders.values()].map(toOrderView),
      open: (): OrderView[] => matching.openOrders().map(toOrderView),
      /** By Kraken's id or the client's; of several with one client's id the newest. */
      get: (id: string): OrderView => toOrderView(order(id)),
      /** Fills an open order: all of what is left, or a quantity; at its limit or the touch, or at a price. */
      fill: (id: string, { quantity, price }: { readonly quantity?: number | string; readonly price?: number | string } = {}): FillView => {
        const decimal = (value: number | string | undefined) => (value === undefined ? undefined : new Decimal(value))
        return toFillView(matching.fill(order(id), exchange.now(), { quantity: decimal(quantity), price: decimal(price) }))
      },
      cancel: (id: string, reason?: string): boolean => matching.cancel(order(id), exchange.now(), reason),
    },
    /** By code: { BTC: { total: '10', held: '0' } }. */
    balances: (): Record<string, { total: string; held: string }> =>
      Object.fromEntries(
        Object.entries(exchange.balancesByCode()).map(([code, { total, held }]) => [
          code,
          { total: total.toFixed(), held: held.toFixed() },
        ]),
      ),
    /** Puts money in; a negative amount takes it out. */
    deposit: (asset: string, amount: number | string): void => exchange.deposit(asset, new Decimal(amount)),
    fills: (): FillView[] => matching.fills.map(toFillView),
    faults: {
      /** Returns the id of the rule. */
      add: (rule: FaultRule): number => faults.add(rule),
      /** One rule, or all. */
      clear: (id?: number): void => faults.clear(id),
      report: (): FaultReport[] => faults.report(),
    },
    log: {
      /** Every request since the start, or the last clearing; of one endpoint or of all. */
      list: (endpoint?: string): LogEntry[] => log.list(endpoint),
      clear: (): void => log.clear(),
    },
    /** What the websockets listen to: 'executions', 'ticker BTC/USD'. A test waits for it before it makes something happen. */
    subscriptions: (): string[] => feed.subscriptions(),
    /** Cuts every websocket; returns how many there were. */
    disconnect: (): number => feed.disconnect(),
  }
}

/** Calls a control by its path, 'market.setPrice'. */
export function callControl(controls: Controls, path: string, args: readonly unknown[]): unknown {
  let found: unknown = controls
  for (const name of path.split('.')) {
    found = typeof found === 'object' && found !== null && Object.hasOwn(found, name) ? (found as Record<string, unknown>)[name] : undefined
  }
  if (typeof found !== 'function') throw new Error(`no control "${path}"`)
  return found(...args)
}

function toOrderView({ pair, quantity, limit, filled, cost, fee, ...order }: ExchangeOrder): OrderView {
  const { id, clientId, side, type, status, reason, openedAt, closedAt, fills } = order
  const amounts = {
    quantity: quantity.toFixed(),
    limit: limit?.toFixed(),
    filled: filled.toFixed(),
    cost: cost.toFixed(),
    fee: fee.toFixed(),
  }
  return { id, clientId, symbol: pair.symbol, side, type, status, reason, ...amounts, openedAt, closedAt, fills: [...fills] }
}

function toFillView({ id, tradeId, order, at, price, quantity, cost, fee, isMaker }: ExchangeFill): FillView {
  const amounts = { price: price.toFixed(), quantity: quantity.toFixed(), cost: cost.toFixed(), fee: fee.toFixed() }
  return { id, tradeId, orderId: order.id, clientId: order.clientId, symbol: order.pair.symbol, side: order.side, at, ...amounts, isMaker }
}
