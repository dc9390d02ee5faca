import { Command, Option } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { type Timeframe, timeframes } from '../../base/timeframe.ts'
import { formatTime } from '../../market/format-time.ts'
import { parseTimes } from '../../market/parse-time.ts'
import { downloadBars } from '../ccxt/download-bars.ts'
import { connectExchange } from '../ccxt/exchange-connection.ts'
import type { FetchedHistory, HistoryProgress } from '../ccxt/fetch-history.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from './command.ts'
import { progressLine } from './research/progress-line.ts'

interface FetchOptions {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly since: number
  readonly until?: number
  readonly home?: string
  readonly url?: string
}

/** `peak-trade data fetch`. */
export function fetchCommand(define: Define, terminal: Terminal): Command {
  const command = new Command('fetch')
    .description('download bars of an exchange into the cache; exit code 1 when the exchange does not give all of them')
    .requiredOption('--exchange <id>', 'as ccxt calls it, such as kraken')
    .requiredOption('--symbol <name>', 'as ccxt calls it, such as BTC/EUR')
    .addOption(new Option('--timeframe <length>', 'length of a bar').choices(timeframes).makeOptionMandatory())
    .requiredOption('--since <time>', 'first bar, such as 2020-01-01; UTC', parseTime)
    .option('--until <time>', 'bars from then on are left out; UTC (default: up to the last closed bar)', parseTime)
    .option('--home <folder>', 'where everything is kept (default: PEAK_TRADE_HOME, else .peak-trade)')
    .addOption(new Option('--url <address>', 'another server, on this machine').hideHelp())
  return define(command, (options: FetchOptions) => fetchBars(options, terminal)).addHelpText(
    'after',
    '\nCtrl-C is safe: the same command goes on where it was.\n\nExample:\n  peak-trade data fetch --exchange kraken --symbol BTC/EUR --timeframe 1h --since 2020-01-01',
  )
}

async function fetchBars(
  { exchange, symbol, timeframe, since, until, home, url }: FetchOptions,
  terminal: Terminal,
): Promise<CommandOutput> {
  const control = new AbortController()
  const { signal } = control
  // The second one ends the program at once; nothing is lost by that either.
  const interrupt = () => control.abort()
  process.once('SIGINT', interrupt)
  const connection = await connectExchange({ exchange, url, signal, ...(url === undefined ? {} : { rateLimitMs: 1 }) })
  try {
    const show = progressLine(terminal, `${symbol} ${timeframe}`)
    const started = Date.now()
    const onProgress = ({ done, total, at }: HistoryProgress) => {
      const ratePerSecond = (1000 * done) / Math.max(1, Date.now() - started)
      show({ done, total, ...(done === 0 ? {} : { ratePerSecond, etaMs: (1000 * (total - done)) / ratePerSecond }) })
      if (done === 0 && terminal.live !== true) terminal.error(`from ${formatTime(at)}: ${total} bars\n`)
    }
    const result = await downloadBars(connection, { symbol, timeframe, since, until }, { home, signal, onProgress })
    return { data: result, text: `${describeHistory(result).join('\n')}\n`, exitCode: result.complete ? exitCodes.ok : exitCodes.findings }
  } finally {
    process.off('SIGINT', interrupt)
    await connection.close()
  }
}

function describeHistory(history: FetchedHistory): string[] {
  const { exchange, symbol, timeframe, bars, added, requests, firstTime, lastTime, gaps, missingBars, faults, notes, folder } = history
  const lines = [
    `${symbol} ${timeframe} of ${exchange}: ${bars} bars${bars === 0 ? '' : ` from ${formatTime(firstTime)} to ${formatTime(lastTime)}`}, ${added} of them new, ${requests} requests`,
    `in ${folder}`,
  ]
  lines.push(gaps.length === 0 ? 'no gaps' : `${gaps.length} gaps, ${missingBars} bars missing`)
  for (const { from, to, missing } of gaps.slice(0, 5)) lines.push(`  ${formatTime(from)} to ${formatTime(to)}: ${missing}`)
  if (gaps.length > 5) lines.push(`  and ${gaps.length - 5} more; --json has them all`)
  const odd = [
    [faults.unreadable, 'rows that could not be read'],
    [faults.duplicates, 'repeated rows'],
    [faults.outOfOrder, 'rows out of order'],
  ] as const
  for (const [count, what] of odd) if (count > 0) lines.push(`${what}: ${count}`)
  return [...lines, ...notes.map(note => `note: ${note}`)]
}

function parseTime(text: string): number {
  try {
    // A plain number would be taken for seconds.
    if (/^\d{4}-\d\d-\d\d/.test(text)) return parseTimes([text]).time[0]
  } catch {
    // Said below.
  }
  throw new ConfigError('cli/time', `"${text}" is no time; give one such as 2020-01-01 or 2020-01-01T12:00`, { time: text })
}
