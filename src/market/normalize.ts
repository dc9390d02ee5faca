import { ConfigError, DataError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { parseTimeframe, type Timeframe, timeframeMs } from '../base/timeframe.ts'
import type { Bars } from './bars.ts'
import { findSpikes } from './find-spikes.ts'
import { formatTime } from './format-time.ts'
import { fillGaps, findGaps, type Gap } from './gaps.ts'
import { inferCalendar } from './infer-calendar.ts'
import { inferTimeframe, medianStep, stepText } from './infer-timeframe.ts'
import type { NormalizeOptions } from './normalize-options.ts'
import { findOffset, offsetOf } from './offset.ts'
import { prepareColumns } from './prepare-columns.ts'
import { FindingLog, type QualityReport } from './quality.ts'
import { type BarsInput, toRawTable } from './to-raw-table.ts'

/**
 * Bars and what was found on the way to them.
 *
 * @example
 * ```ts
 * import { type NormalizedBars, normalizeBars } from 'peak-trade'
 *
 * const result: NormalizedBars = normalizeBars([[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5]], { symbol: 'A', timeframe: '1d' })
 * result.bars.close[0] // 100
 * result.quality.clean // true
 * ```
 */
export interface NormalizedBars {
  readonly bars: Bars
  readonly quality: QualityReport
}

/**
 * Makes bars of raw market data: finds the columns, reads the times, sorts, checks every row and every step, and reports what it
 * saw, assumed and changed. The bars are frozen, finite, in time order, without duplicates, and low ≤ open, close ≤ high.
 *
 * Takes a table (from a file reader), an object of columns, an array of row objects, or an array of tuples
 * `[time, open, high, low, close, volume]` as exchanges send them. `Float64Array` columns in which nothing has to change become
 * columns of the bars as they are, without a copy: do not write to them afterwards. The input is never changed.
 *
 * @throws {@link DataError} for data that the options do not allow, with row, column, value and remedy: `bars/empty`,
 * `bars/input`, `bars/row`, `bars/length`, `bars/column`, `bars/number`, `bars/time`, `bars/price`, `bars/inconsistent`,
 * `bars/volume`, `bars/duplicate`, `bars/gap`, `bars/timeframe`, and `time/…` for times that cannot be read.
 * @throws {@link ConfigError} `bars/option`, `bars/symbol`, `bars/column` and `timeframe/unknown` for wrong options.
 *
 * @example
 * ```ts
 * import { normalizeBars } from 'peak-trade'
 *
 * const rows = [
 *   { Date: '2024-01-02', Open: 10, High: 12, Low: 9, Close: 11, Volume: 500 },
 *   { Date: '2024-01-03', Open: 11, High: 13, Low: 11, Close: 12, Volume: 700 },
 * ]
 * const { bars, quality } = normalizeBars(rows, { symbol: 'ACME', calendar: 'stocks' })
 * bars.close[1] // 12
 * quality.timeframe // '1d'
 * ```
 */
export function normalizeBars(input: BarsInput, options: NormalizeOptions): NormalizedBars {
  const { symbol, gaps = 'keep' } = checkOptions(options)
  const table = toRawTable(input)
  const source = table.source === undefined ? '' : `${table.source}: `
  const log = new FindingLog()
  const ready = prepareColumns(table, options, log)
  const { time, close } = ready.columns
  const { stepChanges, jumps } = ready.scan
  const place = (i: number) => ({ row: ready.rowOf(i), time: time[i] })

  const timeframe = options.timeframe ?? inferTimeframe(time, stepChanges, source)
  checkTimeframe(medianStep(time, stepChanges), timeframe, source)
  const market =
    options.calendar === undefined ? inferCalendar(time, timeframe) : ({ calendar: options.calendar, calendarFrom: 'given' } as const)
  const { calendar } = market

  const offset = findOffset(time, timeframe, stepChanges)
  for (const i of offset.others)
    log.add(
      'off-grid',
      'kept',
      place(i),
      () => `opens ${stepText(offsetOf(time[i], timeframe))} after the whole ${timeframe}, most others ${stepText(offset.ms)}`,
    )
  for (const i of findSpikes(close, jumps)) log.add('spike', 'kept', place(i), () => `close ${close[i - 1]}, ${close[i]}, ${close[i + 1]}`)
  const holes = findGaps(time, timeframe, calendar, stepChanges)
  for (const gap of holes) {
    if (gaps === 'reject') throw rejectGap(time, gap, source, ready.rowOf(gap.index))
    log.add('gap', gaps === 'fill' ? 'filled' : 'kept', place(gap.index), () => `bars missing before it: ${gap.missing}`)
  }
  const columns = gaps === 'fill' ? fillGaps(ready.columns, holes, timeframe, calendar, source) : ready.columns

  const findings = log.findings()
  const length = columns.time.length
  return {
    bars: Object.freeze({ symbol, timeframe, calendar, length, ...columns }),
    quality: {
      symbol,
      source: table.source,
      clean: findings.length === 0,
      rows: table.length,
      bars: length,
      firstTime: columns.time[0],
      lastTime: columns.time[length - 1],
      timeframe,
      timeframeFrom: options.timeframe === undefined ? 'inferred' : 'given',
      ...market,
      timeFormat: ready.timeFormat,
      order: ready.order,
      columns: ready.headers,
      unusedColumns: ready.unused,
      offsetMs: offset.ms,
      missingBars: holes.reduce((sum, gap) => sum + gap.missing, 0),
      findings,
    },
  }
}

const CHOICES = {
  duplicates: ['first', 'last', 'reject'],
  gaps: ['keep', 'fill', 'reject'],
  badPrices: ['reject', 'drop'],
  inconsistent: ['reject', 'repair', 'drop'],
  calendar: ['24/7', '24/5', 'stocks'],
} as const

const KNOWN = [...Object.keys(CHOICES), 'symbol', 'timeframe', 'columns', 'time']

function checkOptions(options: NormalizeOptions): NormalizeOptions {
  const given = options as unknown as Readonly<Record<string, unknown>>
  if (typeof given !== 'object' || given === null || typeof given.symbol !== 'string' || given.symbol.trim() === '')
    throw new ConfigError('bars/symbol', "bars need a symbol; pass { symbol: 'BTC/EUR' }")
  for (const [name, value] of Object.entries(given)) {
    if (!KNOWN.includes(name))
      throw new ConfigError('bars/option', `normalizeBars has no option "${name}"${didYouMean(name, KNOWN)} Known: ${KNOWN.join(', ')}`, {
        option: name,
      })
    const choices: readonly string[] | undefined = Object.hasOwn(CHOICES, name) ? CHOICES[name as keyof typeof CHOICES] : undefined
    if (value !== undefined && choices !== undefined && !choices.includes(value as string))
      throw new ConfigError('bars/option', `${name} is ${JSON.stringify(value)}, it must be one of ${choices.join(', ')}`, { option: name })
  }
  if (options.timeframe !== undefined) parseTimeframe(options.timeframe)
  return options
}

function checkTimeframe(step: number, timeframe: Timeframe, source: string): void {
  if (step < 0.75 * timeframeMs(timeframe))
    throw new DataError(
      'bars/timeframe',
      `${source}the usual step between bars is ${stepText(step)}, less than the timeframe ${timeframe}; leave timeframe out and use resampleBars`,
      { timeframe, value: step },
    )
}

function rejectGap(time: Float64Array, { index, missing }: Gap, source: string, row: number): DataError {
  return new DataError(
    'bars/gap',
    `${source}row ${row}: ${missing} bars are missing between ${formatTime(time[index - 1])} and ${formatTime(time[index])}; ` +
      `add them, or pass gaps: 'keep' or 'fill'`,
    { row, column: 'time', value: time[index], missing },
  )
}
