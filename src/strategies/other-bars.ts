import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { timeframeMs } from '../base/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { type BesideBars, grownRows } from './beside-bars.ts'
import type { History } from './history.ts'

const NOTHING = new Float64Array(0)
const NO_BARS: History = { length: 0, time: NOTHING, open: NOTHING, high: NOTHING, low: NOTHING, close: NOTHING, volume: NOTHING }

/** The bars of another symbol, aligned by time: seen is what has ended by the end of the base bar. */
export class OtherBars implements BesideBars {
  readonly name: string
  readonly key: string
  bars: History = NO_BARS
  rows: Int32Array = new Int32Array(0)
  private known = 0
  private row = -1

  constructor(symbol: string) {
    this.name = symbol
    this.key = otherKey(symbol)
  }

  follow(history: History, to: number): void {
    const other = findOther(history, this.name)
    // Both ends count, so the lengths may differ.
    const later = stepOf(history, this.name) - timeframeMs(other.timeframe)
    const { known } = this
    this.rows = grownRows(this.rows, known, to)
    const { rows } = this
    const { time } = history
    const { time: otherTime, length } = other
    let next = this.row + 1
    for (let i = known; i < to; i++) {
      const latest = time[i] + later
      while (next < length && otherTime[next] <= latest) next++
      rows[i] = next - 1
    }
    this.bars = other
    this.row = next - 1
    this.known = to
  }
}

/** The key of a symbol. */
export function otherKey(symbol: string): string {
  return `other ${symbol}`
}

function findOther({ symbol, others = [] }: History, name: string): Bars {
  const found = others.find(bars => bars.symbol === name)
  if (found !== undefined) return found
  const where = symbol ?? 'the history'
  if (name === symbol)
    throw new ConfigError(
      'strategy/other',
      `the strategy looks at ${name} beside ${where}, which is the market itself; name another symbol, or use its own fields`,
      { symbol: name },
    )
  const known = others.map(bars => bars.symbol)
  throw new ConfigError(
    'strategy/other',
    `the strategy looks at ${name}, which does not come with ${where}${didYouMean(name, known)} With it come: ${known.join(', ') || 'no others'}. Give its bars with withOthers(bars, [other])`,
    { symbol: name, known },
  )
}

function stepOf({ timeframe }: History, name: string): number {
  if (timeframe !== undefined) return timeframeMs(timeframe)
  throw new ConfigError(
    'strategy/other',
    `the strategy looks at ${name}, and the history does not say how long its own bars are; follow Bars or a BarBuffer`,
    { symbol: name },
  )
}
