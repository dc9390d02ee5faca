import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import { describeQuality } from '../../../market/quality.ts'
import type { Report } from '../../../reports/document.ts'
import { countOf, formatValue } from '../../../reports/format.ts'
import { toHtml } from '../../../reports/html.ts'
import { toMarkdown } from '../../../reports/markdown.ts'
import { writeAtomically } from '../../files/atomic-write.ts'
import { fileError } from '../../files/file-error.ts'
import { describeArtifact } from '../../registry/describe-artifact.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from '../command.ts'
import { addConfigFlag } from '../config/config-folder.ts'
import { strategyFault } from '../load-strategies.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { type PipelinePlan, planPipeline } from './pipeline-plan.ts'
import { previewPipeline, previewText } from './pipeline-preview.ts'
import { reportPipeline } from './pipeline-report.ts'
import { type PipelineOutcome, runPipeline } from './pipeline-run.ts'
import { bestRunsText, stageLine } from './pipeline-stages.ts'
import { pipelineTemplate } from './pipeline-template.ts'
import { progressLine } from './progress-line.ts'
import { RunLog } from './promote-log.ts'
import { keepPromotion, promotionRun } from './promote-record.ts'
import { promotionText } from './promote-text.ts'

interface PipelineOptions {
  readonly data?: string
  readonly config?: string
  readonly report?: string
  readonly record?: string
  readonly home?: string
  readonly save: boolean
  readonly tag: readonly string[]
  readonly dryRun?: boolean
  readonly init?: boolean
  readonly json?: boolean
}

/** `peak-trade research pipeline`. */
export function pipelineCommand(define: Define, terminal: Terminal): Command {
  const command = addConfigFlag(new Command('pipeline'))
    .description(
      'run everything from sweep to verdict as a TOML file says: sweep, walk-forward, Monte Carlo, stress, overfitting; exit code 0 for go, 1 for no-go',
    )
    .argument('<file>', 'a pipeline file; docs/pipeline.md explains it')
    .option('--data <file>', 'prices to take in place of those that the file names (without any: synthetic sample bars)')
    .option('--init', 'write an example of such a file, and do nothing else')
    .option('--dry-run', 'say what would be run, and do nothing else')
    .option('--report <folder>', 'write index.html and index.md there (default: what the file says)')
    .option('--record <file>', 'where the record of a go is written (default: promotions/ in the home folder)')
    .option('--home <folder>', 'where runs and records are kept (default: PEAK_TRADE_HOME, else .peak-trade)')
    .option('--no-save', 'note no run and write no record; what was tried before counts all the same')
    .option('--tag <word>', 'a tag for the runs; may be repeated', (word: string, before: string[]) => [...before, word], [])
    .helpOption('-h, --help', 'print this')
  return define<PipelineOptions>(command, (options, file) => run(options, file, terminal)).addHelpText(
    'after',
    '\nExample:\n  peak-trade research pipeline pipeline.toml --init --data aapl.csv\n  peak-trade research pipeline pipeline.toml --dry-run\n  peak-trade research pipeline pipeline.toml --report out/',
  )
}

