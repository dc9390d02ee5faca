import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type Calendar, type Timeframe, timeframes } from '../base/timeframe.ts'
import { type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import type { CrossValidationOptions } from './cross-validation-plan.ts'
import { settingsSchema } from './pipeline-settings.ts'
import { sweepPresetSchema } from './presets/sweep-preset-config.ts'
import { parsePromotionPolicy, promotionPolicySchema } from './promotion/promotion-config.ts'
import type { StressPlan } from './stress/stress-test.ts'
import type { WindowOptions } from './windows.ts'

const text = z.string('must be a text').check(z.minLength(1, 'must not be empty'))
const number = z.number('must be a number')
const value = z.union([z.number(), z.string(), z.boolean()], { error: 'must be a number, a text, true or false' })
const count = (least: number) => z.int('must be a whole number').check(z.minimum(least, `must be at least ${least}`))
const fraction = number.check(z.gt(0, 'must be greater than 0'), z.maximum(1, 'must not exceed 1'))
const size = z.union([z.number(), z.string()], { error: 'must be a number of bars or a duration such as "90d"' })
const enabled = z.optional(z.boolean('must be true or false'))
const free = z.record(z.string(), z.unknown())
const numbers = z.array(number, 'must be a list of numbers')

const schema = z.strictObject({
  seed: z.optional(z.union([z.number(), z.string()], { error: 'must be a number or a text' })),
  data: z.optional(
    z.strictObject({
      file: z.optional(text),
      symbol: z.optional(text),
      timeframe: z.optional(z.enum(timeframes as readonly [Timeframe, ...Timeframe[]], `must be one of ${timeframes.join(', ')}`)),
      calendar: z.optional(z.enum(['24/7', '24/5', 'stocks'], 'must be 24/7, 24/5 or stocks')),
    }),
  ),
  strategy: z.optional(z.strictObject({ id: z.optional(text), module: z.optional(text), params: z.optional(z.record(z.string(), value)) })),
  sweep: z.optional(free),
  settings: z.optional(settingsSchema),
  walkforward: z.optional(
    z.strictObject({
      enabled,
      train: z.optional(size),
      test: z.optional(size),
      step: z.optional(size),
      anchored: z.optional(z.boolean('must be true or false')),
      embargo: z.optional(size),
      purge: z.optional(size),
      min_trades: z.optional(count(0)),
    }),
  ),
  cross_validation: z.optional(
    z.strictObject({
      enabled,
      groups: z.optional(count(2)),
      test_groups: z.optional(count(1)),
      purge: z.optional(count(0)),
      embargo: z.optional(count(0)),
    }),
  ),
  montecarlo: z.optional(
    z.strictObject({ enabled, paths: z.optional(count(1)), block_length: z.optional(number), ruin_drawdown: z.optional(fraction) }),
  ),
  stress: z.optional(
    z.strictObject({
      enabled,
      scenarios: z.optional(z.array(text, 'must be a list of names')),
      severities: z.optional(numbers),
      window: z.optional(count(1)),
      position: z.optional(z.union([z.enum(['start', 'middle', 'end']), count(0)], { error: 'must be start, middle, end or an index' })),
      places: z.optional(count(1)),
      max_drawdown: z.optional(fraction),
    }),
  ),
  overfitting: z.optional(
    z.strictObject({
      enabled,
      blocks: z.optional(count(2)),
      resamples: z.optional(count(1)),
      block_length: z.optional(number),
      keep_trials: z.optional(count(2)),
    }),
  ),
  promotion: z.optional(free),
  report: z.optional(
    z.strictObject({
      folder: z.optional(text),
      format: z.optional(z.enum(['html', 'markdown', 'both'], 'must be html, markdown or both')),
    }),
  ),
})

/**
 * What is run from sweep to verdict, as a pipeline file says it. Parts that are `false` are left out.
 *
 * @example
 * ```ts
 * import { type PipelineConfig, parsePipeline } from 'peak-trade'
 *
 * const config: PipelineConfig = parsePipeline('{ "strategy": { "id": "ma_crossover" } }', JSON.parse)
 * config.crossValidation // false
 * ```
 */
export interface PipelineConfig {
  /** Of everything random. Default 42. */
  readonly seed: number | string
  readonly data: {
    readonly file?: string
    readonly symbol?: string
    readonly timeframe?: Timeframe
    readonly calendar?: Calendar
  }
  /** An id of the catalog, or a module of one's own; fixed parameters. */
  readonly strategy: { readonly id?: string; readonly module?: string; readonly params: Readonly<Record<string, unknown>> }
  /** A preset by name or file, and the keys of a sweep file, in snake_case; they win over those of the preset. */
  readonly sweep: { readonly preset?: string; readonly own: Readonly<Record<string, unknown>> }
  readonly settings: BacktestSettingsInput
  readonly walkForward: (Partial<WindowOptions> & { readonly minTrades?: number }) | false
  /** Off unless the file has the section. */
  readonly crossValidation: Pick<CrossValidationOptions, 'groups' | 'testGroups' | 'purge' | 'embargo'> | false
  readonly monteCarlo: { readonly paths?: number; readonly blockLength?: number; readonly ruinDrawdown?: number } | false
  readonly stress: Pick<StressPlan, 'scenarios' | 'severities' | 'window' | 'position' | 'places' | 'maxDrawdown'> | false
  readonly overfitting:
    | { readonly blocks?: number; readonly resamples?: number; readonly blockLength?: number; readonly keepTrials?: number }
    | false
  /** A policy by name or file, and thresholds that replace its own, in snake_case. */
  readonly promotion: { readonly policy: string; readonly overrides: Readonly<Record<string, unknown>> }
  readonly report: { readonly folder?: string; readonly format: 'html' | 'markdown' | 'both' }
}

/**
 * Reads a pipeline from text, with keys in snake_case; `docs/pipeline.md` lists them all.
 *
 * @param parse - `JSON.parse`, or `parse` of a TOML package.
 * @throws {@link ConfigError} `pipeline/syntax` for text that cannot be read, `pipeline/unknown` for a key that there is not, with the nearest one,
 * `pipeline/value` for a value that is not allowed. What is in `sweep` is checked when the strategy is known.
 *
 * @example
 * ```ts
 * import { parsePipeline } from 'peak-trade'
 *
 * const text = '{ "strategy": { "id": "ma_crossover" }, "settings": { "costs": { "fee_bps": 10 } }, "walkforward": { "test": "3M" } }'
 * const config = parsePipeline(text, JSON.parse)
 * config.settings // { costs: { feeBps: 10 } }
 * config.promotion.policy // 'moderate'
 * ```
 */
export function parsePipeline(content: string, parse: (text: string) => unknown): PipelineConfig {
  const parsed = z.safeParse(schema, read(content, parse))
  if (!parsed.success) throw refuse(parsed.error.issues[0])
  const { seed = 42, data = {}, strategy = {}, sweep = {}, settings = {}, promotion = {}, report = {}, ...parts } = parsed.data
  if (strategy.id !== undefined && strategy.module !== undefined)
    throw invalid('strategy', 'has an id and a module; a module of your own names its class as rules.ts#id, so leave the id out')
  checkKeys('sweep', sweep, sweepKeys())
  checkKeys('promotion', promotion, promotionKeys())
  const { preset, ...own } = sweep
  if (preset !== undefined && typeof preset !== 'string') throw invalid('sweep.preset', 'must be the name of a preset or a file')
  const { policy = 'moderate', ...overrides } = promotion
  if (typeof policy !== 'string') throw invalid('promotion.policy', 'must be conservative, moderate, aggressive or a file')
  checkOverrides(overrides)
  return {
    seed,
    data: data as PipelineConfig['data'],
    strategy: { ...strategy, params: inCode(strategy.params ?? {}) } as PipelineConfig['strategy'],
    sweep: { ...(preset === undefined ? {} : { preset }), own },
    settings: settingsOf(settings),
    walkForward: part(parts.walkforward ?? {}) as PipelineConfig['walkForward'],
    crossValidation: part(parts.cross_validation ?? { enabled: false }) as PipelineConfig['crossValidation'],
    monteCarlo: part(parts.montecarlo ?? {}) as PipelineConfig['monteCarlo'],
    stress: part(parts.stress ?? {}) as PipelineConfig['stress'],
    overfitting: part(parts.overfitting ?? {}) as PipelineConfig['overfitting'],
    promotion: { policy, overrides },
    report: { ...report, format: report.format ?? 'both' } as PipelineConfig['report'],
  }
}

/**
 * The JSON schema of a pipeline file, for editors.
 *
 * @example
 * ```ts
 * import { pipelineSchema } from 'peak-trade'
 *
 * pipelineSchema().title // 'Pipeline'
 * ```
 */
export function pipelineSchema(): Readonly<Record<string, unknown>> {
  const { properties, ...whole } = z.toJSONSchema(schema, { io: 'input' })
  const table = (keys: object) => ({ type: 'object', properties: keys, additionalProperties: false })
  return {
    title: 'Pipeline',
    ...whole,
    properties: { ...properties, sweep: table(sweepKeys()), promotion: table(promotionKeys()) },
  }
}

type Keys = Readonly<Record<string, unknown>>

/** Those of a sweep file; the strategy has a section of its own. */
function sweepKeys(): Keys {
  const { sweep } = (sweepPresetSchema() as { properties: { sweep: { properties: Keys } } }).properties
  const { strategy: _strategy, ...keys } = sweep.properties
  return { preset: { type: 'string' }, ...keys }
}

/** Those of a policy file, beside the policy that they change. */
function promotionKeys(): Keys {
  return { policy: { type: 'string' }, ...(promotionPolicySchema() as { properties: Keys }).properties }
}

function checkKeys(section: string, given: object, known: Keys): void {
  const key = Object.keys(given).find(name => !Object.hasOwn(known, name))
  if (key !== undefined) throw unknown(section, key, Object.keys(known))
}

function checkOverrides(overrides: Keys): void {
  try {
    parsePromotionPolicy(JSON.stringify({ name: 'inline', ...overrides }), JSON)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError('pipeline/value', `a pipeline file is wrong: promotion.${error.message}`, error.details, error)
  }
}

/** @throws {@link ConfigError} in the words of the file. */
function settingsOf(settings: object): BacktestSettingsInput {
  const input = inCode(settings) as BacktestSettingsInput
  try {
    resolveSettings(input)
    return input
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError('pipeline/value', `a pipeline file is wrong: settings: ${inFile(error.message)}`, error.details, error)
  }
}

function part({ enabled: on = true, ...rest }: { readonly enabled?: boolean | undefined }): object | false {
  return on ? inCode(rest) : false
}

/** `stop_loss` of a file is `stopLoss` of code, at every depth. */
function inCode(table: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, entry]: [string, unknown]) => [
      name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? inCode(entry) : entry,
    ]),
  )
}

