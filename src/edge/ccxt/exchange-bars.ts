import { EdgeError } from '../../base/errors.ts'
import { type Timeframe, timeframeMs } from '../../base/timeframe.ts'
import { BarSequence } from '../../market/bar-sequence.ts'
import type { BarNote, BarSource, FollowOptions } from '../../market/bar-source.ts'
import type { Bar } from '../../market/bars.ts'
import { formatTime } from '../../market/format-time.ts'
import { type Alarm, silentAlarm } from './bar-alarm.ts'
import type { CandleSource } from './candle-source.ts'
import { readPage } from './read-page.ts'

/** What bars of an exchange are made of. */
export interface ExchangeBarsOptions {
  readonly source: CandleSource
  readonly symbol: string
  readonly timeframe: Timeframe
  /** The time of the exchange, milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** How long after its end a bar is asked for. Default 2 000. */
  readonly settleMs?: number | undefined
  /** How long to wait before asking again for a bar that is not there yet. Default 5 000. */
  readonly againMs?: number | undefined
  /** Rings when a bar has ended, so that it is asked for at once. */
  readonly alarm?: (() => Alarm) | undefined
}

/**
 * Bars of an exchange as they close. A bar is asked for when it has ended; whatever else tells of it (a websocket) only makes that earlier. So the numbers are
 * always those that the exchange shows for a closed bar, and no lost message can lose a bar.
 */
export function exchangeBars(options: ExchangeBarsOptions): BarSource {
  const { symbol, timeframe } = options
  return { symbol, timeframe, follow: (follow = {}) => followBars(options, follow) }
}

async function* followBars(options: ExchangeBarsOptions, { after, signal, onNote = () => undefined }: FollowOptions): AsyncGenerator<Bar> {
  const { timeframe, now, sleep, settleMs = 2000, againMs = 5000 } = options
  const step = timeframeMs(timeframe)
  const sequence = new BarSequence(step, after ?? Math.floor(now() / step) * step - step, onNote)
  const alarm = options.alarm?.() ?? silentAlarm
  /** How often the next bar was not there. */
  let tries = 0
  try {
    while (!signal?.aborted) {
      const due = sequence.nextTime + step
      const left = due + settleMs - now()
      const bell = left > 0 && tries === 0 ? alarm.rings(due, onNote) : undefined
      if (left > 0) await Promise.race([sleep(left, signal), ...(bell === undefined ? [] : [bell])])
      if (signal?.aborted) return
      const fresh = await ask(options, sequence, onNote)
      if (signal?.aborted) return
      yield* fresh ?? []
      if (fresh !== undefined && fresh.length > 0) tries = 0
      else {
        tries++
        // Rung too early: the clock decides.
        if (now() < due + settleMs) continue
        if (tries === 1 && fresh !== undefined)
          onNote({ kind: 'late', time: sequence.nextTime, message: `the bar of ${formatTime(sequence.nextTime)} is not there yet` })
        // A market without trades need not be asked every few seconds.
        await sleep(Math.min(againMs * 2 ** (tries - 1), Math.max(againMs, step / 10)), signal)
      }
    }
  } finally {
    alarm.stop()
  }
}

/** The bars that are new; undefined when the exchange could not be asked. */
async function ask(options: ExchangeBarsOptions, sequence: BarSequence, onNote: (note: BarNote) => void): Promise<Bar[] | undefined> {
  const { source, timeframe, now } = options
  const fresh: Bar[] = []
  try {
    // After a long pause there may be more than a page.
    for (;;) {
      let bars = await fetchBars(options, sequence.nextTime - timeframeMs(timeframe), onNote)
      // What is missing in one answer may be in the next.
      if (sequence.isGap(bars)) bars = [...bars, ...(await fetchBars(options, sequence.nextTime - timeframeMs(timeframe), onNote))]
      const taken = sequence.take(bars, now())
      fresh.push(...taken)
      if (taken.length < source.pageSize - 2) return fresh
    }
  } catch (error) {
    if (!(error instanceof EdgeError && error.retryable)) throw error
    onNote({ kind: 'failed', time: sequence.nextTime, message: error.message })
    return fresh.length > 0 ? fresh : undefined
  }
}

async function fetchBars(
  { source, symbol, timeframe }: ExchangeBarsOptions,
  since: number,
  onNote: (note: BarNote) => void,
): Promise<Bar[]> {
  const faults = { unreadable: 0, duplicates: 0, outOfOrder: 0, outside: 0 }
  const rows = await source.fetchCandles({ symbol, timeframe, since, limit: source.pageSize })
  const { columns } = readPage(rows, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], faults)
  if (faults.unreadable > 0) onNote({ kind: 'unreadable', time: Number.NaN, message: `${faults.unreadable} rows have no price` })
  return Array.from(columns.time, (time, i) => ({
    ...{ time, open: columns.open[i], high: columns.high[i], low: columns.low[i] },
    ...{ close: columns.close[i], volume: columns.volume[i] },
  }))
}
