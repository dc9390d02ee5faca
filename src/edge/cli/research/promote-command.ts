import { Command } from 'commander'
import { parse, stringify } from 'smol-toml'
import { ConfigError } from '../../../base/errors.ts'
import { placesOrders } from '../../../engine/orders/places-orders.ts'
import { resolveSettings } from '../../../engine/settings.ts'
import { describeQuality } from '../../../market/quality.ts'
import { reportPromotion } from '../../../reports/report-promotion.ts'
import { listCandidates } from '../../../research/candidates.ts'
import { gatherEvidence } from '../../../research/promotion/gather-evidence.ts'
import { promote } from '../../../research/promotion/promote.ts'
import { formatPromotionPolicy } from '../../../research/promotion/promotion-config.ts'
import { promotionPolicies } from '../../../research/promotion/promotion-policy.ts'
import { sweep } from '../../../research/sweep.ts'
import type { WindowSize } from '../../../research/window-size.ts'
import { writeReport } from '../../files/write-report.ts'
import { describeArtifact } from '../../registry/describe-artifact.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from '../command.ts'
import { isScript, strategyFault } from '../load-strategies.ts'
import { number } from '../settings-flags.ts'
import { textTable } from '../text-table.ts'
import { addGridFlags, conditionOf, type GridOptions } from './grid-flags.ts'
import { progressLine } from './progress-line.ts'
import { moduleOf, RunLog } from './promote-log.ts'
import { findPolicy } from './promote-policy.ts'
import { keepPromotion, promotionRun } from './promote-record.ts'
import { promotionText } from './promote-text.ts'
import { addRunFlags, type RunOptions, readRun } from './run-flags.ts'

interface PromoteOptions extends Partial<RunOptions>, GridOptions {
  readonly policy: string
  readonly seed: string
  readonly trials?: number
  readonly minTrades?: number
  readonly train?: string
  readonly test?: string
  readonly record?: string
  readonly home?: string
  readonly save: boolean
  readonly tag: readonly string[]
  readonly showPolicy?: string
  readonly listPolicies?: boolean
}

/** `peak-trade research promote`. */
export function promoteCommand(define: Define, terminal: Terminal): Command {
  const command = addRunFlags(
    new Command('promote').description(
      'sweep, choose the best, gather everything that speaks against it, and say go or no-go; exit code 0 for go, 1 for no-go',
    ),
    own =>
      addGridFlags(own)
        .option('--min-trades <count>', 'parameter sets with fewer closed trades are not chosen (default: 0)', number)
        .optionsGroup('Verdict:')
        .option('--policy <name|file>', 'conservative, moderate, aggressive or a TOML file of your own', 'moderate')
        .option('--trials <count>', 'everything that was tried on this question, when the registry does not know of all of it', number)
        .option('--train <size>', 'first train window of the walk-forward, as 500 or 2y (default: half of the history)')
        .option('--test <size>', 'its test windows, as 100 or 6M (default: an eighth of the history)')
        .option('--seed <text>', 'the same seed gives the same evidence', '42')
        .option('--show-policy <name|file>', 'print a policy as TOML, to start one of your own from, and do nothing else')
        .option('--list-policies', 'list the policies that come with the library, and do nothing else')
        .option('--record <file>', 'where the record of a go is written (default: promotions/ in the home folder)'),
  )
  // Not for questions about policies.
  for (const option of command.options) option.makeOptionMandatory(false)
  return define<PromoteOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    "\nExample:\n  peak-trade research promote --data aapl.csv --strategy ma_crossover --grid fast=5,10,20 --grid slow=50:200:50 --where 'fast<slow' --fee-bps 5 --report out/",
  )
}