async function run(options: PipelineOptions, file: string, terminal: Terminal): Promise<CommandOutput> {
  if (options.init === true) return init(file, options.data ?? 'prices.csv')
  const { home, save, tag: tags, json = false } = options
  const started = performance.now()
  const plan = await planPipeline(file, { data: options.data, config: options.config })
  const { config, strategy, bars, quality, location, module, sample } = plan
  if (options.dryRun === true) {
    const preview = previewPipeline(plan)
    const folder = options.report ?? preview.report
    return markOutput({ data: { ...preview, report: folder, quality }, text: previewText({ ...preview, report: folder }) }, sample)
  }
  // Whoever asks for JSON wants nothing else there.
  const say = json ? () => undefined : (text: string) => terminal.out(`${text}\n`)
  const read = {
    name: 'data',
    text: `${countOf(bars.length, 'bar')} of ${bars.symbol} ${bars.timeframe}, ${dataText(plan)}`,
    durationMs: performance.now() - started,
  }
  if (sample !== undefined) say(`${sample}\n`)
  say(stageLine(read))
  if (!quality.clean) say(describeQuality(quality).join('\n').replace(/^/gm, '  '))
  const log = new RunLog({ home, save, tags, strategy, bars, location, module })
  const whole = {
    type: 'experiment',
    name: `pipeline_${strategy.id}_${bars.symbol}`,
    options: { pipeline: config },
    seed: config.seed,
    // The parts have counted them.
    trials: 0,
  } as const
  try {
    let outcome: PipelineOutcome
    try {
      outcome = runPipeline(plan, { log, onStage: stage => say(stageLine(stage)), watch: name => progressLine(terminal, name) })
    } catch (error) {
      const fault = module === undefined ? error : strategyFault(error, strategy.id)
      log.finish({ ...whole, error: fault, durationMs: performance.now() - started, metrics: {}, parts: [] })
      throw fault
    }
    const { promotion, choice, stages } = outcome
    // What was promoted on made-up prices opens no gate.
    const record = sample === undefined ? await keepPromotion(promotion, { record: options.record, home, save }) : undefined
    const report = markReport(reportPipeline({ ...outcome, stages: [read, ...stages] }, quality), sample)
    const files = await writeIndex(options.report ?? config.report.folder, report, config.report.format)
    const artifacts = await Promise.all([
      ...files.map(path => describeArtifact(path, 'report')),
      ...(record === undefined ? [] : [describeArtifact(record, 'promotion')]),
    ])
    const { metrics, parts, params, settings } = promotionRun(promotion, 0)
    log.finish({ ...whole, params, settings, metrics, parts, artifacts, durationMs: performance.now() - started })
    const written = [...files, ...(record === undefined ? [] : [record])]
    return {
      data: {
        ...(sample === undefined ? {} : { sample }),
        ...dataOf(outcome),
        stages: [read, ...stages],
        run: save ? log.id : null,
        record: record ?? null,
        quality,
        files,
      },
      exitCode: promotion.go ? exitCodes.ok : exitCodes.findings,
      text: [
        '',
        ...(outcome.sweep.best.length === 0 ? [] : ['best runs of the sweep, in sample', bestRunsText(outcome.sweep), '']),
        ...(Object.keys(choice.point).length === 0 ? [] : [`settings chosen: ${JSON.stringify(choice.point)}`, '']),
        promotionText(promotion),
        ...(written.length === 0 ? [] : ['', ...written.map(path => `wrote ${path}`)]),
        ...(promotion.go && sample !== undefined ? ['no promotion record is written: the prices are not real'] : []),
        ...(save ? [`run ${log.id}`] : []),
        '',
      ].join('\n'),
    }
  } finally {
    log.close()
  }
}

/** What a program wants to know; columns of every bar are in the report. */
function dataOf({ promotion, sweep, choice, backtest, walkForward, crossValidation, monteCarlo, stress, evidence }: PipelineOutcome) {
  const { go, policy, refusals, scorecard, recognizable } = promotion
  const { pictures: _pictures, ...shown } = evidence
  return {
    go,
    policy,
    refusals,
    scorecard,
    recognizable,
    choice: { params: choice.params, swept: choice.point, settings: choice.settings },
    sweep: { combinations: sweep.combinations, objective: sweep.objective, best: sweep.best },
    summary: backtest.summary,
    walkForward: walkForward && { summary: walkForward.summary, windows: walkForward.windows, efficiency: walkForward.efficiency },
    crossValidation: crossValidation && {
      sharpe: crossValidation.sharpe,
      totalReturn: crossValidation.totalReturn,
      maxDrawdown: crossValidation.maxDrawdown,
    },
    monteCarlo: monteCarlo && { paths: monteCarlo.paths, metrics: monteCarlo.metrics, ruin: monteCarlo.ruin },
    stress: stress && { rows: stress.rows, worst: stress.worst, survived: stress.survived },
    evidence: shown,
  }
}

function dataText({ bars, quality }: PipelinePlan): string {
  const span = `${formatValue(bars.time[0] ?? Number.NaN, 'date')} to ${formatValue(bars.time[bars.length - 1] ?? Number.NaN, 'date')}`
  return `${span}, ${quality.clean ? 'nothing to mend' : 'look at what was mended'}`
}

async function writeIndex(folder: string | undefined, report: Report, format: 'html' | 'markdown' | 'both'): Promise<string[]> {
  if (folder === undefined) return []
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(error, folder)
  }
  const files: string[] = []
  const write = async (name: string, content: string) => {
    files.push(join(folder, name))
    await writeAtomically(join(folder, name), content)
  }
  if (format !== 'markdown') await write('index.html', toHtml(report))
  if (format !== 'html') await write('index.md', toMarkdown(report))
  return files
}

/** Never over a file that is there. */
async function init(file: string, data: string): Promise<CommandOutput> {
  if (existsSync(file)) throw new ConfigError('pipeline/exists', `${file} is there already; give another name`, { file })
  const folder = dirname(resolve(file))
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fileError(error, folder)
  })
  const named = isAbsolute(data) ? data : relative(folder, resolve(data)) || basename(data)
  await writeAtomically(file, pipelineTemplate(named))
  const next = `peak-trade research pipeline ${file} --dry-run`
  return { data: { file, next }, text: `wrote ${file}\nThen: ${next}\n` }
}
