import { Command } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import { type BacktestOptions, backtest } from '../../engine/backtest.ts'
import type { BacktestResult } from '../../engine/backtest-result.ts'
import type { Bars } from '../../market/bars.ts'
import { describeQuality, type QualityReport } from '../../market/quality.ts'
import { describeTrade } from '../../reports/describe-trade.ts'
import { explainTrade } from '../../reports/explain-trade.ts'
import { countOf } from '../../reports/format.ts'
import { reportBacktest } from '../../reports/report-backtest.ts'
import type { TradeExplanation } from '../../reports/trade-explanation.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { writeReport } from '../files/write-report.ts'
import type { CommandOutput, Define } from './command.ts'
import { findStrategy, moduleOf } from './find-strategies.ts'
import { isScript, strategyFault } from './load-strategies.ts'
import { markOutput, markReport } from './mark-sample.ts'
import { metricsText } from './metrics-text.ts'
import { parseParams } from './parse-params.ts'
import { addOtherFlag, addPriceFlags, type PriceOptions, readPrices } from './price-flags.ts'
import { addRegistryFlags, type Recorded, type RegistryOptions, withRegistry } from './research/registry-flags.ts'
import { addSettingsFlags, number, settingsFrom } from './settings-flags.ts'

interface BacktestCommandOptions extends PriceOptions, RegistryOptions {
  readonly strategy: string
  readonly params: readonly string[]
  readonly other: readonly string[]
  readonly explain?: number
  readonly report?: string
}

/** `peak-trade backtest`. */
export function backtestCommand(define: Define): Command {
  const command = new Command('backtest')
    .description('run a strategy over prices and print what it would have come to')
    .optionsGroup('What to run:')
  addPriceFlags(command)
    .requiredOption('--strategy <id|file>', 'an id of: peak-trade strategy list, or a file of yours that exports one')
    .option('--params <name=value,…>', 'parameters of the strategy', (text: string, before: string[]) => [...before, text], [])
  addOtherFlag(command)
  addSettingsFlags(command)
    .optionsGroup('Output:')
    .option(
      '--explain <number>',
      'tell one trade bar by bar, by its number in the table of trades: why it was made and why it ended',
      number,
    )
    .option('--report <folder>', 'write report.html and report.md there')
    .helpOption('-h, --help', 'print this')
  addRegistryFlags(command).optionsGroup('Output:')
  return define(command, runBacktest).addHelpText(
    'after',
    '\nExample:\n  peak-trade backtest --data btc-1h.csv --strategy ma_crossover --params fast=20,slow=50 --fee-bps 10 --report out/',
  )
}

async function runBacktest(options: BacktestCommandOptions): Promise<CommandOutput> {
  const strategy = (await findStrategy(options.strategy)) as AnyStrategyClass
  const params = parseParams(options.params)
  const given = settingsFrom(options)
  const { bars, quality, others, location, sample } = await readPrices(options, options.other)
  const module = await moduleOf(options.strategy, strategy)
  return withRegistry(options, async registry => {
    const asked = { params, ...given }
    const started = performance.now()
    const result = runStrategy(strategy, bars, { from: options.strategy, ...asked })
    const durationMs = performance.now() - started
    const explanation = options.explain === undefined ? undefined : explain(result, options.explain)
    const files = options.report === undefined ? [] : await writeReport(options.report, markReport(reportBacktest(result), sample))
    const recorded = await registry.record(
      { type: 'backtest', strategy, bars, options: asked, result },
      { location, module, durationMs, files },
    )
    return markOutput(describe(result, { explanation, qualities: [quality, ...others], files, recorded }), sample)
  })
}

interface Context {
  readonly explanation: TradeExplanation | undefined
  /** Of the prices, and of those of other symbols. */
  readonly qualities: readonly QualityReport[]
  readonly files: readonly string[]
  readonly recorded: Recorded
}

function describe(result: BacktestResult, { explanation, qualities, files, recorded }: Context): CommandOutput {
  const [quality, ...others] = qualities
  const { strategy: ran, symbol, timeframe, calendar, settings, summary, trades, refusals, assumptions } = result
  return {
    data: {
      ...recorded.data,
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
      others,
      files,
    },
    text: [
      ...qualities.flatMap(report => (report.clean ? [] : [...describeQuality(report), ''])),
      `${ran.title} on ${symbol} ${timeframe}`,
      '',
      metricsText(result),
      ...(explanation === undefined ? [] : ['', ...describeTrade(explanation)]),
      ...[...recorded.text, ...files.map(file => `wrote ${file}`)].flatMap((line, k) => (k === 0 ? ['', line] : [line])),
      '',
    ].join('\n'),
  }
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
