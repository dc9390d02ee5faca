import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Costs } from '../engine/costs.ts'
import type { ExitRules } from '../engine/exits.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import type { Instrument } from '../market/instrument.ts'
import { type Combinations, combinationAt } from './grid.ts'

/** Values of one setting; `null` leaves it out, such as a run without a stop. */
type Values<T> = readonly (Exclude<T, undefined> | null)[]

type Part<P extends string, T> = { readonly [K in keyof T & string as `${P}.${K}`]?: Values<T[K]> | undefined }

/**
 * Settings of the backtest to sweep over, by their path: `'exits.stopLoss'`, `'costs.feeBps'`, `'sizing.fraction'`. `null` among the values
 * leaves the setting out.
 *
 * @example
 * ```ts
 * import { Breakout, type SettingsGrid, sweep, syntheticBars } from 'peak-trade'
 *
 * const settings: SettingsGrid = { 'exits.stopLoss': [0.02, 0.05], 'exits.trailingStop': [null, 0.03] }
 * const result = sweep(Breakout, syntheticBars({ seed: 1, length: 500 }), { grid: { lookback: [20, 50] }, settings })
 * result.combinations // 8
 * ```
 */
export type SettingsGrid = Part<'exits', ExitRules> &
  Part<'costs', Costs> &
  Part<'instrument', Instrument> & {
    readonly [K in SizingName]?: Values<number> | undefined
  } & { readonly [K in TopName]?: Values<BacktestSettings[K]> | undefined }

type SizingName = `sizing.${keyof typeof sizing}`
type TopName = keyof typeof top

const exits: Record<keyof ExitRules, true> = {
  stopLoss: true,
  takeProfit: true,
  trailingStop: true,
  stopAtr: true,
  targetAtr: true,
  trailingAtr: true,
  atrPeriod: true,
  breakEven: true,
  maxBars: true,
  targetFill: true,
  sameBar: true,
}
const costs: Record<keyof Costs, true> = {
  feeBps: true,
  slippageBps: true,
  makerFeeBps: true,
  minimumFee: true,
  halfSpreadBps: true,
  impactBps: true,
  impact: true,
  participation: true,
  borrowRate: true,
  fundingRate: true,
}
const instrument: Record<keyof Instrument, true> = { tick: true, lot: true, minNotional: true }
const sizing = { fraction: true, units: true, notional: true, risk: true, volatility: true, kelly: true }
const top = { capital: true, fillAt: true, maxLeverage: true, rebalance: true }

/** Every path that a {@link SettingsGrid} may have. */
export const settingNames: readonly string[] = [
  ...Object.entries({ exits, costs, instrument, sizing }).flatMap(([part, names]) => Object.keys(names).map(name => `${part}.${name}`)),
  ...Object.keys(top),
]

/** Settings of one run by their path. */
export type SettingsPoint = Readonly<Record<string, unknown>>

/**
 * The values of a settings grid by path, checked.
 *
 * @throws {@link ConfigError} `sweep/settings` for a path that there is not, and for something that is no list of values.
 */
export function checkSettingsGrid(grid: SettingsGrid): readonly (readonly [name: string, values: readonly unknown[]])[] {
  const entries = Object.entries(grid as Readonly<Record<string, unknown>>).filter(([, values]) => values !== undefined)
  return entries.map(([name, values]) => {
    if (!settingNames.includes(name))
      throw refusal(name, `there is no setting "${name}"${didYouMean(name, settingNames, { otherwise: nearestEnd(name) })}`)
    if (!Array.isArray(values)) throw refusal(name, `"${name}" in a settings grid is a list of values; write [${String(values)}]`)
    if (values.length === 0) throw refusal(name, `"${name}" has no values; give at least one, null for "not set"`)
    return [name, values] as const
  })
}

/** Settings with those of one run on top. */
export function applySettings(base: BacktestSettingsInput, point: SettingsPoint): BacktestSettingsInput {
  const result: Record<string, unknown> = { ...base }
  for (const [path, value] of Object.entries(point)) {
    const [part, name] = path.split('.')
    if (name === undefined) {
      if (value === null) delete result[part]
      else result[part] = value
      continue
    }
    const inner: Record<string, unknown> = { ...(result[part] as object | undefined) }
    if (value === null) delete inner[name]
    else inner[name] = value
    if (part === 'sizing' && Object.keys(inner).length === 0) delete result.sizing
    else result[part] = inner
  }
  return result
}

/**
 * Settings of the first run, after a look at those of all.
 *
 * @throws {@link ConfigError} `backtest/settings` naming the setting that makes no sense, and in which run.
 */
export function resolveVariants(base: BacktestSettingsInput, settings: Combinations): BacktestSettings {
  if (settings.names.length === 0) return resolveSettings(base)
  let first: BacktestSettings | undefined
  let before = ''
  for (let k = 0; k < settings.length; k++) {
    const point = combinationAt(settings, k)
    const key = JSON.stringify(point)
    if (key === before) continue
    before = key
    try {
      const resolved = resolveSettings(applySettings(base, point))
      first ??= resolved
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      throw new ConfigError(error.code, `${error.message} (settings ${key}; leave such ones out with "where")`, error.details, error)
    }
  }
  return first ?? resolveSettings(base)
}

/** "stopLoss" is meant to be "exits.stopLoss". */
function nearestEnd(name: string): string {
  const full = settingNames.find(known => known.endsWith(`.${name}`))
  return full === undefined ? ` Known: ${settingNames.join(', ')}` : `; did you mean "${full}"?`
}

function refusal(setting: string, problem: string): ConfigError {
  return new ConfigError('sweep/settings', `a sweep cannot use these settings: ${problem}`, { setting })
}
