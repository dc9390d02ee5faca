import { basename } from 'node:path'
import { Command, Option } from 'commander'
import type { Timeframe } from '../../base/timeframe.ts'
import { timeframes } from '../../base/timeframe.ts'
import { describeQuality } from '../../market/quality.ts'
import { readBars } from '../files/read-bars.ts'
import { cacheCommand } from './cache-command.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from './command.ts'
import { fetchCommand } from './fetch-command.ts'

interface CheckOptions {
  readonly symbol?: string
  readonly timeframe?: Timeframe
}

/** `peak-trade data …`. */
export function dataCommand(define: Define, terminal: Terminal): Command {
  const check = new Command('check')
    .description('read a file of prices and list everything that is wrong or was assumed; exit code 1 when there are findings')
    .argument('<file>', 'CSV or Parquet')
    .option('--symbol <name>', 'what was traded (default: the file name)')
    .addOption(new Option('--timeframe <length>', 'length of a bar (default: found out)').choices(timeframes))
  return new Command('data')
    .description('look at market data, and download it')
    .addCommand(define(check, checkData).addHelpText('after', '\nExample:\n  peak-trade data check btc-1h.csv'))
    .addCommand(fetchCommand(define, terminal))
    .addCommand(cacheCommand(define))
}

async function checkData(options: CheckOptions, file: string): Promise<CommandOutput> {
  const { quality } = await readBars(file, {
    symbol: options.symbol ?? basename(file),
    ...(options.timeframe === undefined ? {} : { timeframe: options.timeframe }),
    badPrices: 'drop',
    inconsistent: 'drop',
  })
  return {
    data: { file, ...quality },
    text: `${describeQuality(quality).join('\n')}\n`,
    exitCode: quality.clean ? exitCodes.ok : exitCodes.findings,
  }
}
