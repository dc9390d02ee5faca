import { Command } from 'commander'
import type { QualityReport } from '../../../market/quality.ts'
import { formatValue } from '../../../reports/format.ts'
import { reportStress } from '../../../reports/report-stress.ts'
import type { StressPosition } from '../../../research/stress/place-shock.ts'
import { stressScenarios } from '../../../research/stress/stress-scenarios.ts'
import { type StressTestResult, stressTest } from '../../../research/stress/stress-test.ts'
import { writeReport } from '../../files/write-report.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from '../command.ts'
import { markOutput, markReport } from '../mark-sample.ts'
import { number } from '../settings-flags.ts'
import { textTable } from '../text-table.ts'
import { progressLine } from './progress-line.ts'
import { type Recorded, withRegistry } from './registry-flags.ts'
import { addRunFlags, type RunOptions, readRun } from './run-flags.ts'

interface StressOptions extends RunOptions {
  readonly scenarios?: readonly string[]
  readonly severity?: readonly number[]
  readonly window?: number
  readonly position?: StressPosition
  readonly places?: number
  readonly maxDrawdown?: number
  readonly seed: string
}

/** `peak-trade research stress`. */
export function stressCommand(define: Define, terminal: Terminal): Command {
  const names = stressScenarios.map(({ id }) => id).join(', ')
  const command = addRunFlags(
    new Command('stress').description('let bad things happen to a strategy; exit code 1 when it does not survive one of them'),
    own =>
      own
        .optionsGroup('Stress:')
        .option('--scenarios <names>', `some of: ${names} (default: all)`, (text: string) => text.split(',').map(name => name.trim()))
        .option('--severity <numbers>', 'how hard (default: 0.1,0.2,0.4)', (text: string) => text.split(',').map(number))
        .option('--window <bars>', 'how long (default: what each scenario says)', number)
        .option('--position <where>', 'start, middle, end or an index (default: the worst of some places)', position)
        .option('--places <count>', 'how many places to try (default: 5)', number)
        .option('--max-drawdown <fraction>', 'a drawdown from which on a run has not survived (default: 0.5)', number)
        .option('--seed <text>', 'the same seed makes the same places', '42'),
  )
  return define<StressOptions>(command, options => run(options, terminal)).addHelpText(
    'after',
    '\nExample:\n  peak-trade research stress --data btc-1h.csv --strategy ma_crossover --scenarios single_crash_bar,fee_shock --severity 0.1,0.3',
  )
}

async function run(options: StressOptions, terminal: Terminal): Promise<CommandOutput> {
  const { strategy, params, settings, bars, quality, sample, source } = await readRun(options)
  const { scenarios, severity, window, position, places, maxDrawdown, seed } = options
  const asked = {
    ...settings,
    params: params as never,
    ...{ scenarios, severities: severity, window, position, places, maxDrawdown, seed },
  }
  return withRegistry(options, async registry => {
    const started = performance.now()
    const result = stressTest(strategy, bars, { ...asked, onProgress: progressLine(terminal, 'stress') })
    const durationMs = performance.now() - started
    const files = options.report === undefined ? [] : await writeReport(options.report, markReport(reportStress(result), sample))
    const recorded = await registry.record({ type: 'stress', strategy, bars, options: asked, result }, { ...source, durationMs, files })
    const title = `${strategy.title || strategy.id} on ${bars.symbol} ${bars.timeframe}`
    return markOutput(describe(result, { title, quality, files, recorded }), sample)
  })
}

interface Context {
  readonly title: string
  readonly quality: QualityReport
  readonly files: readonly string[]
  readonly recorded: Recorded
}

function describe(result: StressTestResult, { title, quality, files, recorded }: Context): CommandOutput {
  const percent = (value: number) => formatValue(value, 'percent')
  const rows = result.rows.map(({ scenario, severity, metrics, change, survived }) => [
    scenario,
    String(severity),
    percent(metrics.totalReturn),
    percent(change.totalReturn),
    formatValue(metrics.sharpe, 'ratio'),
    percent(metrics.maxDrawdown),
    survived ? 'yes' : 'NO',
  ])
  const { worst, survived, limit, baseline } = result
  return {
    data: { ...recorded.data, ...result, quality, files },
    exitCode: survived ? exitCodes.ok : exitCodes.findings,
    text: [
      `${title}: return ${percent(baseline.totalReturn)}, drawdown ${percent(baseline.maxDrawdown)} without stress`,
      '',
      textTable(['scenario', 'severity', 'return', 'change', 'sharpe', 'drawdown', 'survived'], rows, [1, 2, 3, 4, 5]),
      '',
      `worst: ${worst.scenario} at ${worst.severity}`,
      survived ? `survived: no drawdown of ${percent(limit)}` : `NOT SURVIVED: ruined, or a drawdown of ${percent(limit)} or more`,
      ...recorded.text,
      ...files.map(file => `wrote ${file}`),
      '',
    ].join('\n'),
  }
}

function position(text: string): StressPosition {
  return text === 'start' || text === 'middle' || text === 'end' ? text : number(text)
}
