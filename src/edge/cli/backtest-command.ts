import { basename, extname } from 'node:path'
import { Command, Option } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import type { Calendar, Timeframe } from '../../base/timeframe.ts'
import { timeframes } from '../../base/timeframe.ts'
import { type BacktestOptions, backtest } from '../../engine/backtest.ts'
import type { BacktestResult } from '../../engine/backtest-result.ts'
import type { Bars } from '../../market/bars.ts'
import type { NormalizedBars } from '../../market/normalize.ts'
import { describeQuality } from '../../market/quality.ts'
import { withOthers } from '../../market/with-others.ts'
import { describeTrade } from '../../reports/describe-trade.ts'
import { explainTrade } from '../../reports/explain-trade.ts'
import { countOf } from '../../reports/format.ts'
import { reportBacktest } from '../../reports/report-backtest.ts'
import type { TradeExplanation } from '../../reports/trade-explanation.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { readBars } from '../files/read-bars.ts'
import { writeReport } from '../files/write-report.ts'
import type { CommandOutput, Define } from './command.ts'
import { findStrategy } from './find-strategies.ts'
import { isScript, strategyFault } from './load-strategies.ts'
import { metricsText } from './metrics-text.ts'
import { parseParams } from './parse-params.ts'
import { addSettingsFlags, number, settingsFrom } from './settings-flags.ts'

interface BacktestCommandOptions {
  readonly data: string
  readonly strategy: string
  readonly params: readonly string[]
  readonly other: readonly string[]
  readonly symbol?: string
  readonly timeframe?: Timeframe
  readonly calendar?: Calendar
  readonly explain?: number
  readonly report?: string
}

/** `peak-trade backtest`. */
export function backtestCommand(define: Define): Command {
  const command = new Command('backtest')
    .description('run a strategy over a file of prices and print what it would have come to')
    .optionsGroup('What to run:')
    .requiredOption('--data <file>', 'CSV or Parquet with time, open, high, low, close and volume')
    .requiredOption('--strategy <id|file>', 'an id of: peak-trade strategy list, or a file of yours that exports one')
    .option('--params <name=value,…>', 'parameters of the strategy', (text: string, before: string[]) => [...before, text], [])
    .option(
      '--other <symbol=file>',
      'prices of another symbol, for strategies that look at it; can be given again and again',
      (text: string, before: string[]) => [...before, text],
      [],
    )
    .option('--symbol <name>', 'what was traded (default: the file name)')
    .addOption(new Option('--timeframe <length>', 'length of a bar (default: found out)').choices(timeframes))
    .addOption(new Option('--calendar <market>', 'when the market trades (default: found out)').choices(['24/7', '24/5', 'stocks']))
  addSettingsFlags(command)
    .optionsGroup('Output:')
    .option(
      '--explain <number>',
      'tell one trade bar by bar, by its number in the table of trades: why it was made and why it ended',
      number,
    )
    .option('--report <folder>', 'write report.html and report.md there')
    .helpOption('-h, --help', 'print this')
  return define(command, runBacktest).addHelpText(
    'after',
    '\nExample:\n  peak-trade backtest --data btc-1h.csv --strategy ma_crossover --params fast=20,slow=50 --fee-bps 10 --report out/',
  )
}

async function runBacktest(options: BacktestCommandOptions): Promise<CommandOutput> {
  const strategy = (await findStrategy(options.strategy)) as AnyStrategyClass
  const params = parseParams(options.params)
  const given = settingsFrom(options)
  const { bars: own, quality } = await readBars(options.data, {
    symbol: options.symbol ?? basename(options.data, extname(options.data)),
    ...(options.timeframe === undefined ? {} : { timeframe: options.timeframe }),
    ...(options.calendar === undefined ? {} : { calendar: options.calendar }),
  })
  const others = await readOthers(options.other)
  const bars =
    others.length === 0
      ? own
      : withOthers(
          own,
          others.map(other => other.bars),
        )
  const result = runStrategy(strategy, bars, { from: options.strategy, params, ...given })
  const explanation = options.explain === undefined ? undefined : explain(result, options.explain)
  const files = options.report === undefined ? [] : await writeReport(options.report, reportBacktest(result))
  const { strategy: ran, symbol, timeframe, calendar, settings, summary, trades, refusals, assumptions } = result
  return {
    data: {
      strategy: ran,
      symbol,
      timeframe,
      calendar,
      settings,
      summary,
      trades,
      refusals,
      assumptions,
      explanation,
      quality,
      others: others.map(other => other.quality),
      files,
    },
    text: [
      ...[quality, ...others.map(other => other.quality)].flatMap(report => (report.clean ? [] : [...describeQuality(report), ''])),
      `${ran.title} on ${symbol} ${timeframe}`,
      '',
      metricsText(result),
      ...(explanation === undefined ? [] : ['', ...describeTrade(explanation)]),
      ...(files.length === 0 ? [] : ['', ...files.map(file => `wrote ${file}`)]),
      '',
    ].join('\n'),
  }
}

/** The bars of `SYMBOL=FILE`, one after the other: a file may be large. */
async function readOthers(given: readonly string[]): Promise<NormalizedBars[]> {
  const others: NormalizedBars[] = []
  for (const text of given) {
    // A file name may hold another equals sign, a symbol does not.
    const [, symbol, file] = /^([^=]+)=(.+)$/.exec(text) ?? []
    if (symbol === undefined || file === undefined)
      throw new ConfigError('cli/other', `--other ${text}: give a symbol and its file, such as --other ETH/EUR=eth-1h.csv`, { other: text })
    others.push(await readBars(file, { symbol }))
  }
  return others
}

/** A strategy of the user may throw anything. */
function runStrategy(
  strategy: AnyStrategyClass,
  bars: Bars,
  { from, ...options }: BacktestOptions & { readonly from: string },
): BacktestResult {
  try {
    return backtest(strategy, bars, options)
  } catch (error) {
    throw isScript(from) ? strategyFault(error, strategy.id) : error
  }
}

/** The table of trades counts from 1. */
function explain(result: BacktestResult, number: number): TradeExplanation {
  const { length } = result.trades
  if (!Number.isInteger(number) || number < 1 || number > length) {
    const remedy = length === 0 ? 'the backtest made no trades' : `the backtest made ${countOf(length, 'trade')}; take 1 to ${length}`
    throw new ConfigError('trade/index', `--explain: there is no trade ${number}, ${remedy}`, { number, trades: length })
  }
  return explainTrade(result, number - 1)
}
