import { placesOrders } from '../engine/orders/places-orders.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type LooseOptions, type RepeatableType, type RunKind, type RunStrategy, runKinds } from './run-kinds.ts'
import type { RunRecord } from './run-record.ts'
import { isSetting } from './settings-in.ts'
import type { SearchSpace } from './sweep-plan.ts'
import { repeatAnswers, watchPlan } from './watch-plan.ts'

/** Options that change nothing in a result. */
export const SILENT: readonly string[] = ['signal', 'onProgress', 'threads']

/** Splits options into those that can be stored and the names of those that cannot. What `where` kept is written down. */
export function storableOptions(strategy: RunStrategy, options: LooseOptions): { stored: LooseOptions; functions: string[] } {
  const stored: Record<string, unknown> = {}
  const functions: string[] = []
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || name === 'params' || isSetting(name) || SILENT.includes(name)) continue
    if (name === 'monteCarlo') stored[name] = withoutSilent(value as LooseOptions)
    else if (holdsFunction(value)) functions.push(name)
    else stored[name] = value
  }
  if (!functions.includes('where')) return { stored, functions }
  const kept = answersOf(strategy, options)
  return kept === undefined ? { stored, functions } : { stored: { ...stored, kept }, functions: functions.filter(name => name !== 'where') }
}

/** What `where` says to everything that the search asks it; undefined when the run has failed because of it. */
function answersOf(strategy: RunStrategy, options: LooseOptions): string | undefined {
  const { grid, candidates, space, sample, settings, where } = options
  try {
    return watchPlan(strategy as AnyStrategyClass, { grid, candidates, space, sample, settings, where } as SearchSpace).kept
  } catch {
    return undefined
  }
}

function withoutSilent(options: LooseOptions): LooseOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !SILENT.includes(name)))
}

/** Whether there is a function somewhere in a value, which no store keeps. */
export function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.values(value).some(holdsFunction)
}

/** The options that repeat a recorded run, but for functions. */
export function recordedOptions({ type, params, settings, options }: RunRecord, strategy: RunStrategy): LooseOptions {
  const { kept, ...rest } = options
  const kind: RunKind | undefined = runKinds[type as RepeatableType]
  return {
    ...(placesOrders(strategy) ? ofOrders(settings) : underSwept(settings, options.settings)),
    ...(kind?.takesParams ? { params } : {}),
    ...rest,
    ...(typeof kept === 'string' ? { where: repeatAnswers(kept) } : {}),
  }
}

/** Strategies that place orders refuse settings that belong to targets, even as defaults. */
function ofOrders({ capital, costs, instrument, maxLeverage }: LooseOptions): LooseOptions {
  return { capital, costs, instrument, ...(maxLeverage === undefined ? {} : { maxLeverage }) }
}

/** The default size stands in the record although nobody asked for it; a swept size of another kind contradicts it. */
function underSwept(settings: LooseOptions, swept: unknown): LooseOptions {
  const paths = Object.keys(swept ?? {}).filter(path => path.startsWith('sizing.'))
  const { sizing, ...rest } = settings
  const isDefault = (sizing as { readonly fraction?: number } | undefined)?.fraction === 1
  return paths.length > 0 && isDefault && !paths.includes('sizing.fraction') ? rest : settings
}
