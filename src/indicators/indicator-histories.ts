import type { Random } from '../base/random.ts'
import type { Field } from '../market/bars.ts'

/** A made-up history for contract checks. */
export interface TestHistory {
  readonly kind: HistoryKind
  readonly length: number
  readonly columns: { readonly [K in Field]: Float64Array }
}

/** What the prices of a {@link TestHistory} do. In `walk`, `tiny` and `large` every bar moves and trades. */
export type HistoryKind = 'walk' | 'tiny' | 'large' | 'flat' | 'stretches' | 'spikes' | 'ticks' | 'rise' | 'fall'

const KINDS: readonly HistoryKind[] = ['walk', 'stretches', 'spikes', 'tiny', 'ticks', 'walk', 'large', 'flat', 'rise', 'fall']

const SCALES: { readonly [K in HistoryKind]?: number } = { tiny: 1e-8, large: 1e12 }

/** The `number`-th history of a stream; kinds take turns. */
export function testHistory(random: Random, { number, length }: { number: number; length: number }): TestHistory {
  const kind = KINDS[number % KINDS.length]
  const columns = {
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
    volume: new Float64Array(length),
  }
  const scale = SCALES[kind] ?? 1
  let price = 100
  let still = false
  for (let i = 0; i < length; i++) {
    if (random.uniform() < 0.08) still = !still
    const open = price
    price = nextPrice(random, price, kind === 'stretches' && still ? 'flat' : kind)
    const spike = kind === 'spikes' && random.uniform() < 0.04 ? 1e15 : 1
    const flat = kind === 'flat' || (kind === 'stretches' && still)
    const wick = flat ? 0 : kind === 'ticks' ? random.integer(2) : price * 0.01 * random.uniform()
    columns.open[i] = open * scale * spike
    columns.close[i] = price * scale * spike
    columns.high[i] = (Math.max(open, price) + wick) * scale * spike
    columns.low[i] = Math.max(0, Math.min(open, price) - wick) * scale * spike
    columns.volume[i] = kind === 'ticks' || flat ? random.integer(3) : 1 + 1000 * random.uniform()
  }
  return { kind, length, columns }
}

function nextPrice(random: Random, price: number, kind: HistoryKind): number {
  switch (kind) {
    case 'flat':
      return price
    case 'ticks':
      return Math.max(1, price + random.integer(3) - 1)
    case 'rise':
      return price + 0.1 + random.uniform()
    case 'fall':
      return price * (0.98 + 0.019 * random.uniform())
    default:
      return price * (0.97 + 0.06 * random.uniform())
  }
}
