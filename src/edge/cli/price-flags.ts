import { type Command, Option } from 'commander'
import type { Calendar, Timeframe } from '../../base/timeframe.ts'
import { timeframes } from '../../base/timeframe.ts'
import { readBars } from '../files/read-bars.ts'

/** What the flags of {@link addPriceFlags} give. */
export interface PriceOptions {
  readonly data: string
  readonly symbol?: string
  readonly timeframe?: Timeframe
  readonly calendar?: Calendar
}

/** Gives a command the flags that name a file of prices and what is in it. */
export function addPriceFlags(command: Command): Command {
  return command
    .requiredOption('--data <file>', 'CSV or Parquet with time, open, high, low, close and volume')
    .option('--symbol <name>', 'what was traded (default: the file name)')
    .addOption(new Option('--timeframe <length>', 'length of a bar (default: found out)').choices(timeframes))
    .addOption(new Option('--calendar <market>', 'when the market trades (default: found out)').choices(['24/7', '24/5', 'stocks']))
}

/** Reads the prices that the flags name. */
export function readPrices({ data, symbol, timeframe, calendar }: PriceOptions): ReturnType<typeof readBars> {
  return readBars(data, {
    ...(symbol === undefined ? {} : { symbol }),
    ...(timeframe === undefined ? {} : { timeframe }),
    ...(calendar === undefined ? {} : { calendar }),
  })
}
