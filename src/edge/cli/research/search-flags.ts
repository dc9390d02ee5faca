import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import { didYouMean } from '../../../base/nearest.ts'
import type { ObjectiveMetric } from '../../../research/objective.ts'
import { presetSweep, type SweepPreset } from '../../../research/presets/sweep-preset.ts'
import { sweepPreset, sweepPresets } from '../../../research/presets/sweep-presets.ts'
import type { ParameterRange } from '../../../research/space.ts'
import type { SearchSpace } from '../../../research/sweep-plan.ts'
import type { RankOptions } from '../../../research/sweep-table.ts'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import { readSweepPreset } from '../../files/sweep-preset-file.ts'
import type { StrategyReference } from '../../jobs/strategy-reference.ts'
import { addConfigFlag, configFolder, ownEntries } from '../config/config-folder.ts'
import { findStrategy, moduleOf } from '../find-strategies.ts'
import { parseParams } from '../parse-params.ts'
import { number } from '../settings-flags.ts'
import { addGridFlags, conditionOf, type GridOptions, readValues, type Value } from './grid-flags.ts'
import { referenceTo } from './runner-flags.ts'

type Lists<T> = Readonly<Record<string, readonly T[]>>

/** What the flags of {@link addSearchFlags} give, with those that say what to run. */
export interface SearchOptions extends GridOptions {
  readonly strategy?: string
  readonly params: readonly string[]
  readonly preset?: string
  readonly config?: string
  readonly space: Readonly<Record<string, readonly Value[] | ParameterRange>>
  readonly sample?: number
  readonly method?: 'latin-hypercube' | 'random'
  readonly seed?: string
  readonly vary: Lists<Value | null>
  readonly objective?: string
  readonly minTrades?: number
  readonly top?: number
}

/** A search that was asked for. */
export interface Search {
  readonly strategy: AnyStrategyClass
  /** Undefined when threads and machines cannot find it. */
  readonly reference: StrategyReference | undefined
  readonly module: { readonly url: string; readonly name: string } | undefined
  readonly search: SearchSpace
  readonly ranking: RankOptions
}

/** Gives a command the flags that say what to try and how to rank. */
export function addSearchFlags(command: Command): Command {
  addConfigFlag(addGridFlags(command.optionsGroup('What to try:')))
    .option('--preset <id|file>', 'a sweep of --list-presets, or a TOML file, in place of a strategy and all flags of this group')
    .option('--space <name=range>', 'where to draw a parameter from, as slow=50..200, slow=50..200:log or kind=sma,ema', addRange, {})
    .option('--sample <count>', 'how many sets to draw from the space', number)
    .addOption(new Option('--method <how>', 'how to draw (default: latin-hypercube)').choices(['latin-hypercube', 'random']))
    .option('--seed <text>', 'the same seed draws the same sets (default: 42)')
    .option('--vary <setting=values>', 'values of a setting, as exits.stopLoss=none,0.02,0.05 or costs.feeBps=0:20:5', addSetting, {})
  return command
    .optionsGroup('Ranking:')
    .option('--objective <metric>', 'what to rank by (default: sharpe)')
    .option('--min-trades <count>', 'runs with fewer closed trades are not ranked', number)
    .option('--top <count>', 'how many of the best to print (default: 10)', number)
}

/**
 * The search that the flags ask for.
 *
 * @throws Rejects with {@link ConfigError} `cli/search` for flags that contradict each other or say too little, `sweep/preset`, and what reading a
 * preset and loading a strategy throws.
 */
export async function readSearch(options: SearchOptions): Promise<Search> {
  const { objective, minTrades, top } = options
  const own = { objective: objective as ObjectiveMetric | undefined, minTrades, top }
  if (options.preset !== undefined) {
    checkAlone(options)
    return ofPreset(await findPreset(options.preset, options), own)
  }
  const { strategy: text } = options
  if (text === undefined) throw refusal('give --strategy, or --preset with one of --list-presets')
  const search = searchSpace(options)
  const strategy = (await findStrategy(text)) as AnyStrategyClass
  const module = await moduleOf(text, strategy)
  return { strategy, reference: referenceTo(text, { strategy, module }), module, search, ranking: own }
}

