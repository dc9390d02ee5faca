import { existsSync, statSync } from 'node:fs'
import { Command } from 'commander'
import { ConfigError, PeakTradeError } from '../../../base/errors.ts'
import type { PortfolioRecipe } from '../../../portfolios/recipe.ts'
import type { StrategyConfiguration } from '../../../portfolios/strategy-configuration.ts'
import { countOf } from '../../../reports/format.ts'
import { checkRecipeTiers, type RecipeTiersOptions } from '../../../research/check-recipe-tiers.ts'
import type { SweepPreset } from '../../../research/presets/sweep-preset.ts'
import { findScenario } from '../../../research/stress/stress-scenarios.ts'
import { type CommandOutput, type Define, exitCodes } from '../command.ts'
import { loadRecipes } from '../research/portfolio/own-recipes.ts'
import { textTable } from '../text-table.ts'
import { CONFIG_FOLDER, type ReadConfigFile, readConfigFile, readConfigFolder, twice } from './config-folder.ts'

interface Checked {
  readonly path: string
  readonly kind: string | null
  readonly ids: readonly string[]
  readonly problem: { readonly code: string; readonly message: string } | null
}

/** `peak-trade config validate`. */
export function configValidateCommand(define: Define): Command {
  const command = new Command('validate')
    .description('check a file of yours, or all TOML files of a folder; exit code 1 when something is wrong')
    .argument('[path]', 'a file or a folder', CONFIG_FOLDER)
  return define(command, (_options: object, path) => validate(path)).addHelpText(
    'after',
    '\nExamples:\n  peak-trade config validate\n  peak-trade config validate my-config/sweeps/crossovers.toml',
  )
}

async function validate(path: string): Promise<CommandOutput> {
  if (!existsSync(path)) throw new ConfigError('config/folder', `${path} does not exist; make one with: peak-trade config init`, { path })
  const isFolder = statSync(path).isDirectory()
  const read = isFolder ? await readConfigFolder(path) : await readConfigFile(path)
  if (read.length === 0) throw new ConfigError('config/empty', `${path} has no TOML files; name the folder of config init`, { path })
  const files = checkAll(await checkNames(read, isFolder ? path : undefined), isFolder)
  const wrong = files.filter(({ problem }) => problem !== null)
  const rows = files.map(({ path: file, kind, ids, problem }) => [file, kind ?? 'not ours', shown(ids), problem === null ? 'ok' : 'WRONG'])
  return {
    data: { ok: wrong.length === 0, files },
    exitCode: wrong.length === 0 ? exitCodes.ok : exitCodes.findings,
    text: [
      textTable(['file', 'kind', 'what is in it', 'verdict'], rows),
      '',
      ...(wrong.length === 0
        ? [`${countOf(files.length, 'file')}, nothing wrong`]
        : [...wrong.map(({ problem }) => problem?.message ?? ''), `${countOf(wrong.length, 'file')} of ${files.length} to correct`]),
      '',
    ].join('\n'),
  }
}

function checkAll(read: readonly ReadConfigFile[], isFolder: boolean): readonly Checked[] {
  const seen = new Map<string, string>()
  return read.map(({ path, kind, entries, error }) => {
    const ids = [...entries.keys()]
    let problem = error
    if (kind === undefined && !isFolder && error === undefined)
      problem = new ConfigError('config/kind', `${path} is no file that peak-trade reads; begin with one of: peak-trade config init`, {
        path,
      })
    for (const id of ids) {
      const key = `${kind?.id} ${id}`
      const other = seen.get(key)
      if (other !== undefined) problem ??= twice(id, other, path)
      seen.set(key, path)
    }
    return { path, kind: kind?.id ?? null, ids, problem: problem === undefined ? null : { code: problem.code, message: problem.message } }
  })
}

/** Recipes whose strategies, configurations and sweeps there are, of tiers that they may have. */
async function checkNames(read: readonly ReadConfigFile[], folder: string | undefined): Promise<readonly ReadConfigFile[]> {
  // With a file that is wrong it is not clear what there is.
  if (read.some(({ error }) => error !== undefined)) return read
  const entries = <T>(id: string) => read.flatMap(file => (file.kind?.id === id ? ([...file.entries.values()] as T[]) : []))
  const configurations = entries<StrategyConfiguration>('strategy-configurations')
  const presets = entries<SweepPreset>('sweeps')
  const { tiering } = await loadRecipes(folder)
  return read.map(file => {
    if (file.kind?.id !== 'portfolio-recipes') return file
    for (const recipe of file.entries.values()) {
      const error = faultOf(recipe as PortfolioRecipe, { configurations, presets, tiering })
      if (error !== undefined) return { ...file, error: new ConfigError(error.code, `${file.path}: ${error.message}`, {}) }
    }
    return file
  })
}

function faultOf(recipe: PortfolioRecipe, names: RecipeTiersOptions): { readonly code: string; readonly message: string } | undefined {
  try {
    for (const scenario of recipe.stress?.scenarios ?? []) findScenario(scenario)
    return checkRecipeTiers(recipe, names).refusals[0]
  } catch (error) {
    if (error instanceof PeakTradeError) return { code: error.code, message: `recipe "${recipe.id}": ${error.message}` }
    throw error
  }
}

function shown(ids: readonly string[]): string {
  return ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`
}
