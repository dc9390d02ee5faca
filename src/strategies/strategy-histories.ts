import type { Column } from '../base/column.ts'
import type { Random } from '../base/random.ts'
import type { Bars } from '../market/bars.ts'
import { syntheticBars } from '../market/synthetic.ts'

/** The same bars with everything from `cut` on replaced by another market. */
export function poison(bars: Bars, cut: number, random: Random): Bars {
  const scale = 10 ** (random.integer(7) - 3)
  const other = syntheticBars({
    seed: random.integer(2 ** 31),
    length: bars.length - cut,
    timeframe: bars.timeframe,
    price: bars.close[cut - 1] * scale,
    volatility: 3,
  })
  const replaced = (column: 'open' | 'high' | 'low' | 'close' | 'volume') => {
    const values = bars[column].slice()
    values.set(other[column] as Float64Array, cut)
    return values
  }
  return {
    ...bars,
    open: replaced('open'),
    high: replaced('high'),
    low: replaced('low'),
    close: replaced('close'),
    volume: replaced('volume'),
  }
}

const KINDS = ['brownian', 'regimes', 'jumps'] as const

/** Markets of all kinds: calm and wild, cheap and expensive, with flat stretches and trends. */
export function randomHistory(random: Random, length: number, k: number): Bars {
  const bars = syntheticBars({
    seed: random.integer(2 ** 31),
    length,
    timeframe: '1h',
    kind: KINDS[k % KINDS.length],
    price: 10 ** (random.integer(9) - 4),
    volatility: 0.1 + 3 * random.uniform(),
    drift: 4 * random.uniform() - 2,
  })
  return k % 4 === 3 ? flatten(bars, random) : bars
}

/** A stretch without any movement, as on a halted or dead market. */
function flatten(bars: Bars, random: Random): Bars {
  const from = random.integer(bars.length)
  const to = Math.min(bars.length, from + random.integer(bars.length))
  const price = bars.close[from]
  const flat = (column: Column) => column.slice().fill(price, from, to)
  return {
    ...bars,
    open: flat(bars.open),
    high: flat(bars.high),
    low: flat(bars.low),
    close: flat(bars.close),
    volume: bars.volume.slice().fill(0, from, to),
  }
}
