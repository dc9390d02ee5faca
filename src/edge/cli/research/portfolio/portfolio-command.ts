import { Command, Option } from 'commander'
import { describeQuality } from '../../../../market/quality.ts'
import { backtestPortfolio } from '../../../../portfolios/backtest-portfolio.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { markOutput, markReport } from '../../mark-sample.ts'
import { addRegistryFlags, type RegistryOptions, withRegistry } from '../registry-flags.ts'
import { type ReportFormat, writeFormats } from '../write-formats.ts'
import { listRecipes } from './list-recipes.ts'
import { portfolioReport } from './portfolio-report.ts'
import { compositionText, portfolioResultText } from './portfolio-text.ts'
import { addPortfolioSettings, addRecipeFlags, type RecipeOptions, readRecipe } from './recipe-flags.ts'
import { portfolioEntry, recordPortfolio } from './recorded-portfolio.ts'

interface PortfolioCommandOptions extends RecipeOptions, RegistryOptions {
  readonly list?: boolean
  readonly out?: string
  readonly format?: ReportFormat
}

/** `peak-trade research portfolio`. */
export function portfolioCommand(define: Define): Command {
  const command = addOutFlags(
    addPortfolioSettings(
      addRecipeFlags(
        new Command('portfolio').description('build a portfolio of a recipe, trade it on one account and say what it came to'),
      ),
    ),
  ).option('--list', 'list the recipes, and nothing else')
  return define<PortfolioCommandOptions>(addRegistryFlags(command).optionsGroup('Output:'), run).addHelpText(
    'after',
    `
Examples:
  peak-trade research portfolio --list
  peak-trade research portfolio --preset multi_style_moderate --data prices/ --fee-bps 10 --out out/
  peak-trade research portfolio --preset rsi_reversion_moderate --data aapl.csv --data msft.csv --symbols BTC=AAPL,ETH=MSFT --rebalance month`,
  )
}

/** Gives a command `--out` and `--format`. */
export function addOutFlags(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .option('--out <folder>', 'write the report there, as report.html and report.md')
    .addOption(
      new Option('--format <which>', 'which of the two (default: what the recipe says, else both)').choices(['md', 'html', 'both']),
    )
    .helpOption('-h, --help', 'print this')
}

async function run(options: PortfolioCommandOptions): Promise<CommandOutput> {
  if (options.list === true) return listRecipes(options.config)
  const { recipe, prices, built, tiers } = await readRecipe(options)
  const { sample, qualities } = prices
  return withRegistry(options, async registry => {
    const started = performance.now()
    const result = backtestPortfolio(built.portfolio, built.panel, built.settings)
    const durationMs = performance.now() - started
    const report = markReport(portfolioReport(result, { title: recipe.title, panel: built.panel, portfolio: built.portfolio }), sample)
    const files = options.out === undefined ? [] : await writeFormats(options.out, report, formatOf(options.format, recipe.format))
    const finished = { built, result, prices: prices.source }
    const recorded = await registry.recordEntry(context => portfolioEntry(finished, context), {
      durationMs,
      location: prices.location,
      files,
      tried: built.tried,
    })
    const { attribution, summary, weights } = result
    const { exposure: _, ...shown } = attribution
    const unclean = qualities.filter(({ clean }) => !clean)
    const output = {
      data: {
        ...recorded.data,
        portfolio: recordPortfolio(finished),
        summary,
        attribution: shown,
        withinDrawdown: summary.maxDrawdown <= built.maxDrawdown,
        notes: [...built.notes, ...weights.notes],
        tiers,
        trials: built.trials,
        qualities,
        files,
      },
      text: [
        ...unclean.flatMap(quality => [...describeQuality(quality), '']),
        compositionText(built),
        ...tiers.map(({ message }) => `tier         ${message}`),
        '',
        portfolioResultText(result, built.maxDrawdown),
        '',
        ...recorded.text,
        ...files.map(file => `wrote ${file}`),
        '',
      ].join('\n'),
    }
    return markOutput(output, sample)
  })
}

/** The flag wins over the recipe. */
export function formatOf(flag: ReportFormat | undefined, recipe: 'markdown' | 'html' | 'both' | undefined): ReportFormat {
  return flag ?? (recipe === 'markdown' ? 'md' : (recipe ?? 'both'))
}
