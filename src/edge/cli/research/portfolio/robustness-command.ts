import { Command } from 'commander'
import { describeQuality } from '../../../../market/quality.ts'
import { backtestPortfolio } from '../../../../portfolios/backtest-portfolio.ts'
import { formatValue } from '../../../../reports/format.ts'
import { reportRobustness } from '../../../../reports/report-robustness.ts'
import { robustnessChecks } from '../../../../reports/robustness-checks.ts'
import type { PortfolioRobustness } from '../../../../research/portfolio/portfolio-robustness.ts'
import { type RobustnessOptions, testRobustness } from '../../../../research/portfolio/test-robustness.ts'
import { type CommandOutput, type Define, exitCodes, type Terminal } from '../../command.ts'
import { markOutput, markReport } from '../../mark-sample.ts'
import { number } from '../../settings-flags.ts'
import { textTable } from '../../text-table.ts'
import { progressLine } from '../progress-line.ts'
import { addRegistryFlags, type RegistryOptions, withRegistry } from '../registry-flags.ts'
import { type ReportFormat, writeFormats } from '../write-formats.ts'
import { addOutFlags, formatOf } from './portfolio-command.ts'
import { compositionText } from './portfolio-text.ts'
import { addPortfolioSettings, addRecipeFlags, type ChosenRecipe, type RecipeOptions, readRecipe } from './recipe-flags.ts'
import { recordPortfolio, robustnessEntry } from './recorded-portfolio.ts'

interface RobustnessCommandOptions extends RecipeOptions, RegistryOptions {
  readonly out?: string
  readonly format?: ReportFormat
  readonly paths?: number
  readonly ruin: number
  readonly scenarios?: readonly string[]
  readonly severity?: readonly number[]
  readonly maxDrawdown?: number
  readonly draws?: number
  readonly seed: string
}

/** `peak-trade research robustness`. */
export function robustnessCommand(define: Define, terminal: Terminal): Command {
  const command = addRecipeFlags(
    new Command('robustness').description(
      'shake a portfolio: other histories, bad times, each sleeve left out, other weights, higher costs; exit code 1 when it does not survive one of the bad times',
    ),
  )
    .optionsGroup('Shaking:')
    .option('--paths <count>', 'Monte Carlo paths (default: what the recipe says, else 1000)', number)
    .option('--ruin <drawdown>', 'drawdown that counts as ruin', number, 0.5)
    .option('--scenarios <names>', 'stress scenarios (default: those of the recipe, else all)', (text: string) =>
      text.split(',').map(name => name.trim()),
    )
    .option('--severity <numbers>', 'how hard (default: what the recipe says, else 0.2)', (text: string) => text.split(',').map(number))
    .option('--max-drawdown <fraction>', 'a drawdown from which on a bad time has not been survived (default: 0.5)', number)
    .option('--draws <count>', 'portfolios with weights nearby (default: 100)', number)
    .option('--seed <text>', 'the same seed gives the same result', '42')
  return define<RobustnessCommandOptions>(addRegistryFlags(addOutFlags(addPortfolioSettings(command))).optionsGroup('Output:'), options =>
    run(options, terminal),
  ).addHelpText(
    'after',
    `
Examples:
  peak-trade research robustness --preset multi_style_moderate --data prices/ --fee-bps 10 --out out/
  peak-trade research robustness --preset core_balanced --scenarios flash_crash,vol_spike --severity 0.2,0.4 --paths 2000`,
  )
}

async function run(options: RobustnessCommandOptions, terminal: Terminal): Promise<CommandOutput> {
  const chosen = await readRecipe(options)
  const { recipe, prices, built } = chosen
  const { sample, qualities } = prices
  const asked = shaking(options, chosen)
  return withRegistry(options, async registry => {
    const started = performance.now()
    const result = testRobustness(built.portfolio, built.panel, {
      ...built.settings,
      ...asked,
      onProgress: progressLine(terminal, 'robustness'),
    })
    const durationMs = performance.now() - started
    const report = markReport(reportRobustness(result, { title: `Robustness of ${recipe.title}` }), sample)
    const files = options.out === undefined ? [] : await writeFormats(options.out, report, formatOf(options.format, recipe.format))
    const finished = { built, result: backtestPortfolio(built.portfolio, built.panel, built.settings), prices: prices.source }
    const recorded = await registry.recordEntry(context => robustnessEntry(finished, { asked, result }, context), {
      durationMs,
      location: prices.location,
      files,
      tried: built.tried,
    })
    const survived = result.stress?.survived ?? true
    const { monteCarlo, jointMonteCarlo, jitter, ...shown } = result
    const output = {
      data: {
        ...recorded.data,
        portfolio: recordPortfolio(finished),
        ...shown,
        monteCarlo: monteCarlo && { paths: monteCarlo.paths, metrics: monteCarlo.metrics, ruin: monteCarlo.ruin },
        jointMonteCarlo,
        jitter,
        checks: robustnessChecks(result),
        notes: built.notes,
        qualities,
        files,
      },
      exitCode: survived ? exitCodes.ok : exitCodes.findings,
      text: [
        ...qualities.filter(({ clean }) => !clean).flatMap(quality => [...describeQuality(quality), '']),
        compositionText(built),
        '',
        ...resultText(result),
        '',
        ...recorded.text,
        ...files.map(file => `wrote ${file}`),
        '',
      ].join('\n'),
    }
    return markOutput(output, sample)
  })
}

/** What is shaken and how hard: what flags say, else the recipe. */
function shaking(
  { paths, ruin, scenarios, severity, maxDrawdown, draws, seed }: RobustnessCommandOptions,
  { recipe }: ChosenRecipe,
): RobustnessOptions {
  return {
    seed,
    monteCarlo: { paths: paths ?? recipe.monteCarlo?.paths, ruin: { drawdown: ruin } },
    stress: {
      scenarios: scenarios ?? recipe.stress?.scenarios,
      maxDrawdown,
      severities: severity ?? (recipe.stress === undefined ? undefined : [recipe.stress.severity]),
    },
    ...(draws === undefined ? {} : { jitter: { draws } }),
  }
}

function resultText(result: PortfolioRobustness): string[] {
  const { baseline, stress } = result
  const percent = (value: number) => formatValue(value, 'percent')
  const rows = (stress?.rows ?? []).map(({ scenario, severity, metrics, change, survived }) => [
    scenario,
    String(severity),
    percent(metrics.totalReturn),
    percent(change.totalReturn),
    percent(metrics.maxDrawdown),
    survived ? 'yes' : 'NO',
  ])
  const verdict = (passed: boolean | undefined) => (passed === undefined ? '–' : passed ? 'yes' : 'NO')
  const checks = robustnessChecks(result).map(({ question, passed, answer }) => [question, verdict(passed), answer])
  return [
    `as it was    return ${percent(baseline.totalReturn)}, Sharpe ratio ${formatValue(baseline.sharpe, 'ratio')}, drawdown ${percent(baseline.maxDrawdown)}`,
    '',
    ...(rows.length === 0 ? [] : [textTable(['scenario', 'severity', 'return', 'change', 'drawdown', 'survived'], rows, [1, 2, 3, 4]), '']),
    textTable(['question', 'passed', 'what was found'], checks),
  ]
}
