import { Command } from 'commander'
import type { Bars } from '../../../market/bars.ts'
import type { QualityReport } from '../../../market/quality.ts'
import { formatValue } from '../../../reports/format.ts'
import { reportWalkForward } from '../../../reports/report-walk-forward.ts'
import type { ObjectiveMetric } from '../../../research/objective.ts'
import { walkForward } from '../../../research/walk-forward.ts'
import type { WalkForwardOptions } from '../../../research/walk-forward-plan.ts'
import type { WalkForwardResult } from '../../../research/walk-forward-result.ts'
import type { WindowSize } from '../../../research/window-size.ts'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import { writeReport } from '../../files/write-report.ts'
import { runWalkForward } from '../../jobs/run-walk-forward.ts'
import type { CommandOutput, Define, Terminal } from '../command.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { number } from '../settings-flags.ts'
import { textTable } from '../text-table.ts'
import { addGridFlags, conditionOf, type GridOptions } from './grid-flags.ts'
import { progressLine, type ShownProgress } from './progress-line.ts'
import { type Recorded, withRegistry } from './registry-flags.ts'
import { addRunFlags, type RunOptions, readRun } from './run-flags.ts'
import { addRunnerFlags, type Place, placeFrom, type RunnerOptions, referenceTo } from './runner-flags.ts'

interface WalkforwardOptions extends RunOptions, GridOptions, RunnerOptions {
  readonly train: string
  readonly test: string
  readonly step?: string
  readonly anchored?: boolean
  readonly embargo?: string
  readonly purge?: string
  readonly objective: string
  readonly minTrades?: number
}

/** `peak-trade research walkforward`. */
export function walkforwardCommand(define: Define, terminal: Terminal): Command {
  const command = addRunFlags(
    new Command('walkforward').description('choose parameters on train windows, trade them on the test windows behind, and join the tests'),
    own => addRunnerFlags(windowFlags(addGridFlags(own))),
  )
  return define<WalkforwardOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    "\nExample:\n  peak-trade research walkforward --data btc-1h.csv --strategy ma_crossover --grid fast=5,10,20 --grid slow=50:200:50 --where 'fast<slow' --train 6M --test 2M --fee-bps 10",
  )
}

function windowFlags(command: Command): Command {
  return command
    .optionsGroup('Windows:')
    .requiredOption('--train <size>', 'bars or a duration to choose on, as 500, 90d, 12h, 6M or 2y')
    .requiredOption('--test <size>', 'bars or a duration to prove it on')
    .option('--step <size>', 'from one test to the next (default: the test size)')
    .option('--anchored', 'every train window starts at the first bar')
    .option('--embargo <size>', 'left out between train and test')
    .option('--purge <size>', 'cut off the end of the train window')
    .option('--objective <metric>', 'what to choose by', 'sharpe')
    .option('--min-trades <count>', 'fewer closed trades on a train window are not chosen', number)
}

async function run(options: WalkforwardOptions, terminal: Terminal): Promise<CommandOutput> {
  const { strategy, params, settings, bars, quality, sample, source } = await readRun(options)
  const { anchored, minTrades, step, embargo, purge } = options
  const fixed = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]]))
  const grid = { ...fixed, ...options.grid }
  const asked: WalkForwardOptions = {
    ...settings,
    // Without a grid there is one candidate: the strategy as it is.
    ...(Object.keys(grid).length === 0 ? { candidates: [{}] } : { grid: grid as never }),
    where: conditionOf(options.where) as never,
    train: size(options.train),
    test: size(options.test),
    step: optional(step),
    embargo: optional(embargo),
    purge: optional(purge),
    anchored,
    objective: options.objective as ObjectiveMetric,
    minTrades,
  }
  const reference = referenceTo(options.strategy, { strategy, module: source.module })
  const place = await placeFrom(options, { strategy, reference })
  return withRegistry(options, async registry => {
    const started = performance.now()
    const result = await play({ strategy, bars, asked, place }, progressLine(terminal, 'walk-forward'))
    const durationMs = performance.now() - started
    const files = options.report === undefined ? [] : await writeReport(options.report, markReport(reportWalkForward(result), sample))
    const recorded = await registry.record(
      { type: 'walk_forward', strategy, bars, options: asked, result },
      { ...source, durationMs, files },
    )
    return markOutput(describe(result, { strategy, quality, files, recorded }), sample)
  })
}

interface Job {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly asked: WalkForwardOptions
  readonly place: Place | undefined
}

async function play({ strategy, bars, asked, place }: Job, onProgress: (progress: ShownProgress) => void): Promise<WalkForwardResult> {
  if (place === undefined) return walkForward(strategy, bars, { ...asked, onProgress })
  const { reference, ...where } = place
  return runWalkForward(reference, bars, { ...asked, ...where, onProgress })
}

interface Context {
  readonly strategy: AnyStrategyClass
  readonly quality: QualityReport
  readonly files: readonly string[]
  readonly recorded: Recorded
}

function describe(result: WalkForwardResult, { strategy, quality, files, recorded }: Context): CommandOutput {
  const { stitched, ...found } = result
  const { summary, windows, efficiency, profitableWindows } = result
  const percent = (value: number) => formatValue(value, 'percent')
  const ratio = (value: number) => formatValue(value, 'ratio')
  const rows = windows.map(({ testStartTime, testEndTime, params: chosen, inSample, outOfSample }) => [
    formatValue(testStartTime, 'date'),
    formatValue(testEndTime, 'date'),
    chosen === null
      ? 'none'
      : Object.entries(chosen)
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
    ratio(inSample?.sharpe ?? Number.NaN),
    ratio(outOfSample.sharpe),
    percent(outOfSample.totalReturn),
  ])
  return {
    data: { ...recorded.data, ...found, trades: stitched.trades, quality, files },
    text: [
      `${strategy.title || strategy.id} on ${result.symbol} ${result.timeframe}, walk-forward over ${result.candidates} candidates`,
      '',
      textTable(['test from', 'to', 'chosen', 'sharpe train', 'sharpe test', 'return test'], rows, [3, 4, 5]),
      '',
      `out of sample   return ${percent(summary.totalReturn)}, sharpe ${ratio(summary.sharpe)}, drawdown ${percent(summary.maxDrawdown)}, ${summary.trades} trades`,
      `efficiency      ${percent(efficiency)} (${percent(result.outOfSampleReturn)} a year of ${percent(result.inSampleReturn)} in sample)`,
      `with a profit   ${percent(profitableWindows)} of ${windows.length} windows`,
      ...recorded.text,
      ...files.map(file => `wrote ${file}`),
      '',
    ].join('\n'),
  }
}

/** `500` is bars, everything else a duration. */
function size(text: string): WindowSize {
  return /^\d+$/.test(text.trim()) ? Number(text) : (text as WindowSize)
}

function optional(text: string | undefined): WindowSize | undefined {
  return text === undefined ? undefined : size(text)
}
