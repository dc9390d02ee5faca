import * as z from 'zod/mini'
import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { Catalog } from '../../strategies/catalog.ts'
import { strategyParameters } from '../../strategies/strategy-parameters.ts'
import { type Comparison, type Constraint, constraintOperators } from '../constraint.ts'
import { type ObjectiveMetric, objectiveMetrics } from '../objective.ts'
import { checkSettingsGrid, type SettingsGrid } from '../settings-grid.ts'
import { type ParameterRange, rangeValues, type Space, spaceAxes } from '../space.ts'
import { presetCatalog } from './preset-catalog.ts'
import { presetSweep, type SweepPreset } from './sweep-preset.ts'

const value = z.union([z.number(), z.string(), z.boolean()])
const values = z.array(value).check(z.minLength(1))
const range = z.strictObject({
  from: z.number(),
  to: z.number(),
  step: z.optional(z.number()),
  scale: z.optional(z.enum(['linear', 'log'])),
})
const count = (least: number) => z.int().check(z.minimum(least))

const comparison = {
  left: z.string(),
  op: z.enum(constraintOperators as readonly [Constraint['op'], ...Constraint['op'][]]),
  right: value,
}

const sweepSchema = z.strictObject({
  id: z.optional(z.string().check(z.regex(/^[a-z][a-z0-9_]*$/))),
  strategy: z.string().check(z.minLength(1)),
  description: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  objective: z.optional(z.string()),
  top: z.optional(count(0)),
  min_trades: z.optional(count(0)),
  method: z.optional(z.enum(['random', 'latin-hypercube'])),
  runs: z.optional(count(1)),
  seed: z.optional(z.union([z.number(), z.string()])),
  parameters: z.record(z.string(), z.union([values, range])),
  settings: z.optional(z.record(z.string(), z.union([values, z.record(z.string(), values)]))),
  where: z.optional(z.array(z.strictObject({ ...comparison, when: z.optional(z.strictObject(comparison)) }))),
})
const schema = z.strictObject({ sweep: sweepSchema })

/**
 * Where a sweep file looks for its strategy.
 */
export interface SweepPresetOptions {
  /** Default `presetCatalog`. */
  readonly catalog?: Catalog | undefined
  /** The `id` when the text has none; default `sweep`. */
  readonly id?: string | undefined
}

/**
 * Reads a sweep from text: a table `sweep` with `strategy`, `parameters`, and if need be `settings`, `where`, `objective`, `top`, `min_trades`, `runs`, `seed` and
 * `method`. Keys are in snake_case, and so are parameters and settings: `entry_threshold` is `entryThreshold`. With `runs` and `seed` it is a sample; otherwise a
 * grid, where ranges need a `step` unless they count in wholes. `"none"` among the values of a setting leaves it out.
 *
 * @param parse - `JSON.parse`, or `parse` of a TOML package.
 * @throws {@link ConfigError} `sweep-file/syntax` for text that cannot be read, `sweep-file/unknown` for a key that there is not, `sweep-file/value` for a value that is not
 * allowed, `strategy/unknown`, `sweep/settings`, `sweep/where`, `research/space`.
 *
 * @example
 * ```ts
 * import { parseSweepPreset } from 'peak-trade'
 *
 * const text = '{ "sweep": { "strategy": "bollinger_bands", "parameters": { "entry_threshold": [0.9, 1] } } }'
 * parseSweepPreset(text, JSON.parse).grid // { entryThreshold: [0.9, 1] }
 * ```
 */
