import { placesOrders } from '../engine/orders/places-orders.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { expandGrid, type Grid } from './grid.ts'
import { type LooseOptions, type RepeatableType, type RunKind, type RunStrategy, runKinds } from './run-kinds.ts'
import type { RunRecord } from './run-record.ts'

/** Options that are stored with the settings. */
const SETTINGS = ['capital', 'fillAt', 'sizing', 'costs', 'exits', 'maxLeverage', 'instrument', 'rebalance'] as const

/** Options that change nothing in a result. */
const SILENT = ['signal', 'onProgress', 'threads']

/** Splits options into those that can be stored and the names of those that cannot. What `where` kept is written down. */
export function storableOptions(strategy: RunStrategy, options: LooseOptions): { stored: LooseOptions; functions: string[] } {
  const stored: Record<string, unknown> = {}
  const functions: string[] = []
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || name === 'params' || SETTINGS.includes(name as never) || SILENT.includes(name)) continue
    if (name === 'monteCarlo') stored[name] = withoutSilent(value as LooseOptions)
    else if (holdsFunction(value)) functions.push(name)
    else stored[name] = value
  }
  if (!functions.includes('where')) return { stored, functions }
  const where = options.where as (params: unknown) => boolean
  const kept: boolean[] = []
  const watched = (params: never) => {
    kept.push(where(params))
    return true
  }
  try {
    if (options.grid !== undefined) expandGrid(strategy as AnyStrategyClass, options.grid as Grid, { where: watched })
    else
      for (const set of options.candidates as readonly object[])
        watched({ ...createStrategy(strategy as AnyStrategyClass, {}).params, ...set } as never)
  } catch {
    // The run has failed for the same reason.
    return { stored, functions }
  }
  return { stored: { ...stored, kept: writeKept(kept) }, functions: functions.filter(name => name !== 'where') }
}

function withoutSilent(options: LooseOptions): LooseOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !SILENT.includes(name)))
}

/** One hex digit for four combinations. */
function writeKept(kept: readonly boolean[]): string {
  let text = ''
  for (let k = 0; k < kept.length; k += 4) {
    let digit = 0
    for (let bit = 0; bit < 4; bit++) if (kept[k + bit]) digit |= 1 << bit
    text += digit.toString(16)
  }
  return text
}

function isKept(kept: string, index: number): boolean {
  return ((Number.parseInt(kept[index >> 2] ?? '0', 16) >> (index & 3)) & 1) === 1
}

function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.values(value).some(holdsFunction)
}

/** The options that repeat a recorded run, but for functions. */
export function recordedOptions({ type, params, settings, options }: RunRecord, strategy: RunStrategy): LooseOptions {
  const { kept, ...rest } = options
  const kind: RunKind | undefined = runKinds[type as RepeatableType]
  let at = 0
  return {
    ...(placesOrders(strategy) ? ofOrders(settings) : settings),
    ...(kind?.takesParams ? { params } : {}),
    ...rest,
    // Asked once for every combination, in the order in which it was written down.
    ...(typeof kept === 'string' ? { where: () => isKept(kept, at++) } : {}),
  }
}

/** Strategies that place orders refuse settings that belong to targets, even as defaults. */
function ofOrders({ capital, costs, instrument, maxLeverage }: LooseOptions): LooseOptions {
  return { capital, costs, instrument, ...(maxLeverage === undefined ? {} : { maxLeverage }) }
}

/** The settings of a backtest among options. */
export function settingsIn(options: LooseOptions): BacktestSettingsInput {
  return Object.fromEntries(SETTINGS.map(name => [name, options[name]]))
}