async function run(options: PromoteOptions, terminal: Terminal): Promise<CommandOutput> {
  if (options.listPolicies === true) return listPolicies()
  if (options.showPolicy !== undefined) return showPolicy(options.showPolicy)
  const { data, strategy: word } = options
  if (data === undefined || word === undefined)
    throw new ConfigError('cli/missing', `--${data === undefined ? 'data' : 'strategy'} is missing; say what to promote, see --help`)
  const policy = await findPolicy(options.policy)
  const { strategy, params, settings, bars, quality } = await readRun({ ...options, data, strategy: word, params: options.params ?? [] })
  if (placesOrders(strategy as never))
    throw new ConfigError('promotion/orders', `${strategy.id} places orders; evidence is gathered for strategies that decide targets`)
  const { symbol, timeframe, calendar, home, save, tag: tags, seed, minTrades = 0 } = options
  const location = {
    kind: 'file',
    path: data,
    options: { symbol: symbol ?? bars.symbol, ...(timeframe && { timeframe }), ...(calendar && { calendar }) },
  } as const
  const log = new RunLog({
    home,
    save,
    tags,
    strategy,
    bars,
    location,
    module: isScript(word) ? await moduleOf(word, strategy) : undefined,
  })
  try {
    const start = performance.now()
    const fixed = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]]))
    const grid = { ...fixed, ...options.grid }
    const search = {
      ...(Object.keys(grid).length === 0 ? { candidates: [{}] } : { grid: grid as never }),
      where: conditionOf(options.where) as never,
    }
    const swept = { ...settings, ...search, minTrades }
    const sets = listCandidates(strategy, search)
    log.note({ type: 'sweep', strategy, bars, options: swept, result: sweep(strategy, bars, swept) }, performance.now() - start)
    const known = log.countTrials([{ sets, settings: resolveSettings(settings) }])
    const evidence = gatherEvidence(strategy, bars, {
      ...settings,
      ...search,
      minTrades,
      seed,
      trials: Math.max(known, options.trials ?? 1),
      walkForward: { ...(options.train && { train: size(options.train) }), ...(options.test && { test: size(options.test) }) },
      onProgress: stageLines(terminal),
    })
    const promotion = promote(evidence, policy)
    const files = options.report === undefined ? [] : await writeReport(options.report, reportPromotion(promotion))
    const record = await keepPromotion(promotion, { record: options.record, home, save })
    const artifacts = await Promise.all([
      ...files.map(file => describeArtifact(file, 'report')),
      ...(record === undefined ? [] : [describeArtifact(record, 'promotion')]),
    ])
    log.finish({ ...promotionRun(promotion, performance.now() - start), artifacts })
    const { pictures: _pictures, ...shown } = evidence
    const { go, refusals, scorecard, recognizable } = promotion
    const written = [...files, ...(record === undefined ? [] : [record])]
    return {
      data: {
        go,
        policy,
        refusals,
        scorecard,
        recognizable,
        evidence: shown,
        run: save ? log.id : null,
        record: record ?? null,
        quality,
        files,
      },
      exitCode: go ? exitCodes.ok : exitCodes.findings,
      text: [
        ...(quality.clean ? [] : [...describeQuality(quality), '']),
        promotionText(promotion),
        ...(written.length === 0 ? [] : ['', ...written.map(file => `wrote ${file}`)]),
        ...(save ? [`run ${log.id}`] : []),
        '',
      ].join('\n'),
    }
  } catch (error) {
    throw isScript(word) ? strategyFault(error, strategy.id) : error
  } finally {
    log.close()
  }
}

/** A progress line per stage. */
function stageLines(terminal: Terminal) {
  const lines = new Map<string, ReturnType<typeof progressLine>>()
  return ({ stage, done, total }: { readonly stage: string; readonly done: number; readonly total: number }) => {
    const line = lines.get(stage) ?? progressLine(terminal, stage)
    lines.set(stage, line)
    line({ done, total })
  }
}

function size(text: string): WindowSize {
  return /^\d+$/.test(text.trim()) ? Number(text) : (text as WindowSize)
}

function listPolicies(): CommandOutput {
  const policies = Object.values(promotionPolicies)
  const rows = policies.map(({ name, minSharpe, maxDrawdown, maxPValue, minOutOfSampleSharpe, advisory }) =>
    [name, minSharpe, maxDrawdown, minOutOfSampleSharpe, maxPValue, advisory.length].map(String),
  )
  const header = ['policy', 'Sharpe ratio', 'drawdown', 'Sharpe ratio out of sample', "Hansen's p-value", 'criteria that only advise']
  return { data: policies, text: `${textTable(header, rows, [1, 2, 3, 4, 5])}\n\nAll of one: --show-policy moderate\n` }
}

async function showPolicy(word: string): Promise<CommandOutput> {
  const policy = await findPolicy(word)
  return { data: policy, text: `${formatPromotionPolicy(policy, { parse, stringify })}\n` }
}
