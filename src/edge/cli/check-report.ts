import type { Refusal } from '../../base/verdict.ts'
import { checkOrderStrategy, orderStrategyChecks } from '../../engine/orders/order-strategy-contract.ts'
import { placesOrders } from '../../engine/orders/places-orders.ts'
import { checkStrategy, strategyChecks } from '../../strategies/strategy-contract.ts'
import { type RunnableStrategy, strategyFault } from './load-strategies.ts'
import { textTable } from './text-table.ts'

/** The parts of the contract; strategies that place orders have no `range`. */
export type CheckPart = (typeof strategyChecks)[number]

/** How a strategy did in the contract suite. */
export interface CheckReport {
  readonly strategy: string
  readonly title: string
  readonly ok: boolean
  /** Each part and whether it holds; null when the strategy failed before it was reached. */
  readonly parts: Readonly<Partial<Record<CheckPart, boolean | null>>>
  readonly warmup: number
  /** Bars of history that a live start must fetch; NaN: all there is. Undefined for a strategy that places orders. */
  readonly settleBars?: number
  /** Orders placed on all histories together, for a strategy that places orders. */
  readonly orders?: number
  readonly histories: number
  readonly refusals: readonly Refusal[]
}

/** How thoroughly to check. */
export interface CheckOptions {
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly histories: number
  readonly seed: string
}

/**
 * Runs the contract suite that fits a strategy. What the strategy itself throws is a refusal.
 *
 * @throws {@link ConfigError} `strategy/params` for parameters that it does not take.
 */
export function reportCheck(strategy: RunnableStrategy, options: CheckOptions): CheckReport {
  const { id, title } = strategy
  try {
    const given = { ...options, params: options.params as never }
    if (placesOrders(strategy)) return { title, ...checkOrderStrategy(strategy, given) }
    return { title, ...checkStrategy(strategy, given) }
  } catch (error) {
    const fault = strategyFault(error, id)
    if (fault.code !== 'strategy/threw') throw fault
    const parts = Object.fromEntries((placesOrders(strategy) ? orderStrategyChecks : strategyChecks).map(part => [part, null]))
    return {
      strategy: id,
      title,
      ok: false,
      parts: { ...parts, run: false },
      warmup: Number.NaN,
      histories: options.histories,
      refusals: [{ code: 'strategy/run', message: fault.message }],
    }
  }
}

const promises: Readonly<Record<CheckPart, string>> = {
  run: 'decides every bar without an error',
  'warm-up': 'begins exactly where its indicators are known',
  range: 'targets lie between −1 and 1',
  repeat: 'the same history gives the same again',
  chop: 'history in pieces gives the same',
  grow: 'a live history that grows bar by bar gives the same',
  poison: 'another future changes nothing before it',
}

/** The verdict on one strategy, part by part. */
export function checkTable(report: CheckReport): string {
  const rows = Object.entries(report.parts).map(([part, holds]) => [part, word(holds), remark(report, part as CheckPart)])
  if (report.settleBars !== undefined) rows.push(['settle', ...settle(report.settleBars)])
  if (report.orders !== undefined)
    rows.push([
      'orders',
      String(report.orders),
      report.orders === 0 ? 'placed none, so nothing is proved' : 'placed on all histories together',
    ])
  return textTable(['check', 'verdict', 'what it says'], rows)
}

/** The verdicts on many strategies, one line each. */
export function checkMatrix(reports: readonly CheckReport[]): string {
  const rows = reports.map(({ strategy, parts, warmup, settleBars, ok }) => [
    strategy,
    ok ? 'ok' : 'REFUSED',
    ...strategyChecks.map(part => (part in parts ? word(parts[part]) : '')),
    Number.isNaN(warmup) ? '–' : String(warmup),
    settleBars === undefined ? '' : Number.isNaN(settleBars) ? 'all' : String(settleBars),
  ])
  const header = ['strategy', 'verdict', ...strategyChecks, 'warm-up bars', 'settle bars']
  return textTable(header, rows, [header.length - 2, header.length - 1])
}

/** The first refusal of every part that was refused, in full: which bar, which feature, which history. */
export function refusalLines({ refusals }: CheckReport): readonly string[] {
  const codes = [...new Set(refusals.map(({ code }) => code))]
  const first = codes.map(code => refusals.find(refusal => refusal.code === code)?.message ?? '')
  const more = refusals.length - first.length
  return [...first, ...(more === 0 ? [] : [`and ${more} more; --json lists them all`])]
}

function word(holds: boolean | null | undefined): string {
  return holds === true ? 'ok' : holds === false ? 'REFUSED' : '–'
}

function remark({ parts, refusals, histories, warmup }: CheckReport, part: CheckPart): string {
  if (parts[part] === null) return 'not reached'
  if (parts[part] === false) {
    // It threw something of its own, and nothing was tried after that.
    if (parts.poison === null) return 'it threw an error'
    const count = refusals.filter(({ code }) => code === `strategy/${part}`).length
    return `broken on ${count} of ${histories} histories`
  }
  return part === 'warm-up' ? `${promises[part]}: after ${warmup} bars` : promises[part]
}

function settle(bars: number): [string, string] {
  return Number.isNaN(bars)
    ? ['all', 'no shorter history led to the same target: a live start must fetch all there is']
    : [String(bars), 'bars of history that a live start must fetch']
}
