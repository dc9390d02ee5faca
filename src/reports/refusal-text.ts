import type { RefusalReason } from '../engine/refusals.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { formatValue } from './format.ts'
import { type SizedOrder, sizingText } from './sizing-text.ts'

/** Why an order was not sent, in a few words. */
export const REFUSED: Readonly<Record<RefusalReason, string>> = {
  size: 'the size rounds to nothing',
  'min-notional': 'worth less than the smallest order',
  'volatility-unknown': 'the volatility is not known yet',
  'atr-unknown': 'the average true range is not known yet',
  admit: 'not admitted',
  leverage: 'no room under the leverage of the account',
  'group-limit': 'no room under the limit of its group',
}

/** What a refusal is explained from. */
export interface RefusedSize {
  readonly reason: RefusalReason
  readonly settings: BacktestSettings
  readonly order: SizedOrder
  /** What a unit of the difference is expected to cost. */
  readonly expectedPrice: number
  /** What `admit` gave as reasons. */
  readonly detail?: string | undefined
}

/** The rule that spoke against an order, with its numbers put in. */
export function refusalText({ reason, settings, order, expectedPrice, detail }: RefusedSize): string {
  const words = REFUSED[reason]
  if (reason === 'volatility-unknown') {
    const { sizing } = settings
    return `${words}: it takes ${('volatility' in sizing ? sizing.period : undefined) ?? 20} bars`
  }
  if (reason === 'atr-unknown') return `${words}: it takes ${settings.exits.atrPeriod ?? 14} bars`
  if (reason === 'min-notional') {
    const value = formatValue(Math.abs(order.wanted - order.held) * expectedPrice, 'money')
    return `${sizingText(order)}; ${value} is less than ${formatValue(settings.instrument.minNotional ?? 0, 'money')}, the smallest order`
  }
  if (reason === 'size') return `${words}: ${sizingText(order)}`
  return `${words}${detail === undefined ? '' : `: ${detail}`}`
}
