import type { Exchange } from './exchange.ts'
import type { MessageFault } from './faults.ts'
import { answerTrade, type FeedRequest, isTradeMethod } from './feed-trading.ts'
import type { CandleInput, MarketEvent } from './market.ts'
import type { OrderEvent } from './order.ts'
import { toExecution } from './order-report.ts'
import { findPair, type Pair } from './pairs.ts'
import type { WebSocketConnection } from './web-socket.ts'

const publicChannels = ['ticker', 'ohlc', 'trade']
const privateChannels = ['executions', 'balances']

interface Subscription {
  readonly channel: string
  readonly symbol?: string
  readonly minutes?: number
}

interface Client {
  readonly connection: WebSocketConnection
  readonly subscriptions: Subscription[]
  /** Messages that a fault keeps back until the next one of their channel. */
  readonly kept: Map<string, string>
  sequence: number
}

/** Kraken's websocket v2, as far as ccxt uses it. It says nothing on its own: every message follows a request or an act of the test. */
export class Feed {
  private readonly exchange: Exchange
  private readonly clients = new Set<Client>()

  constructor(exchange: Exchange) {
    this.exchange = exchange
    exchange.market.onEvent(event => this.onMarket(event))
    exchange.matching.onEvent(event => this.onOrder(event))
  }

  add(connection: WebSocketConnection): void {
    const client: Client = { connection, subscriptions: [], kept: new Map(), sequence: 0 }
    this.clients.add(client)
    connection.onEnd(() => this.clients.delete(client))
    connection.onMessage(text => this.onMessage(client, text))
    this.send(client, 'status', {
      type: 'update',
      data: [{ version: '2.0.10', system: this.exchange.status, api_version: 'v2', connection_id: this.clients.size }],
    })
  }

  /** Channels that somebody listens to, with their symbols: 'executions', 'ticker BTC/USD'. */
  subscriptions(): string[] {
    return [...this.clients].flatMap(({ subscriptions }) =>
      subscriptions.map(({ channel, symbol }) => (symbol === undefined ? channel : `${channel} ${symbol}`)),
    )
  }

  /** Cuts every connection; returns how many there were. */
  disconnect(): number {
    const clients = [...this.clients]
    for (const { connection } of clients) connection.cut()
    return clients.length
  }

  private onMessage(client: Client, text: string): void {
    const request = readRequest(text)
    if (request === undefined) {
      this.answer(client, 'error', { error: 'Malformed request', success: false })
      return
    }
    const { method, req_id } = request
    if (method === 'ping') this.answer(client, 'pong', this.stamp({ method: 'pong', req_id }))
    else if (method === 'subscribe') this.subscribe(client, request)
    else if (method === 'unsubscribe') this.unsubscribe(client, request)
    else if (isTradeMethod(method)) this.answer(client, method, this.stamp(answerTrade(this.exchange, request)))
    else this.refuse(client, request, 'Unsupported method')
  }

  private refuse(client: Client, { method, req_id }: FeedRequest, error: string): void {
    this.answer(client, method, this.stamp({ error, method, req_id, success: false }))
  }

  private subscribe(client: Client, request: FeedRequest): void {
    const { params = {} } = request
    const channel = String(params.channel)
    if (privateChannels.includes(channel)) this.subscribePrivately(client, request, channel)
    else if (!publicChannels.includes(channel)) this.refuse(client, request, 'Subscription name invalid')
    else {
      for (const symbol of Array.isArray(params.symbol) ? params.symbol.map(String) : []) {
        const pair = findPair(symbol)
        if (pair === undefined) this.refuse(client, request, `Currency pair not supported ${symbol}`)
        else this.subscribePair(client, request, pair)
      }
    }
  }

  private subscribePrivately(client: Client, request: FeedRequest, channel: string): void {
    const { params = {} } = request
    if (!this.exchange.isToken(params.token)) {
      this.refuse(client, request, 'ESession:Invalid session')
      return
    }
    this.acknowledge(client, { channel }, request.req_id)
    if (channel === 'executions') this.showExecutions(client, params)
    else this.showBalances(client, 'snapshot')
  }

  private subscribePair(client: Client, { params = {}, req_id }: FeedRequest, pair: Pair): void {
    const { channel, interval } = params
    const { symbol } = pair
    const minutes = Number(interval)
    this.acknowledge(client, { channel: String(channel), symbol, ...(channel === 'ohlc' ? { minutes } : {}) }, req_id)
    if (channel === 'ticker') this.showTicker(client, pair, 'snapshot')
    if (channel !== 'ohlc') return
    const candles = this.exchange.market.candlesOf(pair, minutes).slice(-this.exchange.ohlcWindow)
    this.showCandles(client, { pair, minutes, type: 'snapshot' }, candles)
  }

  private unsubscribe(client: Client, { method, params = {}, req_id }: FeedRequest): void {
    const { subscriptions } = client
    const left = subscriptions.filter(({ channel }) => channel !== params.channel)
    subscriptions.splice(0, subscriptions.length, ...left)
    this.answer(client, method, this.stamp({ method, req_id, success: true, result: { channel: params.channel } }))
  }

  private acknowledge(client: Client, subscription: Subscription, req_id: number | undefined): void {
    const { channel, symbol, minutes } = subscription
    if (!client.subscriptions.some(known => known.channel === channel && known.symbol === symbol && known.minutes === minutes)) {
      client.subscriptions.push(subscription)
    }
    const result = {
      channel,
      ...(symbol === undefined ? {} : { symbol }),
      ...(minutes === undefined ? {} : { interval: minutes }),
      snapshot: true,
    }
    this.answer(client, 'subscribe', this.stamp({ method: 'subscribe', req_id, success: true, result }))
  }

