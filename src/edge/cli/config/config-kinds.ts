import { basename, extname } from 'node:path'
import { parse, stringify } from 'smol-toml'
import { formatConfigurations, parseConfigurations } from '../../../portfolios/parse-configurations.ts'
import { formatRecipes, parseRecipes, portfolioRecipesSchema } from '../../../portfolios/recipe-config.ts'
import { portfolioRecipes } from '../../../portfolios/shipped-recipes.ts'
import { strategyConfigurations } from '../../../portfolios/strategy-configuration.ts'
import { parsePipeline, pipelineSchema } from '../../../research/pipeline-config.ts'
import { formatSweepPreset } from '../../../research/presets/format-sweep-preset.ts'
import { parseSweepPreset, sweepPresetSchema } from '../../../research/presets/sweep-preset-config.ts'
import { sweepPresets } from '../../../research/presets/sweep-presets.ts'
import { portfolioPolicies } from '../../../research/promotion/portfolio-policies.ts'
import { formatPromotionPolicy, parsePromotionPolicy, promotionPolicySchema } from '../../../research/promotion/promotion-config.ts'
import { promotionPolicies } from '../../../research/promotion/promotion-policy.ts'
import { shippedTiering } from '../../../strategies/tiering.ts'
import { formatTiering, parseTiering, tieringSchema } from '../../../strategies/tiering-config.ts'
import { pipelineTemplate } from '../research/pipeline-template.ts'

const toml = { parse, stringify }

/** A file as `config init` writes it, without its header. */
export interface ConfigFile {
  /** In the folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** One kind of file that can be edited in place of what comes with the library. */
export interface ConfigKind {
  readonly id: ConfigKindId
  readonly what: string
  readonly schema: () => Readonly<Record<string, unknown>>
  /** Whether a parsed file is of this kind; the first that says so is. */
  readonly owns: (data: Readonly<Record<string, unknown>>) => boolean
  /** What comes with the library. */
  readonly shipped: () => readonly ConfigFile[]
  /** Reads a file, checks it, and gives what is in it by id. */
  readonly read: (text: string, path: string) => ReadonlyMap<string, unknown>
}

/** The names of the kinds, as `--only` takes them. */
export type ConfigKindId =
  | 'portfolio-recipes'
  | 'strategy-configurations'
  | 'strategy-tiering'
  | 'sweeps'
  | 'promotion-policies'
  | 'pipeline'

/** All kinds of files that `peak-trade config` knows. */
export const configKinds: readonly ConfigKind[] = [
  {
    id: 'portfolio-recipes',
    what: 'portfolios: strategies with weights, how much risk, when to rebalance',
    schema: portfolioRecipesSchema,
    owns: data => hasTable(data, 'portfolio_recipes'),
    shipped: () => [{ path: 'portfolio-recipes.toml', text: stringify(formatRecipes(portfolioRecipes)) }],
    read: text => byId(parseRecipes(parse(text))),
  },
  {
    id: 'strategy-configurations',
    what: 'strategies with parameters and exits under a name of their own, for recipes',
    schema: portfolioRecipesSchema,
    owns: data => hasTable(data, 'strategy_configurations'),
    shipped: () => [{ path: 'strategy-configurations.toml', text: stringify(formatConfigurations(strategyConfigurations)) }],
    read: text => byId(parseConfigurations(parse(text))),
  },
  {
    id: 'strategy-tiering',
    what: 'how far each strategy is trusted; a file can lower tiers, never raise them',
    schema: tieringSchema,
    owns: data => hasTable(data, 'strategy') && Object.values(data.strategy as object).some(entry => hasKey(entry, 'tier')),
    shipped: () => [{ path: 'strategy-tiering.toml', text: formatTiering(shippedTiering, toml) }],
    read: text => new Map(Object.entries(parseTiering(text, toml))),
  },
  {
    id: 'sweeps',
    what: 'parameter searches, one per file',
    schema: sweepPresetSchema,
    owns: data => hasTable(data, 'sweep') && !hasTable(data, 'data') && hasKey(data.sweep, 'parameters'),
    shipped: () => sweepPresets.map(preset => ({ path: `sweeps/${preset.id}.toml`, text: stringify(formatSweepPreset(preset)) })),
    read: (text, path) => {
      const preset = parseSweepPreset(text, parse, { id: basename(path, extname(path)) })
      return new Map([[preset.id, preset]])
    },
  },
  {
    id: 'promotion-policies',
    what: 'what a go asks for, one policy per file',
    schema: promotionPolicySchema,
    owns: data => typeof data.name === 'string' && Object.keys(data).some(key => /^(min|max)_|^advisory$/.test(key)),
    shipped: () =>
      Object.values({ ...promotionPolicies, ...portfolioPolicies }).map(policy => ({
        path: `promotion-policies/${policy.name}.toml`,
        text: formatPromotionPolicy(policy, toml),
      })),
    read: text => {
      const policy = parsePromotionPolicy(text, toml)
      return new Map([[policy.name, policy]])
    },
  },
  {
    id: 'pipeline',
    what: 'from prices to go or no-go in one command',
    schema: pipelineSchema,
    owns: data => hasTable(data, 'data') || hasTable(data, 'strategy'),
    shipped: () => [{ path: 'pipeline.toml', text: pipelineTemplate('prices.csv') }],
    read: (text, path) => new Map([[basename(path, extname(path)), parsePipeline(text, parse)]]),
  },
]

/** What a file is, by what is in it or by the schema that it names: recipes may stand beside configurations, otherwise it is one kind or none. */
export function kindsOf(text: string): readonly ConfigKind[] {
  const data = tryParse(text) ?? {}
  const owned = configKinds.filter(kind => kind.owns(data))
  const [first] = owned
  if (first !== undefined && sharesFile(first)) return owned.filter(sharesFile)
  const [, named] = /^#:schema \S*?([\w-]+)\.schema\.json\s*$/m.exec(text) ?? []
  const found = configKinds.find(kind => schemaName(kind) === named) ?? first
  return found === undefined ? [] : [found]
}

function sharesFile({ id }: ConfigKind): boolean {
  return id === 'portfolio-recipes' || id === 'strategy-configurations'
}

/** What the schema of a kind is called in `config-schemas`. */
export function schemaName({ id }: Pick<ConfigKind, 'id'>): string {
  const others = { sweeps: 'sweep', 'promotion-policies': 'promotion-policy', 'strategy-configurations': 'portfolio-recipes' }
  return others[id as keyof typeof others] ?? id
}

/** A file with the line on top that tells editors its schema. */
export function withHeader(kind: ConfigKind, { path, text }: ConfigFile): string {
  const up = '../'.repeat(path.split('/').length - 1) || './'
  const about = text.startsWith('#') ? '' : `# ${kind.what[0].toUpperCase()}${kind.what.slice(1)}.\n`
  return `#:schema ${up}schemas/${schemaName(kind)}.schema.json\n${about}\n${text.trimEnd()}\n`
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map(one => [one.id, one]))
}

function tryParse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

function hasTable(data: Readonly<Record<string, unknown>>, name: string): boolean {
  return typeof data[name] === 'object' && data[name] !== null
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}
