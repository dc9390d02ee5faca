import type { Command } from 'commander'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import { findStrategy } from '../find-strategies.ts'
import { parseParams } from '../parse-params.ts'
import { addPriceFlags, type PriceOptions, readPrices } from '../price-flags.ts'
import { addSettingsFlags, settingsFrom } from '../settings-flags.ts'

/** What the flags of {@link addRunFlags} give. */
export interface RunOptions extends PriceOptions {
  readonly strategy: string
  readonly params: readonly string[]
  readonly report?: string
}

/** Gives a command the flags that say what to run, how to trade and where to write: those of `peak-trade backtest`. */
export function addRunFlags(command: Command, own: (command: Command) => Command): Command {
  command.optionsGroup('What to run:')
  addPriceFlags(command)
    .requiredOption('--strategy <id|file>', 'an id of: peak-trade strategy list, or a file of yours that exports one')
    .option('--params <name=value,…>', 'parameters of the strategy', (text: string, before: string[]) => [...before, text], [])
  own(command)
  return addSettingsFlags(command)
    .optionsGroup('Output:')
    .option('--report <folder>', 'write report.html and report.md there')
    .helpOption('-h, --help', 'print this')
}

/** Strategy, parameters, prices and settings that the flags ask for. */
export async function readRun(options: RunOptions) {
  const strategy = (await findStrategy(options.strategy)) as AnyStrategyClass
  const params = parseParams(options.params)
  const settings = settingsFrom(options)
  const { bars, quality } = await readPrices(options)
  return { strategy, params, settings, bars, quality }
}
