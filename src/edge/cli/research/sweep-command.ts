import { Command } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import type { BacktestSettingsInput } from '../../../engine/settings.ts'
import { countOf } from '../../../reports/format.ts'
import { reportSweep } from '../../../reports/report-sweep.ts'
import { combinationAt } from '../../../research/grid.ts'
import { runHalving } from '../../../research/halving-run.ts'
import { parameterStability } from '../../../research/parameter-stability.ts'
import { type SweepResult, sweep } from '../../../research/sweep.ts'
import { planSweep, type SweepPlan } from '../../../research/sweep-plan.ts'
import { writeSweep } from '../../files/sweep-file.ts'
import { writeReport } from '../../files/write-report.ts'
import { runSweep } from '../../jobs/run-sweep.ts'
import type { CommandOutput, Define, Terminal } from '../command.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { type Prices, readPrices } from '../price-flags.ts'
import { settingsFrom } from '../settings-flags.ts'
import { halvingText, reportHalving } from './halving.ts'
import { listPresets } from './list-presets.ts'
import { progressLine, type ShownProgress } from './progress-line.ts'
import { type Registry, withRegistry } from './registry-flags.ts'
import { addRunFlags, type RunOptions } from './run-flags.ts'
import { addRunnerFlags, placeFrom, type RunnerOptions } from './runner-flags.ts'
import { addSearchFlags, readSearch, type Search, type SearchOptions } from './search-flags.ts'
import { bestText, planText, stabilityText } from './sweep-text.ts'

interface SweepOptions extends Omit<RunOptions, 'strategy'>, SearchOptions, RunnerOptions {
  readonly halving?: boolean
  readonly dryRun?: boolean
  readonly listPresets?: boolean
  readonly output?: string
}

/** Combinations that `--dry-run` shows. */
const SHOWN = 5

/** `peak-trade research sweep`. */
export function sweepCommand(define: Define, terminal: Terminal): Command {
  const command = addRunFlags(
    new Command('sweep').description(
      'run a strategy with many parameters and rank them; the best of many is partly luck, so trials are counted',
    ),
    own =>
      addRunnerFlags(
        addSearchFlags(own)
          .optionsGroup('How to search:')
          .option('--halving', 'narrow down on short stretches first (successive halving), for thousands of candidates')
          .option('--dry-run', 'only say what would be run')
          .option('--list-presets', 'list the presets, and nothing else'),
      ),
    { required: false },
  )
  command.option('--output <file>', 'write all runs as .csv or .parquet')
  return define<SweepOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    `
Examples:
  peak-trade research sweep --data btc-1h.csv --strategy ma_crossover --grid fast=5,10,20 --grid slow=50:200:50 --where 'fast<slow' --fee-bps 10
  peak-trade research sweep --data btc-1h.csv --strategy ma_crossover --space fast=5..50:log --space slow=50..200 --sample 200 --report out/
  peak-trade research sweep --data btc-1h.csv --strategy breakout --grid lookback=20,50 --vary exits.stopLoss=none,0.02,0.05 --output all.parquet
  peak-trade research sweep --data btc-1h.csv --preset ma_crossover_basic --tag first-look`,
  )
}

async function run(options: SweepOptions, terminal: Terminal): Promise<CommandOutput> {
  if (options.listPresets) return listPresets()
  const search = await readSearch(options)
  const settings = settingsFrom(options)
  if (options.halving) checkHalving(options)
  // Whether it makes sense is known before prices are read.
  const plan = planSweep(search.strategy, search.search)
  if (options.dryRun) return dryRun(search, plan)
  const prices = await readPrices(options)
  const job: Job = { ...search, options, settings, prices }
  const output = await withRegistry(options, registry => (options.halving ? halve : sweepAll)(job, { registry, terminal }))
  return markOutput(output, prices.sample)
}

interface Job extends Search {
  readonly options: SweepOptions
  readonly settings: BacktestSettingsInput
  readonly prices: Prices
}

interface Around {
  readonly registry: Registry
  readonly terminal: Terminal
}

