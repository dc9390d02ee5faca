import { Command, Option } from 'commander'
import { backtest } from '../../../engine/backtest.ts'
import { toMarkdown } from '../../../reports/markdown.ts'
import { reportMonteCarlo } from '../../../reports/report-monte-carlo.ts'
import { type MonteCarlo, monteCarlo } from '../../../research/monte-carlo.ts'
import { type MonteCarloRuns, monteCarloRuns } from '../../../research/monte-carlo-runs.ts'
import type { Progress } from '../../../research/progress.ts'
import { resampledReturns } from '../../../research/resampled-returns.ts'
import { writeReport } from '../../files/write-report.ts'
import type { CommandOutput, Define, Terminal } from '../command.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { number } from '../settings-flags.ts'
import { progressLine } from './progress-line.ts'
import { withRegistry } from './registry-flags.ts'
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
  const { source, quality, sample, ...what } = await readRun(options)
  const { strategy, bars } = what
  return withRegistry(options, async registry => {
    const started = performance.now()
    const { found, capital, run } = play(options, what, progressLine(terminal, 'monte-carlo'))
    const durationMs = performance.now() - started
    const report = reportMonteCarlo(found, {
      subject: `${strategy.id} on ${bars.symbol}`,
      noun: options.of === 'trades' && !isRerun(options.method) ? 'trade' : 'bar',
      capital,
    })
    const files = options.report === undefined ? [] : await writeReport(options.report, markReport(report, sample))
    const recorded = await registry.record({ ...run, strategy, bars }, { ...source, durationMs, files })
    const { values: _, ...shown } = found
    const output = {
      data: { ...recorded.data, strategy: strategy.id, symbol: bars.symbol, ...shown, quality, files },
      text: [toMarkdown(report), ...recorded.text.map(line => `${line}\n`), ...files.map(file => `wrote ${file}\n`)].join(''),
    }
    return markOutput(output, sample)
  })
}

type Asked = Pick<Awaited<ReturnType<typeof readRun>>, 'strategy' | 'params' | 'settings' | 'bars'>

/** What came out, and the same for the record. */
interface Played {
  readonly found: MonteCarlo | MonteCarloRuns
  readonly capital: number
  readonly run: { readonly type: 'monte_carlo' | 'monte_carlo_runs'; readonly options: object; readonly result: unknown }
}

function play(options: MontecarloOptions, { strategy, params, settings, bars }: Asked, onProgress: (progress: Progress) => void): Played {
  const { method, seed, paths, ruin, blockLength, skip, jitter, noise, of } = options
  const backtested = { ...settings, params: params as never }
  const shared = { seed, ruin: { drawdown: ruin }, ...given({ paths, blockLength }) }
  if (isRerun(method)) {
    const asked = { ...backtested, method, ...shared, ...given({ jitter, noise }) }
    const found = monteCarloRuns(strategy, bars, { ...asked, onProgress })
    return { found, capital: Number.NaN, run: { type: 'monte_carlo_runs', options: asked, result: found } }
  }
  const played = backtest(strategy, bars, backtested)
  const { capital } = played.settings
  const resampling = { method, capital, ...shared, ...given({ skip }) }
  const { returns, barsPerYear } = resampledReturns(played, of)
  const found = monteCarlo(returns, { ...resampling, barsPerYear, onProgress })
  const asked = { ...backtested, monteCarlo: resampling, ...(of === 'trades' ? { of } : {}) }
  return { found, capital, run: { type: 'monte_carlo', options: asked, result: { backtest: played, monteCarlo: found } } }
}

function isRerun(method: string): method is (typeof RERUN)[number] {
  return (RERUN as readonly string[]).includes(method)
}

/** Without what was not given, so that defaults hold. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
}
