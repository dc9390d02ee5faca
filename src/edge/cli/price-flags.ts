import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import type { Calendar, Timeframe } from '../../base/timeframe.ts'
import { timeframes } from '../../base/timeframe.ts'
import type { Bars } from '../../market/bars.ts'
import { type NormalizedBars, normalizeBars } from '../../market/normalize.ts'
import type { QualityReport } from '../../market/quality.ts'
import { describeSample } from '../../market/sample-bars.ts'
import { syntheticBars } from '../../market/synthetic.ts'
import { withOthers } from '../../market/with-others.ts'
import type { DataLocation } from '../../research/run-record.ts'
import { readBars } from '../files/read-bars.ts'

/** What the flags of {@link addPriceFlags} give. */
export interface PriceOptions {
  /** Default: the sample bars. */
  readonly data?: string
  readonly symbol?: string
  readonly timeframe?: Timeframe
  readonly calendar?: Calendar
}

/** Prices, what is to be said about them, and where they can be had again. */
export interface Prices {
  readonly bars: Bars
  readonly quality: QualityReport
  /** Reports of the prices of other symbols. */
  readonly others: readonly QualityReport[]
  readonly location: DataLocation
  /** Says that the bars are samples; undefined for prices of a file. */
  readonly sample: string | undefined
}

/** Gives a command the flags that name a file of prices and what is in it. */
export function addPriceFlags(command: Command): Command {
  return command
    .option('--data <file>', 'CSV or Parquet with time, open, high, low, close and volume (default: synthetic sample bars)')
    .option('--symbol <name>', 'what was traded (default: the file name); of the sample bars BTC/EUR or ETH/EUR')
    .addOption(new Option('--timeframe <length>', 'length of a bar (default: found out)').choices(timeframes))
    .addOption(new Option('--calendar <market>', 'when the market trades (default: found out)').choices(['24/7', '24/5', 'stocks']))
}

/** Gives a command `--other`. */
export function addOtherFlag(command: Command): Command {
  return command.option(
    '--other <symbol=file>',
    'prices of another symbol, for strategies that look at it; can be given again and again',
    (text: string, before: string[]) => [...before, text],
    [],
  )
}

/** Reads the prices that the flags name, or makes the sample bars when they name no file. */
export async function readPrices(asked: PriceOptions, given: readonly string[] = []): Promise<Prices> {
  const { data, symbol, timeframe, calendar } = asked
  if (data === undefined) return joinOthers(samplePrices(asked), await readOthers(given))
  const options = {
    ...(symbol === undefined ? {} : { symbol }),
    ...(timeframe === undefined ? {} : { timeframe }),
    ...(calendar === undefined ? {} : { calendar }),
  }
  const { bars: own, quality } = await readBars(data, options)
  // The symbol is said, so that the file may be called something else one day.
  const location = { kind: 'file', path: resolve(data), options: { ...options, symbol: own.symbol } } as const
  return joinOthers({ bars: own, quality, location, sample: undefined }, await readOthers(given))
}

/** What stands above everything that was made of sample bars. */
export function sampleNotice(what: string): string {
  return `no --data: these are synthetic sample bars of ${what}, not real prices`
}

function samplePrices({ symbol, timeframe, calendar }: PriceOptions): Omit<Prices, 'others'> {
  if (calendar !== undefined && calendar !== '24/7')
    throw new ConfigError(
      'sample/calendar',
      `the sample bars trade 24/7, not ${calendar}; leave out --calendar, or name a file with --data`,
    )
  const options = describeSample({ symbol, timeframe })
  const bars = syntheticBars(options)
  const { quality } = normalizeBars(bars as never, { symbol: bars.symbol, timeframe: bars.timeframe })
  return { bars, quality, location: { kind: 'synthetic', options }, sample: sampleNotice(`${bars.symbol} ${bars.timeframe}`) }
}

function joinOthers(own: Omit<Prices, 'others'>, others: readonly OtherPrices[]): Prices {
  if (others.length === 0) return { ...own, others: [] }
  const bars = withOthers(
    own.bars,
    others.map(other => other.bars),
  )
  const where = others.map(other => other.location)
  return { ...own, bars, others: others.map(other => other.quality), location: { ...own.location, others: where } }
}

/** Prices of another symbol, and where they can be had again. */
interface OtherPrices extends NormalizedBars {
  readonly location: DataLocation
}

/** The bars of `SYMBOL=FILE`, one after the other: a file may be large. */
export async function readOthers(given: readonly string[]): Promise<OtherPrices[]> {
  const others: OtherPrices[] = []
  for (const text of given) {
    // A file name may hold another equals sign, a symbol does not.
    const [, symbol, file] = /^([^=]+)=(.+)$/.exec(text) ?? []
    if (symbol === undefined || file === undefined)
      throw new ConfigError('cli/other', `--other ${text}: give a symbol and its file, such as --other ETH/EUR=eth-1h.csv`, { other: text })
    others.push({ ...(await readBars(file, { symbol })), location: { kind: 'file', path: resolve(file), options: { symbol } } })
  }
  return others
}