async function sweepAll(job: Job, { registry, terminal }: Around): Promise<CommandOutput> {
  const { strategy, options, settings, search, ranking, module } = job
  const { bars, location, quality } = job.prices
  const started = performance.now()
  const result = await play(job, progressLine(terminal, 'sweep'))
  const durationMs = performance.now() - started
  const report = options.report === undefined ? [] : await writeReport(options.report, markReport(reportSweep(result), job.prices.sample))
  if (options.output !== undefined) await writeSweep(options.output, result)
  const files = [...report, ...(options.output === undefined ? [] : [options.output])]
  const asked = { ...settings, ...search, ...ranking }
  const recorded = await registry.record({ type: 'sweep', strategy, bars, options: asked, result }, { durationMs, location, module, files })
  const stability = parameterStability(result)
  const { params: _, metrics: __, score: ___, variants: ____, ...found } = result
  const { objective } = result
  return {
    data: { ...recorded.data, ...found, swept: Object.keys(result.variants), stability, durationMs, quality, files },
    text: [
      `${titleOf(result)}: ${countOf(result.combinations, 'combination')}, ranked by ${objective}`,
      '',
      bestText(result),
      '',
      ...stabilityText(stability, objective),
      ...recorded.text,
      ...files.map(file => `wrote ${file}`),
      '',
    ].join('\n'),
  }
}

/** On the runner that was asked for. */
async function play(job: Job, onProgress: (progress: ShownProgress) => void): Promise<SweepResult> {
  const { strategy, options, settings, search, ranking, prices } = job
  const asked = { ...settings, ...search, ...ranking, onProgress }
  const place = await placeFrom(options, job)
  if (place === undefined) return sweep(strategy, prices.bars, asked)
  const { reference, ...where } = place
  return runSweep(reference, prices.bars, { ...asked, ...where })
}

async function halve(job: Job, { registry, terminal }: Around): Promise<CommandOutput> {
  const { strategy, options, settings, search, ranking, prices, module } = job
  const { bars, location, quality } = prices
  const { objective, minTrades } = ranking
  const started = performance.now()
  const asked = { ...settings, ...search, objective, minTrades }
  const run = runHalving(strategy, bars, { ...asked, onProgress: progressLine(terminal, 'halving') })
  const durationMs = performance.now() - started
  const { halving: result, backtest } = run
  const files =
    options.report === undefined ? [] : await writeReport(options.report, markReport(reportHalving(result, backtest), job.prices.sample))
  const recorded = await registry.record(
    { type: 'halving', strategy, bars, options: asked, result: run },
    { durationMs, location, module, files },
  )
  const { params: _, variants: __, ...found } = result
  return {
    data: { ...recorded.data, ...found, durationMs, quality, files },
    text: [
      `${titleOf(result)}: ${countOf(result.trials, 'candidate')}, successive halving by ${result.objective}`,
      '',
      halvingText(result),
      ...recorded.text,
      ...files.map(file => `wrote ${file}`),
      '',
    ].join('\n'),
  }
}

function dryRun({ strategy, search }: Search, plan: SweepPlan): CommandOutput {
  const { length, params, settings } = plan
  const first = Array.from({ length: Math.min(SHOWN, length) }, (_, k) => ({ ...combinationAt(params, k), ...combinationAt(settings, k) }))
  return {
    data: { dryRun: true, strategy: strategy.id, combinations: length, form: plan.form, sample: search.sample, first },
    text: planText(plan, { first: SHOWN }),
  }
}

function titleOf({ strategy, symbol, timeframe }: Pick<SweepResult, 'strategy' | 'symbol' | 'timeframe'>): string {
  return `${strategy.title || strategy.id} on ${symbol} ${timeframe}`
}

function checkHalving(options: SweepOptions): void {
  const { output, checkpoint, runner, threads, redis, queue, top } = options
  const [flag] = Object.entries({ output, checkpoint, runner, threads, redis, queue, top }).find(([, value]) => value !== undefined) ?? []
  if (flag !== undefined)
    throw new ConfigError(
      'cli/search',
      `--halving runs in this thread, drops most candidates early and gives one winner; leave out --${flag}`,
      {
        flag,
      },
    )
}
