import { Command, Option } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import { backtest } from '../../../engine/backtest.ts'
import type { BacktestResult } from '../../../engine/backtest-result.ts'
import { returnsOf } from '../../../metrics/returns.ts'
import { toMarkdown } from '../../../reports/markdown.ts'
import { reportMonteCarlo } from '../../../reports/report-monte-carlo.ts'
import type { ResampleMethod } from '../../../research/bootstrap.ts'
import { type MonteCarlo, monteCarlo } from '../../../research/monte-carlo.ts'
import { type MonteCarloRuns, monteCarloRuns } from '../../../research/monte-carlo-runs.ts'
import { tradeReturns } from '../../../research/trade-returns.ts'
import { writeReport } from '../../files/write-report.ts'
import type { CommandOutput, Define, Terminal } from '../command.ts'
import { number } from '../settings-flags.ts'
import { progressLine } from './progress-line.ts'
import { addRunFlags, type RunOptions, readRun } from './run-flags.ts'

const RESAMPLED = ['iid', 'block', 'stationary', 'shuffle', 'skip'] as const
const RERUN = ['params', 'noise', 'synthetic'] as const

interface MontecarloOptions extends RunOptions {
  readonly method: (typeof RESAMPLED)[number] | (typeof RERUN)[number]
  readonly of: 'bars' | 'trades'
  readonly paths?: number
  readonly blockLength?: number
  readonly skip?: number
  readonly jitter?: number
  readonly noise?: number
  readonly ruin: number
  readonly seed: string
}

/** `peak-trade research montecarlo`. */
export function montecarloCommand(define: Define, terminal: Terminal): Command {
  const command = addRunFlags(
    new Command('montecarlo').description('run a strategy, then ask what else could have happened: percentiles of everything, and ruin'),
    own =>
      own
        .optionsGroup('Paths:')
        .addOption(
          new Option(
            '--method <how>',
            'draw returns anew (iid, block, stationary, shuffle, skip) or run again with params, noise or synthetic bars',
          )
            .choices([...RESAMPLED, ...RERUN])
            .default('stationary'),
        )
        .addOption(new Option('--of <what>', 'draw returns of bars or of closed trades').choices(['bars', 'trades']).default('bars'))
        .option('--paths <count>', 'number of paths (default: 1000; 200 for params, noise and synthetic)', number)
        .option('--block-length <bars>', 'length of a block (default: automatic)', number)
        .option('--skip <fraction>', 'share that skip leaves out (default: 0.1)', number)
        .option('--jitter <fraction>', 'largest change of a parameter for params (default: 0.2)', number)
        .option('--noise <fraction>', 'deviation of prices for noise (default: 0.001)', number)
        .option('--ruin <drawdown>', 'drawdown that counts as ruin', number, 0.5)
        .option('--seed <text>', 'the same seed makes the same paths', '42'),
  )
  return define<MontecarloOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    '\nExample:\n  peak-trade research montecarlo --data btc-1h.csv --strategy ma_crossover --paths 10000 --ruin 0.3 --report out/',
  )
}

async function run(options: MontecarloOptions, terminal: Terminal): Promise<CommandOutput> {
  const { strategy, params, settings, bars, quality } = await readRun(options)
  const { seed, paths, ruin } = options
  const shared = { seed, ruin: { drawdown: ruin }, ...given({ paths }), onProgress: progressLine(terminal, 'monte-carlo') }
  let result: MonteCarlo | MonteCarloRuns
  let capital = Number.NaN
  if (isRerun(options.method)) {
    const { jitter, noise, blockLength } = options
    result = monteCarloRuns(strategy, bars, {
      ...settings,
      params: params as never,
      method: options.method,
      ...shared,
      ...given({ jitter, noise, blockLength }),
    })
  } else {
    const played = backtest(strategy, bars, { ...settings, params: params as never })
    capital = played.settings.capital
    const { blockLength, skip } = options
    const { returns, perYear } = returnsFrom(played, options.of)
    const method: ResampleMethod = options.method
    result = monteCarlo(returns, { method, capital, barsPerYear: perYear, ...shared, ...given({ blockLength, skip }) })
  }
  const report = reportMonteCarlo(result, {
    subject: `${strategy.id} on ${bars.symbol}`,
    noun: options.of === 'trades' && !isRerun(options.method) ? 'trade' : 'bar',
    capital,
  })
  const files = options.report === undefined ? [] : await writeReport(options.report, report)
  const { values: _, ...found } = result
  return {
    data: { strategy: strategy.id, symbol: bars.symbol, ...found, quality, files },
    text: [toMarkdown(report), ...files.map(file => `wrote ${file}\n`)].join(''),
  }
}

/** Returns to draw from, and how many of them make a year. */
function returnsFrom({ equity, settings, trades, barsPerYear, bars, strategy }: BacktestResult, of: 'bars' | 'trades') {
  if (of === 'bars') {
    const curve = new Float64Array(equity.length + 1)
    curve[0] = settings.capital
    curve.set(equity as Float64Array, 1)
    return { returns: returnsOf(curve), perYear: barsPerYear }
  }
  const returns = tradeReturns(trades, settings.capital)
  if (returns.length === 0)
    throw new ConfigError('cli/of', `--of trades: ${strategy.id} closed no trade on ${bars.symbol}; take --of bars`, { of })
  return { returns, perYear: (returns.length * barsPerYear) / bars.length }
}

function isRerun(method: string): method is (typeof RERUN)[number] {
  return (RERUN as readonly string[]).includes(method)
}

/** Without what was not given, so that defaults hold. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
