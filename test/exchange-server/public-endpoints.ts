import { Decimal } from 'decimal.js'
import type { CallContext, Endpoint } from './call-context.ts'
import { KrakenError } from './kraken-error.ts'
import type { CandleInput } from './market.ts'
import { assets, findPair, type Pair, pairs } from './pairs.ts'

const intervals = [1, 5, 15, 30, 60, 240, 1440, 10080, 21600]

/** The public endpoints that ccxt's kraken calls. */
export const publicEndpoints: Readonly<Record<string, Endpoint>> = {
  Time: ({ exchange, at }) => ({ unixtime: Math.floor(at / 1000), rfc1123: new Date(exchange.now()).toUTCString() }),

  SystemStatus: ({ exchange, at }) => ({ status: exchange.status, timestamp: new Date(at).toISOString().replace(/\.\d+Z/, 'Z') }),

  Assets: () =>
    Object.fromEntries(
      assets.map(({ id, altname, decimals }) => [
        id,
        { aclass: 'currency', altname, decimals, display_decimals: Math.min(5, decimals), status: 'enabled' },
      ]),
    ),

  AssetPairs: context => Object.fromEntries(pairs.map(pair => [pair.id, toAssetPair(pair, context)])),

  Ticker: ({ exchange, params }) => {
    const asked =
      params.pair === undefined
        ? pairs.filter(pair => exchange.market.quote(pair) !== undefined)
        : String(params.pair).split(',').map(needPair)
    return Object.fromEntries(asked.map(pair => [pair.id, toTicker(pair, exchange)]))
  },

  OHLC: ({ exchange, params, plan, isShuffled }) => {
    const pair = needPair(String(params.pair))
    const minutes = Number(params.interval ?? 1)
    if (!intervals.includes(minutes)) throw new KrakenError('EGeneral:Invalid arguments')
    const all = exchange.market.candlesOf(pair, minutes).slice(-exchange.ohlcWindow)
    const since = params.since === undefined ? Number.NEGATIVE_INFINITY : Number(params.since)
    const rows = all.filter((candle, i) => candle.time / 1000 > since || i === all.length - 1).map(candle => toCandle(pair, candle))
    // The last bar is still being made; `last` is the one before it.
    const last = all.at(-2) ?? all.at(-1)
    return { [pair.id]: isShuffled ? plan.shuffle(rows) : rows, last: last === undefined ? 0 : last.time / 1000 }
  },

  Trades: ({ exchange, params, plan, isShuffled }) => {
    const pair = needPair(String(params.pair))
    const ticks = exchange.market.ticksOf(pair)
    const since = params.since === undefined ? Number.NEGATIVE_INFINITY : toMs(String(params.since))
    const rows = ticks
      .map(({ at, price, volume }, i) => ({
        at,
        row: [price.toFixed(pair.priceDecimals), volume.toFixed(8), at / 1000, 'b', 'm', '', i + 1],
      }))
      .filter(({ at }) => at > since)
      .slice(0, Number(params.count ?? 1000))
    const last = BigInt(rows.at(-1)?.at ?? exchange.now()) * 1_000_000n
    const shown = rows.map(({ row }) => row)
    return { [pair.id]: isShuffled ? plan.shuffle(shown) : shown, last: last.toString() }
  },

  Depth: ({ exchange, params }) => {
    const pair = needPair(String(params.pair))
    const quote = exchange.market.quote(pair)
    if (quote === undefined) return { [pair.id]: { asks: [], bids: [] } }
    const level = (price: Decimal) => [price.toFixed(pair.priceDecimals), '1000.000', Math.floor(exchange.now() / 1000)]
    return { [pair.id]: { asks: [level(quote.ask)], bids: [level(quote.bid)] } }
  },
}

/** @throws KrakenError for a pair that there is not. */
export function needPair(name: string): Pair {
  const pair = findPair(name)
  if (pair === undefined) throw new KrakenError('EQuery:Unknown asset pair')
  return pair
}

/** Seconds, or the nanoseconds of a `last`. */
function toMs(since: string): number {
  return since.length > 15 ? Number(BigInt(since) / 1_000_000n) : Number(since) * 1000
}

function toAssetPair(pair: Pair, { exchange }: CallContext) {
  const { maker, taker } = exchange.matching.fees
  return {
    altname: pair.altname,
    wsname: pair.wsname,
    aclass_base: 'currency',
    base: pair.base.id,
    aclass_quote: 'currency',
    quote: pair.quote.id,
    lot: 'unit',
    cost_decimals: 5,
    pair_decimals: pair.priceDecimals,
    lot_decimals: pair.lotDecimals,
    lot_multiplier: 1,
    leverage_buy: [],
    leverage_sell: [],
    fees: [[0, taker.times(100).toNumber()]],
    fees_maker: [[0, maker.times(100).toNumber()]],
    fee_volume_currency: 'ZUSD',
    margin_call: 80,
    margin_stop: 40,
    ordermin: pair.orderMin.toFixed(),
    costmin: pair.costMin.toFixed(),
    tick_size: pair.tick.toFixed(),
    status: exchange.status === 'maintenance' ? 'cancel_only' : exchange.status,
  }
}

function toCandle(pair: Pair, { time, open, high, low, close, volume }: CandleInput): unknown[] {
  const price = (value: number) => new Decimal(value).toFixed(pair.priceDecimals)
  return [
    time / 1000,
    price(open),
    price(high),
    price(low),
    price(close),
    price((high + low + close) / 3),
    volume.toFixed(8),
    volume > 0 ? 1 : 0,
  ]
}

/** The day's numbers come of the prices that the test has set. */
function toTicker(pair: Pair, exchange: CallContext['exchange']) {
  const quote = exchange.market.quote(pair)
  // As for a pair that is listed and not traded yet.
  if (quote === undefined) throw new KrakenError('EService:Unavailable')
  const price = (value: Decimal) => value.toFixed(Math.max(5, pair.priceDecimals))
  const day = exchange.market.ticksOf(pair).filter(({ at }) => at > exchange.now() - 86_400_000)
  const volume = day.reduce((sum, tick) => sum.plus(tick.volume), new Decimal(0))
  const cost = day.reduce((sum, tick) => sum.plus(tick.volume.times(tick.price)), new Decimal(0))
  const prices = day.length === 0 ? [quote.last] : day.map(tick => tick.price)
  const average = volume.isZero() ? quote.last : cost.div(volume)
  const twice = (text: string | number) => [text, text]
  return {
    a: [price(quote.ask), '1000', '1000.000'],
    b: [price(quote.bid), '1000', '1000.000'],
    c: [price(quote.last), '1.00000000'],
    v: twice(volume.toFixed(8)),
    p: twice(price(average)),
    t: twice(day.length),
    l: twice(price(Decimal.min(...prices))),
    h: twice(price(Decimal.max(...prices))),
    o: price(prices[0]),
  }
}
