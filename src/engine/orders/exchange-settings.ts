import type { Instrument } from '../../market/instrument.ts'
import type { Costs } from '../costs.ts'
import type { ExitRules } from '../exits.ts'
import type { Admission } from './order-admission.ts'
import type { RestingOrder } from './resting-order.ts'

/** A fill that is about to happen. */
export interface Clearing {
  readonly order: RestingOrder
  /** Positive; the volume of the bar may allow less. */
  readonly quantity: number
  /** Before slippage. */
  readonly price: number
}

/** The settings of a run that an exchange needs. */
export interface ExchangeSettings {
  readonly capital: number
  readonly costs: Costs
  readonly instrument?: Instrument | undefined
  /** Asked before every fill that opens a position or makes it larger; a reason refuses it, and the order is rejected. */
  readonly admission?: Admission | undefined
  /** Asked before every fill but a liquidation; false leaves the order where it is. */
  readonly clear?: ((clearing: Clearing) => boolean) | undefined
  /** Which one counts when a stop and a target are inside the same bar. */
  readonly exits?: Pick<ExitRules, 'sameBar'> | undefined
}
