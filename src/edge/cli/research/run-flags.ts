import type { Command } from 'commander'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import { findStrategy, moduleOf } from '../find-strategies.ts'
import { parseParams } from '../parse-params.ts'
import { addPriceFlags, type PriceOptions, readPrices } from '../price-flags.ts'
import { addSettingsFlags, settingsFrom } from '../settings-flags.ts'
import { addRegistryFlags, type RegistryOptions } from './registry-flags.ts'

/** What the flags of {@link addRunFlags} give. */
export interface RunOptions extends PriceOptions, RegistryOptions {
  readonly strategy: string
  readonly params: readonly string[]
  readonly report?: string
}

/** Gives a command the flags that say what to run, how to trade, where to write and to record: those of `peak-trade backtest`. */
export function addRunFlags(
  command: Command,
  own: (command: Command) => Command,
  { required = true }: { readonly required?: boolean } = {},
): Command {
  command.optionsGroup('What to run:')
  addPriceFlags(command)
  const strategy = command.createOption('--strategy <id|file>', 'an id of: peak-trade strategy list, or a file of yours that exports one')
  command
    .addOption(strategy.makeOptionMandatory(required))
    .option('--params <name=value,…>', 'parameters of the strategy', (text: string, before: string[]) => [...before, text], [])
  own(command)
  addSettingsFlags(command)
    .optionsGroup('Output:')
    .option('--report <folder>', 'write report.html and report.md there')
    .helpOption('-h, --help', 'print this')
  return addRegistryFlags(command).optionsGroup('Output:')
}

/** Strategy, parameters, prices and settings that the flags ask for, and what is noted of where they come from. */
export async function readRun(options: RunOptions) {
  const strategy = (await findStrategy(options.strategy)) as AnyStrategyClass
  const params = parseParams(options.params)
  const settings = settingsFrom(options)
  const { bars, quality, location, sample } = await readPrices(options)
  const module = await moduleOf(options.strategy, strategy)
  return { strategy, params, settings, bars, quality, sample, source: { location, module } }
}
