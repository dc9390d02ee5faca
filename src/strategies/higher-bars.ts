import { ConfigError } from '../base/errors.ts'
import { type Timeframe, timeframeMs } from '../base/timeframe.ts'
import type { Field } from '../market/bars.ts'
import { startOfBar } from '../market/offset.ts'
import { type BesideBars, grownRows } from './beside-bars.ts'
import type { History } from './history.ts'

const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const

type Memory = Record<Field | 'time', Float64Array>

/**
 * The base bars put together to longer ones, as `resampleBars` does it, but as they come: a longer bar is complete with the base bar that
 * ends where it ends, or with the first one of a later bucket. Whether it is complete never depends on later bars.
 */
export class HigherBars implements BesideBars {
  readonly name: Timeframe
  readonly key: string
  rows: Int32Array = new Int32Array(0)
  private memory: Memory = room(0)
  private view: History | undefined
  private known = 0
  /** Buckets that have begun. */
  private begun = 0
  /** Where the last of them ends. */
  private end = Number.NEGATIVE_INFINITY
  private checked: Timeframe | undefined

  constructor(timeframe: Timeframe) {
    this.name = timeframe
    this.key = higherKey(timeframe)
  }

  get bars(): History {
    this.view ??= { length: this.begun, ...this.memory }
    return this.view
  }

  follow(history: History, to: number): void {
    const step = this.stepOf(history)
    const size = timeframeMs(this.name)
    const { known, name } = this
    this.rows = grownRows(this.rows, known, to)
    const { rows } = this
    const { time, open, high, low, close, volume } = history
    let { begun, end, memory } = this
    for (let i = known; i < to; i++) {
      let k = begun - 1
      if (time[i] >= end) {
        k = begun++
        if (k === memory.time.length) memory = this.grow(k, Math.ceil(((to - i) * step) / size) + 1)
        const start = startOfBar(time[i], name)
        end = start + size
        memory.time[k] = start
        memory.open[k] = open[i]
        memory.high[k] = high[i]
        memory.low[k] = low[i]
        memory.volume[k] = volume[i]
      } else {
        if (high[i] > memory.high[k]) memory.high[k] = high[i]
        if (low[i] < memory.low[k]) memory.low[k] = low[i]
        memory.volume[k] += volume[i]
      }
      memory.close[k] = close[i]
      rows[i] = time[i] + step >= end ? k : k - 1
    }
    this.known = to
    this.begun = begun
    this.end = end
    this.view = undefined
  }

  /** Room for at least some more buckets. */
  private grow(count: number, more: number): Memory {
    const larger = room(Math.max(count + more, 2 * count))
    for (const name of NAMES) larger[name].set(this.memory[name].subarray(0, count))
    this.memory = larger
    return larger
  }

  /** Length of a base bar. */
  private stepOf({ symbol = 'the history', timeframe }: History): number {
    const { name } = this
    if (timeframe === undefined)
      throw new ConfigError(
        'strategy/higher',
        `the strategy looks at ${name}, and ${symbol} does not say how long its bars are; follow Bars or a BarBuffer`,
        { higher: name },
      )
    const step = timeframeMs(timeframe)
    if (timeframe === this.checked) return step
    const size = timeframeMs(name)
    if (size <= step || size % step !== 0)
      throw new ConfigError(
        'strategy/higher',
        `the strategy looks at ${name}, which ${size <= step ? 'is not longer than' : 'is not a multiple of'} the ${timeframe} of ${symbol}; give it shorter bars, or make the timeframe a parameter`,
        { higher: name, timeframe },
      )
    this.checked = timeframe
    return step
  }
}

/** The key of a timeframe. */
export function higherKey(timeframe: Timeframe): string {
  return `higher ${timeframe}`
}

function room(length: number): Memory {
  const column = () => new Float64Array(length)
  return { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() }
}
