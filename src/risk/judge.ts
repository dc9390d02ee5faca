import type { Refusal } from '../base/verdict.ts'
import type { CompiledLimits } from './compile-limits.ts'
import type { LimitCheck, LimitId, RiskSeverity, RiskVerdict } from './limit-check.ts'
import type { Limit, LimitContext } from './limits/limit.ts'

/** What all limits say. */
export function judge(compiled: CompiledLimits, context: LimitContext): RiskVerdict {
  const { limits, warnAt } = compiled
  const checks: LimitCheck[] = new Array(limits.length)
  const refusals: Refusal[] = []
  const unchecked: LimitId[] = []
  let severity: RiskSeverity = 'ok'
  for (let k = 0; k < limits.length; k++) {
    const limit = limits[k]
    const check = checkLimit(limit, context, warnAt)
    checks[k] = check
    if (check.severity === 'ok') continue
    if (check.severity === 'breach') {
      severity = 'breach'
      refusals.push({ code: `risk/${check.limit}`, message: check.message })
    } else if (check.severity === 'unchecked') unchecked.push(check.limit)
    else if (severity === 'ok') severity = 'warning'
  }
  return { ok: severity !== 'breach', refusals, severity, checks, unchecked, notional: context.notional }
}

/** What one limit says. */
export function checkLimit(limit: Limit, context: LimitContext, warnAt: number): LimitCheck {
  const { id, minimum = false } = limit
  const missing = limit.missing?.(context)
  const bound = limit.bound(context)
  const value = missing === undefined ? limit.value(context) : Number.NaN
  const within = minimum ? value >= bound : value <= bound
  if (within && !isNear(value, bound, minimum ? 1 / warnAt : warnAt, minimum))
    return { limit: id, value, bound, headroom: minimum ? value - bound : bound - value, severity: 'ok', message: '' }
  const isFree = !limit.always && !context.opens
  const isUnchecked = missing !== undefined && context.options === undefined
  const severity = isUnchecked ? 'unchecked' : within || isFree ? 'warning' : 'breach'
  const message = `${id}: ${sentence(limit, context, { value, bound, missing, within, isFree })}`
  return { limit: id, value, bound, headroom: minimum ? value - bound : bound - value, severity, message }
}

function isNear(value: number, bound: number, share: number, minimum: boolean): boolean {
  return bound > 0 && (minimum ? value < bound * share : value >= bound * share)
}

interface Finding {
  readonly value: number
  readonly bound: number
  readonly missing: string | undefined
  readonly within: boolean
  readonly isFree: boolean
}

function sentence(limit: Limit, context: LimitContext, { value, bound, missing, within, isFree }: Finding): string {
  const { remedy, unit, minimum = false } = limit
  const what = limit.what.replace('the symbol', context.symbol)
  const show = (number: number) => showNumber(number, unit)
  if (missing !== undefined) return `cannot be checked without ${missing}; pass it in the options, or leave the limit out`
  if (limit.say !== undefined && !within) return `${limit.say(context)}${isFree ? ' (this order only reduces, so it may pass)' : ''}`
  if (value !== value || bound !== bound)
    return `${what} is not known${because(context)}${isFree ? '; this order only reduces, so it may pass' : ''}`
  if (within) return `${what} is ${show(value)}, and ${show(bound)} is the ${minimum ? 'least' : 'most'}`
  return `${what} is ${show(value)}, ${minimum ? 'less' : 'more'} than ${show(bound)}; ${isFree ? 'this order only reduces, so it may pass' : remedy}`
}

function because({ unknown }: LimitContext): string {
  return unknown === undefined
    ? '; give every number that it needs'
    : `, because "${unknown}" cannot be valued; give its quantity, price and rate`
}

/** A number as people write it: shares in percent, others with as many digits as say something. */
export function showNumber(number: number, unit: Limit['unit']): string {
  if (unit === 'share') return number === Number.MAX_VALUE ? 'everything' : `${round(100 * number)} %`
  if (unit === 'ms') return number >= 1000 ? `${round(number / 1000)} s` : `${round(number)} ms`
  return number === Number.MAX_VALUE ? 'without end' : String(round(number))
}

function round(number: number): number {
  const digits = Math.abs(number) >= 1 ? Math.round(number * 100) / 100 : Number(number.toPrecision(3))
  return Number.isFinite(digits) ? digits : number
}
