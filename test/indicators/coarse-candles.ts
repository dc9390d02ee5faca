import { seededRandom } from '../../src/base/random.ts'

type Candles = Record<'open' | 'high' | 'low' | 'close', Float64Array>

/** 300 bars of whole prices: many bodies, shadows and gaps are equal, and there are patterns of every kind. */
export function coarseCandles(seed: number): Candles {
  const random = seededRandom(seed)
  const candles = { open: new Float64Array(300), high: new Float64Array(300), low: new Float64Array(300), close: new Float64Array(300) }
  let price = 1000
  for (let i = 0; i < 300; i++) {
    const open = price + random.integer(11) - 5
    const close = open + Math.round((random.integer(13) - 6) * random.uniform())
    candles.open[i] = open
    candles.close[i] = close
    candles.high[i] = Math.max(open, close) + random.integer(8) * random.integer(2)
    candles.low[i] = Math.min(open, close) - random.integer(8) * random.integer(2)
    price = close
  }
  return candles
}

/** The same market with every price negative. */
export function upsideDown({ open, high, low, close }: Candles): Candles {
  const negative = (column: Float64Array) => column.map(value => -value)
  return { open: negative(open), high: negative(low), low: negative(high), close: negative(close) }
}