  private showExecutions(client: Client, { snap_orders, snap_trades }: Readonly<Record<string, unknown>>): void {
    const { matching } = this.exchange
    const orders = matching.openOrders().map(order => toExecution({ type: 'new', order, at: order.openedAt }))
    if (snap_orders !== false) this.send(client, 'executions', { type: 'snapshot', data: orders, sequence: ++client.sequence })
    if (snap_trades !== true) return
    const trades = matching.fills.slice(-50).map(fill => toExecution({ type: 'trade', order: fill.order, fill, at: fill.at }))
    this.send(client, 'executions', { type: 'snapshot', data: trades, sequence: ++client.sequence })
  }

  private showBalances(client: Client, type: 'snapshot' | 'update'): void {
    const { matching } = this.exchange
    const data = Object.entries(this.exchange.balancesByCode()).map(([asset, { total }]) => ({
      asset,
      asset_class: 'currency',
      balance: total.toNumber(),
    }))
    this.send(client, 'balances', { type, data, sequence: matching.fills.length + 1 })
  }

  private showTicker(client: Client, pair: Pair, type: 'snapshot' | 'update'): void {
    const quote = this.exchange.market.quote(pair)
    if (quote === undefined) return
    const [bid, ask, last] = [quote.bid, quote.ask, quote.last].map(price => price.toNumber())
    const data = [
      {
        symbol: pair.symbol,
        bid,
        bid_qty: 1000,
        ask,
        ask_qty: 1000,
        last,
        volume: 1,
        vwap: last,
        low: last,
        high: last,
        change: 0,
        change_pct: 0,
      },
    ]
    this.send(client, 'ticker', { type, data })
  }

  private showCandles(
    client: Client,
    { pair, minutes, type }: { readonly pair: Pair; readonly minutes: number; readonly type: 'snapshot' | 'update' },
    candles: readonly CandleInput[],
  ): void {
    if (candles.length === 0) return
    const iso = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z')
    const data = candles.map(({ time, open, high, low, close, volume }) => ({
      symbol: pair.symbol,
      ...{ open, high, low, close, volume, trades: volume > 0 ? 1 : 0, vwap: (high + low + close) / 3 },
      interval_begin: iso(time),
      interval: minutes,
      timestamp: iso(time + minutes * 60_000),
    }))
    this.send(client, 'ohlc', { type, timestamp: iso(this.exchange.now()), data })
  }

  private onMarket(event: MarketEvent): void {
    const { symbol } = event.pair
    for (const client of this.clients) {
      for (const { channel, symbol: wanted, minutes } of client.subscriptions) {
        if (wanted !== symbol) continue
        if (event.type === 'ohlc' && channel === 'ohlc' && minutes === event.minutes)
          this.showCandles(client, { ...event, type: 'update' }, [event.candle])
        if (event.type === 'ticker' && channel === 'ticker') this.showTicker(client, event.pair, 'update')
        if (event.type === 'ticker' && channel === 'trade') this.showTick(client, event.pair)
      }
    }
  }

  private showTick(client: Client, pair: Pair): void {
    const ticks = this.exchange.market.ticksOf(pair)
    const tick = ticks[ticks.length - 1]
    const timestamp = new Date(tick.at).toISOString()
    const data = [
      {
        symbol: pair.symbol,
        side: 'buy',
        price: tick.price.toNumber(),
        qty: tick.volume.toNumber(),
        ord_type: 'market',
        trade_id: ticks.length,
        timestamp,
      },
    ]
    this.send(client, 'trade', { type: 'update', data })
  }

  private onOrder(event: OrderEvent): void {
    for (const client of this.clients) {
      for (const { channel } of client.subscriptions) {
        if (channel === 'executions')
          this.send(client, 'executions', { type: 'update', data: [toExecution(event)], sequence: ++client.sequence })
        if (channel === 'balances' && event.type === 'trade') this.showBalances(client, 'update')
      }
    }
  }

  private stamp(message: object): object {
    const time = new Date(this.exchange.now()).toISOString()
    return { ...message, time_in: time, time_out: time }
  }

  private send(client: Client, channel: string, message: object): void {
    this.answer(client, channel, { channel, ...message })
  }

  /** Everything leaves through here, so that every channel and every answer can go wrong. */
  private answer(client: Client, name: string, message: object): void {
    const { connection, kept } = client
    const text = JSON.stringify(message)
    const fault = this.exchange.faults.next(`ws:${name}`)[0] as MessageFault | undefined
    if (fault?.kind === 'disconnect') connection.cut()
    if (fault?.kind === 'disconnect' || fault?.kind === 'drop') return
    if (fault?.kind === 'out-of-order' && !kept.has(name)) {
      kept.set(name, text)
      return
    }
    connection.send(fault?.kind === 'truncated' ? text.slice(0, text.length / 2) : text)
    if (fault?.kind === 'duplicate') connection.send(text)
    const late = kept.get(name)
    kept.delete(name)
    if (late !== undefined) connection.send(late)
  }
}

function readRequest(text: string): FeedRequest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'method' in value ? (value as FeedRequest) : undefined
  } catch {
    return undefined
  }
}
