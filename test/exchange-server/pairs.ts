import { Decimal } from 'decimal.js'

/** What can be held. */
export interface Asset {
  /** Kraken's id, with its historical X and Z. */
  readonly id: string
  readonly altname: string
  /** The code that everybody else uses; also Kraken's websocket v2. */
  readonly code: string
  /** Digits of a balance. */
  readonly decimals: number
}

/** What can be traded. */
export interface Pair {
  readonly id: string
  readonly altname: string
  readonly wsname: string
  /** 'BTC/USD'. */
  readonly symbol: string
  readonly base: Asset
  readonly quote: Asset
  readonly priceDecimals: number
  readonly lotDecimals: number
  readonly tick: Decimal
  /** Smallest quantity of an order. */
  readonly orderMin: Decimal
  /** Smallest price × quantity of an order. */
  readonly costMin: Decimal
}

const asset = (id: string, altname: string, code: string, decimals: number): Asset => ({ id, altname, code, decimals })

const usd = asset('ZUSD', 'USD', 'USD', 4)
const eur = asset('ZEUR', 'EUR', 'EUR', 4)
const btc = asset('XXBT', 'XBT', 'BTC', 10)
const eth = asset('XETH', 'ETH', 'ETH', 10)
const sol = asset('SOL', 'SOL', 'SOL', 10)
const ada = asset('ADA', 'ADA', 'ADA', 8)

/** Every asset of the server. */
export const assets: readonly Asset[] = [usd, eur, btc, eth, sol, ada]

/** Precisions and minima are those of the real pairs at the time of writing, near enough. */
function pairsOf(base: Asset, priceDecimals: number, orderMin: string): Pair[] {
  return [usd, eur].map(quote => ({
    id: base.id.length === 4 ? `${base.id}${quote.id}` : `${base.altname}${quote.altname}`,
    altname: `${base.altname}${quote.altname}`,
    wsname: `${base.altname}/${quote.altname}`,
    symbol: `${base.code}/${quote.code}`,
    base,
    quote,
    priceDecimals,
    lotDecimals: 8,
    tick: new Decimal(10).pow(-priceDecimals),
    orderMin: new Decimal(orderMin),
    costMin: new Decimal('0.5'),
  }))
}

/** Every pair of the server. */
export const pairs: readonly Pair[] = [
  ...pairsOf(btc, 1, '0.00005'),
  ...pairsOf(eth, 2, '0.002'),
  ...pairsOf(sol, 2, '0.02'),
  ...pairsOf(ada, 6, '4'),
]

/** A pair by any of its names: XXBTZUSD, XBTUSD, XBT/USD, BTC/USD. */
export function findPair(name: string): Pair | undefined {
  return pairs.find(pair => pair.id === name || pair.altname === name || pair.wsname === name || pair.symbol === name)
}

/** An asset by any of its names: ZUSD, USD; XXBT, XBT, BTC. */
export function findAsset(name: string): Asset | undefined {
  return assets.find(({ id, altname, code }) => id === name || altname === name || code === name)
}
