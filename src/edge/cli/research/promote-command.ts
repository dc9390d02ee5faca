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
import type { DataLocation } from '../../../research/run-record.ts'
import { sweep } from '../../../research/sweep.ts'
import type { WindowSize } from '../../../research/window-size.ts'
import { writeReport } from '../../files/write-report.ts'
import { describeArtifact } from '../../registry/describe-artifact.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from '../command.ts'
import { addConfigFlag } from '../config/config-folder.ts'
import { isScript, strategyFault } from '../load-strategies.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { assets } from '../panel-flags.ts'
import { number } from '../settings-flags.ts'
import { textTable } from '../text-table.ts'
import { addGridFlags, conditionOf, type GridOptions } from './grid-flags.ts'
import { type PromotePortfolioOptions, promotePortfolio } from './portfolio/promote-portfolio.ts'
import { progressLine } from './progress-line.ts'
import { moduleOf, RunLog } from './promote-log.ts'
import { findPolicy } from './promote-policy.ts'
import { keepPromotion, promotionRun } from './promote-record.ts'
import { promotionText } from './promote-text.ts'
import { addRunFlags, type RunOptions, readRun } from './run-flags.ts'

interface PromoteOptions
  extends Omit<Partial<RunOptions>, 'data'>,
    GridOptions,
    Pick<PromotePortfolioOptions, 'preset' | 'symbols' | 'allocation' | 'rebalance' | 'trainShare' | 'choose'> {
  readonly data?: readonly string[]
  readonly policy?: string
  readonly seed: string
  readonly trials?: number
  readonly minTrades?: number
  readonly train?: string
  readonly test?: string
  readonly record?: string
  readonly config?: string
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
      addConfigFlag(addGridFlags(own))
        .option('--min-trades <count>', 'parameter sets with fewer closed trades are not chosen (default: 0)', number)
        .optionsGroup('Verdict:')
        .option(
          '--policy <name|file>',
          'conservative, moderate (default), aggressive, the same with portfolio_ in front (default with --preset: by its risk), or a TOML file',
        )
        .option('--trials <count>', 'everything that was tried on this question, when the registry does not know of all of it', number)
        .option('--train <size>', 'first train window of the walk-forward, as 500 or 2y (default: half of the history)')
        .option('--test <size>', 'its test windows, as 100 or 6M (default: an eighth of the history)')
        .option('--seed <text>', 'the same seed gives the same evidence', '42')
        .option('--show-policy <name|file>', 'print a policy as TOML, to start one of your own from, and do nothing else')
        .option('--list-policies', 'list the policies that come with the library, and do nothing else')
        .option('--record <file>', 'where the record of a go is written (default: promotions/ in the home folder)'),
  )
  addPortfolioFlags(command)
  // Not for questions about policies.
  for (const option of command.options) option.makeOptionMandatory(false)
  return define<PromoteOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    "\nExamples:\n  peak-trade research promote --data aapl.csv --strategy ma_crossover --grid fast=5,10,20 --grid slow=50:200:50 --where 'fast<slow' --fee-bps 5 --report out/\n  peak-trade research promote --preset multi_style_moderate --data prices/ --fee-bps 10 --report out/",
  )
}