export function parseSweepPreset(text: string, parse: (text: string) => unknown, options: SweepPresetOptions = {}): SweepPreset {
  const { catalog = presetCatalog, id = 'sweep' } = options
  const parsed = z.safeParse(schema, read(text, parse))
  if (!parsed.success) throw refuse(parsed.error.issues[0])
  const { sweep } = parsed.data
  const strategy = catalog.get(sweep.strategy)
  const parameters = strategyParameters(strategy)
  const space = renamed(sweep.parameters) as Readonly<Record<string, readonly unknown[] | ParameterRange>>
  const axes = spaceAxes(strategy, space as Space)
  if (sweep.runs !== undefined && sweep.seed === undefined)
    throw invalid('sweep.runs draws at random; give a seed, so that it can be repeated')
  if (sweep.runs === undefined && (sweep.method ?? sweep.seed) !== undefined)
    throw invalid('method and seed are for samples; give runs as well, or leave them out')
  const settings = settingsOf(sweep.settings ?? {})
  if (sweep.objective !== undefined) checkObjective(sweep.objective)
  const preset: SweepPreset = {
    id: sweep.id ?? id,
    strategy: sweep.strategy,
    description: sweep.description ?? '',
    tags: sweep.tags ?? [],
    ...(sweep.runs === undefined
      ? {
          grid: Object.fromEntries(
            axes.map(({ name }) => [name, listOf(name, space[name], parameters.find(one => one.name === name)?.type === 'whole')]),
          ),
        }
      : { space, sample: { method: sweep.method ?? 'latin-hypercube', runs: sweep.runs, seed: sweep.seed as number | string } }),
    ...(settings === undefined ? {} : { settings }),
    where: (sweep.where ?? []).map(({ when, ...rule }) => ({ ...comparisonOf(rule), ...(when && { when: comparisonOf(when) }) })),
    ...(sweep.objective === undefined ? {} : { objective: inCode(sweep.objective) as ObjectiveMetric }),
    ...(sweep.top === undefined ? {} : { top: sweep.top }),
    ...(sweep.min_trades === undefined ? {} : { minTrades: sweep.min_trades }),
  }
  presetSweep(preset, { catalog })
  return preset

  function comparisonOf({ left, op, right }: Comparison): Comparison {
    return { left: inCode(left), op, right: typeof right === 'string' ? known(right) : right }
  }

  /** A word stays as it is unless it is a name. */
  function known(right: string): string {
    const name = inCode(right)
    return parameters.some(one => one.name === name) || Object.hasOwn(settings ?? {}, name) ? name : right
  }
}

/**
 * The JSON schema of a sweep file, for editors.
 *
 * @example
 * ```ts
 * import { sweepPresetSchema } from 'peak-trade'
 *
 * sweepPresetSchema().title // 'Sweep'
 * ```
 */
export function sweepPresetSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Sweep', ...z.toJSONSchema(schema, { io: 'input' }) }
}

/** `exits.stop_loss` of a file is `exits.stopLoss` of code. */
function inCode(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function renamed(table: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [inCode(name), entry]))
}

/** Values by path; `"none"` is not set. */
function settingsOf(table: NonNullable<z.infer<typeof sweepSchema>['settings']>): SettingsGrid | undefined {
  const entries = Object.entries(table).flatMap(([part, inner]) =>
    Array.isArray(inner)
      ? [[inCode(part), inner] as const]
      : Object.entries(inner).map(([name, list]) => [`${inCode(part)}.${inCode(name)}`, list] as const),
  )
  if (entries.length === 0) return undefined
  const grid = Object.fromEntries(entries.map(([path, list]) => [path, list.map(one => (one === 'none' ? null : one))])) as SettingsGrid
  checkSettingsGrid(grid)
  return grid
}

function listOf(name: string, axis: readonly unknown[] | ParameterRange, whole: boolean): readonly unknown[] {
  if (!('from' in axis)) return axis
  if (axis.step === undefined && (!whole || axis.scale === 'log'))
    throw invalid(`parameters.${name} has no step; give one, or runs and seed to draw from the range`)
  return rangeValues(axis)
}

function checkObjective(objective: string): void {
  const known = Object.keys(objectiveMetrics)
  if (!known.includes(inCode(objective)))
    throw invalid(`there is no objective "${objective}"${didYouMean(inCode(objective), known)} Known: ${known.join(', ')}`)
}

function read(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError('sweep-file/syntax', `the sweep cannot be read: ${message}`, {}, cause)
  }
}

function refuse(issue: z.core.$ZodIssue): ConfigError {
  const path = issue.path.join('.') || 'the file'
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const known =
      issue.path.length === 0 ? ['sweep'] : issue.path.includes('where') ? ['left', 'op', 'right', 'when'] : Object.keys(sweepSchema.shape)
    return new ConfigError('sweep-file/unknown', `${path} has no "${key}"${didYouMean(key, known)} Known: ${known.join(', ')}`, {
      path,
      key,
    })
  }
  if (issue.code === 'invalid_union')
    return invalid(
      `${path} must be ${issue.path[1] === 'parameters' ? 'a list of values or { from, to, step }' : 'a list of values'}`,
      path,
    )
  return invalid(`${path}: ${issue.message}`, path)
}

function invalid(problem: string, path?: string): ConfigError {
  return new ConfigError('sweep-file/value', `a sweep file is wrong: ${problem}`, { path })
}
