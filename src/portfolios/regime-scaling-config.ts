import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type HiddenMarkovRegimeOptions, hiddenMarkovRegime } from '../regimes/hidden-markov-regime.ts'
import type { Regime } from '../regimes/regime.ts'
import { relabelRegime } from '../regimes/relabel-regime.ts'
import type { RiskLabel, RiskRegimeOptions } from '../regimes/risk-regime.ts'
import { type TrendRegimeOptions, trendRegime } from '../regimes/trend-regime.ts'
import { type VolatilityRegimeOptions, volatilityRegime } from '../regimes/volatility-regime.ts'
import { type RegimeScaling, scalingRegime } from './regime-scaling.ts'

const methods = ['risk', 'volatility', 'trend', 'hidden_markov'] as const
const scaleRange = 'must be a number from 0 to 10'
const scale = z.number(scaleRange).check(z.minimum(0, scaleRange), z.maximum(10, scaleRange))
const barsRange = 'must be a whole number of bars from 1'
const bars = z.int(barsRange).check(z.minimum(1, barsRange))
const option = z.union([z.number(), z.string()])

const DEFAULT_SCALES = { risk_on_scale: 1, neutral_scale: 0.5, risk_off_scale: 0 } as const

/** The table `regime` of a file, to be put into the schema of what holds it. */
export const regimeScalingSchema = z.strictObject({
  method: z._default(z.enum(methods, `must be one of: ${methods.join(', ')}`), 'risk'),
  params: z.optional(z.record(z.string(), z.union([option, z.record(z.string(), option)]))),
  scales: z.optional(
    z.strictObject({
      risk_on_scale: z._default(scale, 1),
      neutral_scale: z._default(scale, 0.5),
      risk_off_scale: z._default(scale, 0),
    }),
  ),
  initial_scale: z.optional(scale),
  symbol: z.optional(z.string('must be a symbol').check(z.minLength(1, 'must be a symbol'))),
  dwell: z.optional(bars),
  confirm: z.optional(bars),
  smoothing: z.optional(z.number('must be a number of bars').check(z.minimum(0, 'must be a number of bars from 0'))),
})

/**
 * A {@link RegimeScaling} as it is written in a file. All of it may be left out.
 *
 * @example
 * ```ts
 * import type { RegimeScalingConfig } from 'peak-trade'
 *
 * const config: RegimeScalingConfig = { method: 'volatility', params: { lookback: 500, high: 0.8 }, scales: { risk_off_scale: 0.2 }, dwell: 10 }
 * config.scales // { risk_off_scale: 0.2 }
 * ```
 */
export interface RegimeScalingConfig {
  /**
   * What decides. `risk` (default): trend and volatility together. The others go by one thing: low, up or calm is `risk_on`; normal or sideways
   * is `neutral`; high, down or turbulent is `risk_off`. Hidden states have no `neutral`.
   */
  readonly method?: 'risk' | 'volatility' | 'trend' | 'hidden_markov' | undefined
  /** Options of that regime in snake_case; for `risk` the tables `trend` and `volatility`, and `min_bars`. */
  readonly params?: Readonly<Record<string, number | string | Readonly<Record<string, number | string>>>> | undefined
  /** What the weights are multiplied with; 1, 0.5 and 0 by default. */
  readonly scales?:
    | {
        readonly risk_on_scale?: number | undefined
        readonly neutral_scale?: number | undefined
        readonly risk_off_scale?: number | undefined
      }
    | undefined
  /** Scale before the first label; default the smallest of `scales`. */
  readonly initial_scale?: number | undefined
  /** The symbol whose bars are labeled; default every sleeve looks at its own. */
  readonly symbol?: string | undefined
  /** A label stays for at least so many bars. */
  readonly dwell?: number | undefined
  /** A new label has to be seen on so many bars in a row. */
  readonly confirm?: number | undefined
  /** Bars of the exponential average by which the scale moves. */
  readonly smoothing?: number | undefined
}

/**
 * A scaling from a table of a TOML or JSON file.
 *
 * @throws {@link ConfigError} `portfolio/regime-config` for a key that there is not or a value that is not allowed; `indicator/param` and
 * `regime/option` for params that the regime does not take; what `scalingRegime` throws.
 *
 * @example
 * ```ts
 * import { parseRegimeScaling, scaleByRegime, syntheticBars } from 'peak-trade'
 *
 * const scaling = parseRegimeScaling({ method: 'trend', params: { unit: 'price' }, scales: { neutral_scale: 0.6, risk_off_scale: 0.1 }, confirm: 3 })
 * scaling.scales // { risk_on: 1, neutral: 0.6, risk_off: 0.1 }
 * scaleByRegime(syntheticBars({ seed: 1, length: 300 }), scaling)[0] // 0.1
 * ```
 */