async function run(options: PromoteOptions, terminal: Terminal): Promise<CommandOutput> {
  if (options.listPolicies === true) return listPolicies()
  if (options.showPolicy !== undefined) return showPolicy(options.showPolicy, options)
  const { strategy: word, preset } = options
  if (preset !== undefined) return promoteRecipe(options, terminal)
  if (word === undefined)
    throw new ConfigError('cli/missing', '--strategy is missing; say what to promote, or name a recipe with --preset; see --help')
  const flag = Object.entries({
    symbols: Object.keys(options.symbols).length > 0,
    allocation: options.allocation,
    choose: options.choose,
  }).find(([, given]) => given)
  if (flag !== undefined) throw new ConfigError('cli/preset', `--${flag[0]} is for portfolios; name one with --preset, or leave it out`)
  const { data: files = [], ...rest } = options
  const [data, ...more] = files
  if (more.length > 0)
    throw new ConfigError('cli/data', 'a strategy is promoted on one file of prices; give --data once, or name a recipe with --preset')
  const policy = await findPolicy(options.policy ?? 'moderate', options)
  const { strategy, params, settings, bars, quality, sample, source } = await readRun({
    ...rest,
    ...(data === undefined ? {} : { data }),
    strategy: word,
    params: options.params ?? [],
  })
  if (placesOrders(strategy as never))
    throw new ConfigError('promotion/orders', `${strategy.id} places orders; evidence is gathered for strategies that decide targets`)
  const { home, save, tag: tags, seed, minTrades = 0 } = options
  const log = new RunLog({
    home,
    save,
    tags,
    strategy,
    bars,
    location: source.location as DataLocation,
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
    const files = options.report === undefined ? [] : await writeReport(options.report, markReport(reportPromotion(promotion), sample))
    // What was promoted on made-up prices opens no gate.
    const record = sample === undefined ? await keepPromotion(promotion, { record: options.record, home, save }) : undefined
    const artifacts = await Promise.all([
      ...files.map(file => describeArtifact(file, 'report')),
      ...(record === undefined ? [] : [describeArtifact(record, 'promotion')]),
    ])
    log.finish({ ...promotionRun(promotion, performance.now() - start), artifacts })
    const { pictures: _pictures, ...shown } = evidence
    const { go, refusals, scorecard, recognizable } = promotion
    const written = [...files, ...(record === undefined ? [] : [record])]
    const output = {
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
        ...(go && sample !== undefined ? ['no promotion record is written: the prices are not real'] : []),
        ...(save ? [`run ${log.id}`] : []),
        '',
      ].join('\n'),
    }
    return markOutput(output, sample)
  } catch (error) {
    throw isScript(word) ? strategyFault(error, strategy.id) : error
  } finally {
    log.close()
  }
}

/** Flags that go with `--preset`, and those that mean more with it. */
function addPortfolioFlags(command: Command): void {
  command
    .optionsGroup('A portfolio in place of a strategy:')
    .option('--preset <id>', 'a recipe of: peak-trade research portfolio --list; --data may be a folder, or be given again and again')
    .option('--symbols <asset=symbol,…>', 'which symbol stands for which asset of the recipe, as BTC=AAPL', assets, {})
    .option('--allocation <method,…>', 'such as inverse_volatility,lookback=250,when=month; none keeps the weights of the recipe')
    .option(
      '--choose <methods>',
      'ways of sharing out the account to choose among, each a trial: given,equal,risk_parity',
      (text: string) => text.split(',').map(name => name.trim()),
    )
    .option(
      '--train-share <fraction>',
      'share of the prices on which a recipe with a sweep looks for its components (default: 0.5)',
      number,
    )
  for (const option of command.options) {
    const { parseArg } = option
    if (option.long === '--data') option.argParser<readonly string[]>((text, before) => [...(before ?? []), text])
    if (option.long === '--rebalance')
      option.argParser((text, before) => (/^(signal|day|week|month|quarter|year)$/.test(text) ? text : parseArg?.(text, before as never)))
  }
}

function promoteRecipe(options: PromoteOptions, terminal: Terminal): Promise<CommandOutput> {
  const { strategy, grid, where, params = [], rebalance, train, test } = options
  const given = {
    strategy,
    params: params.length > 0,
    grid: Object.keys(grid).length > 0,
    where: where.length > 0,
    minTrades: options.minTrades,
  }
  const [flag] = Object.entries(given).find(([, value]) => value !== undefined && value !== false) ?? []
  if (flag !== undefined)
    throw new ConfigError(
      'cli/preset',
      `--preset says all that --${flag === 'minTrades' ? 'min-trades' : flag} would say; leave one of them out`,
    )
  return promotePortfolio({
    ...options,
    rebalance: rebalance === 'change' ? 'signal' : rebalance,
    train: train === undefined ? undefined : size(train),
    test: test === undefined ? undefined : size(test),
    onProgress: stageLines(terminal),
  } as PromotePortfolioOptions)
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

async function showPolicy(word: string, options: PromoteOptions): Promise<CommandOutput> {
  const policy = await findPolicy(word, options)
  return { data: policy, text: `${formatPromotionPolicy(policy, { parse, stringify })}\n` }
}