/** Names of code in a message as the file has them. */
function inFile(message: string): string {
  return message.replace(/\b[a-z]+(?:[A-Z][a-z]*)+\b/g, name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`))
}

function read(content: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(content)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new ConfigError('pipeline/syntax', `the pipeline cannot be read: ${message}`, {}, cause)
  }
}

function refuse(issue: z.core.$ZodIssue): ConfigError {
  const path = issue.path.join('.')
  return issue.code === 'unrecognized_keys' ? unknown(path, issue.keys[0], knownAt(issue.path)) : invalid(path || 'the file', issue.message)
}

function unknown(path: string, key: string, known: readonly string[]): ConfigError {
  const where = path === '' ? 'a pipeline file' : `${path} of a pipeline file`
  return new ConfigError('pipeline/unknown', `${where} has no "${key}"${didYouMean(key, known)} Known: ${known.join(', ')}`, {
    path: path === '' ? key : `${path}.${key}`,
  })
}

function invalid(path: string, problem: string): ConfigError {
  return new ConfigError('pipeline/value', `a pipeline file is wrong: ${path} ${problem}`, { path })
}

/** The keys of the table at a path. */
function knownAt(path: readonly PropertyKey[]): string[] {
  let at: z.core.$ZodType = schema
  for (const key of path) if (at instanceof z.ZodMiniObject) at = bare(at.shape[String(key)])
  return at instanceof z.ZodMiniObject ? Object.keys(at.shape) : []
}

function bare(type: z.core.$ZodType): z.core.$ZodType {
  return type instanceof z.ZodMiniOptional ? bare(type.def.innerType) : type
}