export function parseRegimeScaling(config: unknown): RegimeScaling {
  const parsed = z.safeParse(regimeScalingSchema, config)
  if (!parsed.success) throw refuse(parsed.error.issues[0])
  const { method, params = {}, scales = DEFAULT_SCALES, initial_scale: initial, ...rest } = parsed.data
  const scaling: RegimeScaling = {
    ...rest,
    ...(initial === undefined ? {} : { initial }),
    regime: regimeOf(method, inCode(params)),
    scales: {
      risk_on: scales.risk_on_scale,
      ...(method === 'hidden_markov' ? {} : { neutral: scales.neutral_scale }),
      risk_off: scales.risk_off_scale,
    },
  }
  scalingRegime(scaling)
  return scaling
}

/**
 * The table of a scaling, as {@link parseRegimeScaling} reads it, all scales filled in; undefined for a regime of one's own, which no table can say.
 *
 * @example
 * ```ts
 * import { parseRegimeScaling, writeRegimeScaling } from 'peak-trade'
 *
 * const scaling = parseRegimeScaling({ method: 'trend', scales: { neutral_scale: 0.6 } })
 * writeRegimeScaling({ ...scaling, dwell: 3 })?.scales // { risk_on_scale: 1, neutral_scale: 0.6, risk_off_scale: 0 }
 * ```
 */
export function writeRegimeScaling({ regime = {}, scales, initial, ...rest }: RegimeScaling): RegimeScalingConfig | undefined {
  const origin = typeof regime === 'function' ? origins.get(regime) : { method: 'risk' as const, params: regime }
  if (origin === undefined) return undefined
  const { risk_on = 1, neutral = 0.5, risk_off = 0 } = scales ?? {}
  const config = {
    method: origin.method,
    params: asInFile(origin.params),
    scales: { risk_on_scale: risk_on, neutral_scale: neutral, risk_off_scale: risk_off },
    ...(initial === undefined ? {} : { initial_scale: initial }),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  }
  return z.safeParse(regimeScalingSchema, config).success ? (config as RegimeScalingConfig) : undefined
}

/** What regimes were made of: a function does not tell. */
const origins = new WeakMap<object, { readonly method: (typeof methods)[number]; readonly params: object }>()

function regimeOf(method: (typeof methods)[number], params: Readonly<Record<string, unknown>>): Regime<RiskLabel> | RiskRegimeOptions {
  const regime = makeRegime(method, params)
  if (typeof regime === 'function') origins.set(regime, { method, params })
  return regime
}

/** What only the regime can check is checked there. */
function makeRegime(method: (typeof methods)[number], params: Readonly<Record<string, unknown>>): Regime<RiskLabel> | RiskRegimeOptions {
  if (method === 'volatility')
    return relabelRegime(volatilityRegime(params as VolatilityRegimeOptions), { low: 'risk_on', normal: 'neutral', high: 'risk_off' })
  if (method === 'trend')
    return relabelRegime(trendRegime(params as TrendRegimeOptions), { up: 'risk_on', sideways: 'neutral', down: 'risk_off' })
  if (method === 'hidden_markov')
    return relabelRegime(hiddenMarkovRegime(params as HiddenMarkovRegimeOptions), {
      calm: 'risk_on',
      turbulent: 'risk_off',
    }) as Regime<string> as Regime<RiskLabel>
  for (const [name, value] of Object.entries(params)) {
    checkKey('params', name, ['trend', 'volatility', 'minBars'])
    if ((typeof value === 'object') !== (name !== 'minBars'))
      throw invalid(`params.${inFile(name)} must be ${name === 'minBars' ? 'a number of bars' : 'a table'}`)
  }
  return params as RiskRegimeOptions
}

/** `noise_bars` of a file is `noiseBars` of code; so in tables within. */
function inCode(table: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => [
      name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      typeof value === 'object' ? inCode(value as Readonly<Record<string, unknown>>) : value,
    ]),
  )
}

/** The way back from {@link inCode}. */
function asInFile(table: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]: [string, unknown]) => [inFile(name), typeof value === 'object' && value !== null ? asInFile(value) : value]),
  )
}

function inFile(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

function checkKey(path: string, key: string, known: readonly string[]): void {
  if (known.includes(key)) return
  const names = known.map(inFile)
  throw invalid(`${path} has no "${inFile(key)}"${didYouMean(inFile(key), names)} Known: ${names.join(', ')}`)
}

function refuse(issue: z.core.$ZodIssue): ConfigError {
  const path = issue.path.join('.') || 'the table'
  if (issue.code === 'unrecognized_keys')
    checkKey(
      path,
      issue.keys[0],
      path === 'scales' ? ['risk_on_scale', 'neutral_scale', 'risk_off_scale'] : Object.keys(regimeScalingSchema.shape),
    )
  return invalid(issue.code === 'invalid_union' ? `${path} must be a number, a word or a table of those` : `${path}: ${issue.message}`)
}

function invalid(problem: string): ConfigError {
  return new ConfigError('portfolio/regime-config', `the scaling by regime is wrong: ${problem}`)
}