/** A sweep by its id, one's own of the folder of configurations first, or from a file. */
export async function findPreset(text: string, { config }: { readonly config?: string | undefined } = {}): Promise<SweepPreset> {
  if (extname(text) === '.toml' || /[\\/]/.test(text) || existsSync(text)) return readSweepPreset(text)
  const own = await ownEntries<SweepPreset>(configFolder(config), 'sweeps')
  const found = own.get(text)
  if (found !== undefined) return found
  const known = [...own.keys(), ...sweepPresets.map(({ id }) => id)]
  if (known.includes(text)) return sweepPreset(text)
  const remedy = didYouMean(text, known, { otherwise: '; give one of --list-presets, or a TOML file' })
  throw new ConfigError('sweep/preset', `there is no sweep preset "${text}"${remedy}`, { id: text })
}

function ofPreset(preset: SweepPreset, own: RankOptions): Search {
  const { strategy, options } = presetSweep(preset)
  const { grid, candidates, space, sample, settings, where, objective, minTrades, top } = options
  const search = { grid, candidates, space, sample, settings, where } as SearchSpace
  const ranking = { objective: own.objective ?? objective, minTrades: own.minTrades ?? minTrades, top: own.top ?? top }
  return { strategy, reference: { id: strategy.id }, module: undefined, search, ranking }
}

function searchSpace(options: SearchOptions): SearchSpace {
  const { grid, where, space, sample, method, seed = '42', vary } = options
  const params = parseParams(options.params)
  const [listed, drawn] = [!isEmpty(grid), !isEmpty(space)]
  if (listed && drawn) throw refusal('--grid lists values and --space draws them; give one of the two (a list in --space is fine)')
  if (drawn && sample === undefined) throw refusal('--space needs to know how many sets to draw; add for example --sample 200')
  if (!drawn && (sample ?? options.method ?? options.seed) !== undefined)
    throw refusal('--sample, --method and --seed draw from a --space; give one, such as --space fast=5..50')
  if (!listed && !drawn && isEmpty(vary))
    throw refusal('nothing to try; give --grid, --space with --sample, --vary, or --preset with one of --list-presets')
  const twice = Object.keys(params).find(name => Object.hasOwn({ ...grid, ...space }, name))
  if (twice !== undefined) throw refusal(`"${twice}" is fixed by --params and tried as well; leave one of them out`)
  const fixed = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, [value]]))
  const shared = { settings: isEmpty(vary) ? undefined : vary, where: conditionOf(where) }
  if (drawn) return { space: { ...fixed, ...space }, sample: { method, runs: sample, seed }, ...shared } as SearchSpace
  return (listed ? { grid: { ...fixed, ...grid }, ...shared } : { candidates: [params], ...shared }) as SearchSpace
}

function checkAlone(options: SearchOptions): void {
  const { strategy, params, grid, where, space, sample, method, seed, vary } = options
  const given = {
    ...{ '--strategy': strategy !== undefined, '--params': params.length > 0, '--grid': !isEmpty(grid), '--where': where.length > 0 },
    ...{ '--space': !isEmpty(space), '--sample': sample !== undefined, '--method': method !== undefined },
    ...{ '--seed': seed !== undefined, '--vary': !isEmpty(vary) },
  }
  const [flag] = Object.entries(given).find(([, there]) => there) ?? []
  if (flag !== undefined)
    throw refusal(`--preset says all that ${flag} would say; leave one of them out, or copy the preset into a TOML file`)
}

function addRange(text: string, before: SearchOptions['space']): SearchOptions['space'] {
  const { name, rest } = split(text, 'slow=50..200')
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is given twice.`)
  const [, from, to, more] = /^\s*(.+?)\s*\.\.\s*([^:]+?)\s*(?::\s*(.+?)\s*)?$/.exec(rest) ?? []
  if (from === undefined || to === undefined) return { ...before, [name]: readValues(name, rest) }
  const range = { from: number(from), to: number(to) }
  return {
    ...before,
    [name]: more === undefined ? range : { ...range, ...(more === 'log' ? { scale: 'log' as const } : { step: number(more) }) },
  }
}

function addSetting(text: string, before: SearchOptions['vary']): SearchOptions['vary'] {
  const { name, rest } = split(text, 'exits.stopLoss=0.02,0.05')
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is given twice.`)
  return { ...before, [name]: readValues(name, rest).map(value => (value === 'none' ? null : value)) }
}

function split(text: string, example: string): { readonly name: string; readonly rest: string } {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(0, at)).trim()
  if (name === '') throw new InvalidArgumentError(`It must be name=values, for example ${example}.`)
  return { name, rest: text.slice(at + 1) }
}

function isEmpty(table: object): boolean {
  return Object.keys(table).length === 0
}

function refusal(problem: string): ConfigError {
  return new ConfigError('cli/search', problem)
}
