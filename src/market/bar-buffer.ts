import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { type Calendar, parseTimeframe, type Timeframe } from '../base/timeframe.ts'
import type { Bar, Bars, Field } from './bars.ts'
import { formatTime } from './format-time.ts'
import { checkOthers } from './with-others.ts'

/**
 * What a {@link BarBuffer} holds, and what it starts with.
 *
 * @example
 * ```ts
 * import { BarBuffer, type BarBufferOptions } from 'peak-trade'
 *
 * const options: BarBufferOptions = { symbol: 'BTC/EUR', timeframe: '1m', capacity: 10_000 }
 * new BarBuffer(options).length // 0
 * ```
 */
export interface BarBufferOptions {
  readonly symbol: string
  readonly timeframe: Timeframe
  /** Default `24/7`. */
  readonly calendar?: Calendar
  /** For how many bars to make room at once; it grows by itself. */
  readonly capacity?: number
  /**
   * Bars of other symbols, for strategies that look at them: buffers that grow as well, or whole histories. A strategy sees of them what is
   * there when it follows, so append to them first.
   */
  readonly others?: readonly Bars[]
}

type Name = 'time' | Field

/**
 * Bars that grow at the end: the history of a live market. Its columns are what the columns of {@link Bars} would be, so it can be
 * given to `Strategy.follow` and to anything that reads bars. A column that was taken earlier stays as it was; take it again
 * after an append.
 *
 * @example
 * ```ts
 * import { BarBuffer } from 'peak-trade'
 *
 * const buffer = new BarBuffer({ symbol: 'BTC/EUR', timeframe: '1h' })
 * buffer.append({ time: Date.UTC(2024, 0, 1), open: 100, high: 102, low: 99, close: 101, volume: 3 })
 * buffer.close[0] // 101
 * ```
 */
export class BarBuffer implements Bars {
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  /** Bars of other symbols. */
  declare readonly others?: readonly Bars[]
  private count = 0
  private memory: Record<Name, Float64Array>
  private readonly views: Partial<Record<Name, Column>> = {}

  /**
   * @throws {@link ConfigError} `timeframe/unknown`, or `bars/capacity` for a capacity that is no positive whole number, or `bars/others` for a
   * symbol that is there twice.
   */
  constructor({ symbol, timeframe, calendar = '24/7', capacity = 1024, others }: BarBufferOptions) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new ConfigError('bars/capacity', `capacity is ${capacity}, it must be a whole number of bars from 1`, { capacity })
    this.symbol = symbol
    this.timeframe = parseTimeframe(timeframe)
    this.calendar = calendar
    this.memory = room(capacity)
    if (others === undefined) return
    checkOthers(symbol, others)
    this.others = Object.freeze([...others])
  }

  /** Number of bars so far. */
  get length(): number {
    return this.count
  }

  /** Opening times, milliseconds since the Unix epoch, UTC. */
  get time(): Column {
    return this.view('time')
  }

  get open(): Column {
    return this.view('open')
  }

  get high(): Column {
    return this.view('high')
  }

  get low(): Column {
    return this.view('low')
  }

  get close(): Column {
    return this.view('close')
  }

  get volume(): Column {
    return this.view('volume')
  }

  /**
   * Adds a closed bar behind the last one.
   *
   * @throws {@link DataError} `bars/order` for a bar that does not come after the last one, `bars/price`, `bars/inconsistent`
   * and `bars/volume` for values that no bar has. The buffer is then as it was.
   */
  append(bar: Bar): void {
    const { time, open, high, low, close, volume } = bar
    const last = this.count === 0 ? Number.NEGATIVE_INFINITY : this.memory.time[this.count - 1]
    const prices = low > 0 && low <= open && open <= high && low <= close && close <= high && high < Number.POSITIVE_INFINITY
    if (!(prices && time > last && time < Number.POSITIVE_INFINITY && volume >= 0 && volume < Number.POSITIVE_INFINITY))
      throw this.refusal(bar, last)
    if (this.count === this.memory.time.length) this.grow(2 * this.count)
    const { memory, count } = this
    memory.time[count] = time
    memory.open[count] = open
    memory.high[count] = high
    memory.low[count] = low
    memory.close[count] = close
    memory.volume[count] = volume
    this.count++
  }

  /**
   * Adds all bars of a history behind the last one.
   *
   * @throws {@link DataError} as {@link BarBuffer.append}; the bars before the wrong one have been added.
   */
  appendAll(bars: Bars): void {
    if (this.count + bars.length > this.memory.time.length) this.grow(Math.max(2 * this.count, this.count + bars.length))
    const { time, open, high, low, close, volume } = bars
    for (let i = 0; i < bars.length; i++)
      this.append({ time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] })
  }

  /** The bars so far, of other symbols too, as frozen {@link Bars} that no longer grow. Shares memory, copies nothing. */
  snapshot(): Bars {
    const { symbol, timeframe, calendar, length, time, open, high, low, close, volume, others } = this
    const bars = { symbol, timeframe, calendar, length, time, open, high, low, close, volume }
    if (others === undefined) return Object.freeze(bars)
    return Object.freeze({ ...bars, others: Object.freeze(others.map(other => (other instanceof BarBuffer ? other.snapshot() : other))) })
  }

  private view(name: Name): Column {
    const known = this.views[name]
    if (known !== undefined && known.length === this.count) return known
    const view = this.memory[name].subarray(0, this.count)
    this.views[name] = view
    return view
  }

  private grow(capacity: number): void {
    const larger = room(capacity)
    for (const name of Object.keys(larger) as Name[]) larger[name].set(this.memory[name].subarray(0, this.count))
    this.memory = larger
  }

  private refusal({ time, open, high, low, close, volume }: Bar, last: number): DataError {
    const when = formatTime(time)
    const error = (code: string, message: string, value: number) =>
      new DataError(code, `${this.symbol}: ${message}`, { symbol: this.symbol, bars: this.count, value })
    if (!(time > last && time < Number.POSITIVE_INFINITY))
      return error('bars/order', `a bar of ${when} does not come after the last one of ${formatTime(last)}; append bars in order`, time)
    for (const [name, price] of Object.entries({ open, high, low, close }))
      if (!(price > 0 && price < Number.POSITIVE_INFINITY))
        return error('bars/price', `${name} of ${when} is ${price}; a price is a number above 0`, price)
    if (!(volume >= 0 && volume < Number.POSITIVE_INFINITY))
      return error('bars/volume', `volume of ${when} is ${volume}; a volume is 0 or more`, volume)
    const shown = `open ${open}, high ${high}, low ${low}, close ${close}`
    return error('bars/inconsistent', `the bar of ${when} has open or close outside of low–high (${shown}); correct it`, time)
  }
}

function room(capacity: number): Record<Name, Float64Array> {
  return {
    time: new Float64Array(capacity),
    open: new Float64Array(capacity),
    high: new Float64Array(capacity),
    low: new Float64Array(capacity),
    close: new Float64Array(capacity),
    volume: new Float64Array(capacity),
  }
}
