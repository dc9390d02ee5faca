import type { Decimal } from 'decimal.js'
import type { Refusal } from '../base/verdict.ts'
import type { Instrument } from '../market/instrument.ts'
import { Exact } from './decimal-text.ts'
import { intentFaults } from './intent-faults.ts'
import type { OrderIntent } from './order.ts'

/** An intent in steps of its exchange, or why there is none. */
export type QuantizedOrder =
  | { readonly ok: true; readonly intent: OrderIntent }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** What a step cannot decide alone. */
export interface QuantizeOptions {
  /** Current price of a unit, which values market orders. */
  readonly price?: number | undefined
}

/** Four units in the last place of a double: so far, a number that was computed is the multiple that was meant. */
const NOISE = new Exact(2).pow(-50)

/**
 * Brings an intent to the steps of an exchange, exactly, in decimals: the quantity down to whole lots, a limit price to whole ticks and never to the more
 * aggressive side (buys down, sells up). What rounding of doubles alone keeps from a step counts as that step: `3 * 0.1` is 0.3, `0.7 + 0.1` is 0.8.
 *
 * Refused are intents that make no sense (`order/…`), that round to nothing (`order/lot`, `order/tick`), that
 * have more steps than a number can tell apart (`order/precision`), whose value is under the
 * minimum (`order/min-notional`), market orders that have a minimum and no price to value them, and instruments that make no sense.
 *
 * @example
 * ```ts
 * import { type OrderIntent, quantizeOrder } from 'peak-trade'
 *
 * const intent: OrderIntent = { clientId: 'a', symbol: 'BTC/EUR', side: 'buy', kind: 'limit', quantity: 0.123456, price: 50_000.09, at: 0 }
 * const quantized = quantizeOrder(intent, { lot: 0.0001, tick: 0.1, minNotional: 10 })
 * quantized.ok && quantized.intent.quantity // 0.1234
 * quantized.ok && quantized.intent.price // 50000
 * quantizeOrder(intent, { lot: 1 }).ok // false
 * ```
 */
export function quantizeOrder(intent: OrderIntent, instrument: Instrument, { price: current }: QuantizeOptions = {}): QuantizedOrder {
  const faults = [...intentFaults(intent), ...instrumentFaults(instrument)]
  if (faults.length > 0) return { ok: false, refusals: faults }
  const { tick, lot, minNotional } = instrument
  const quantity = toStep(intent.quantity, lot, 'down')
  const price = intent.price === undefined ? undefined : toStep(intent.price, tick, intent.side === 'buy' ? 'down' : 'up')
  const refusals: Refusal[] = [...refuseUnexact('quantity', quantity, lot), ...refuseUnexact('price', price, tick)]
  if (quantity.isZero())
    refusals.push({
      code: 'order/lot',
      message: `the quantity ${intent.quantity} of ${intent.symbol} is less than a lot of ${lot}; order more`,
    })
  if (price?.isZero())
    refusals.push({ code: 'order/tick', message: `the price ${intent.price} of ${intent.symbol} is less than a tick of ${tick}; bid more` })
  if (minNotional !== undefined && refusals.length === 0)
    refusals.push(...refuseSmall(intent, quantity.times(price ?? worth(current)), minNotional))
  if (refusals.length > 0) return { ok: false, refusals }
  const steps = price === undefined ? { quantity: quantity.toNumber() } : { quantity: quantity.toNumber(), price: price.toNumber() }
  return { ok: true, intent: Object.freeze({ ...intent, ...steps }) }
}

function toStep(value: number, step: number | undefined, direction: 'down' | 'up'): Decimal {
  const exact = new Exact(value)
  if (step === undefined) return exact
  const steps = exact.div(step)
  const near = steps.round()
  if (steps.minus(near).abs().lte(steps.times(NOISE))) return near.times(step)
  return (direction === 'down' ? steps.floor() : steps.ceil()).times(step)
}

/** A double near 1e8 has no digits for steps of 1e-8, so what would be sent is not the multiple that was found. */
function refuseUnexact(name: string, value: Decimal | undefined, step: number | undefined): readonly Refusal[] {
  if (value === undefined || new Exact(value.toNumber()).eq(value)) return []
  return [
    {
      code: 'order/precision',
      message: `the ${name} ${value.toFixed()} has more steps of ${step} than a number can tell apart; split the order`,
    },
  ]
}

function worth(price: number | undefined): number {
  return price !== undefined && price > 0 && price < Number.POSITIVE_INFINITY ? price : Number.NaN
}

function refuseSmall({ symbol }: OrderIntent, value: Decimal, least: number): readonly Refusal[] {
  if (value.gte(least)) return []
  const found = value.isNaN() ? 'is not known, because there is no price' : `is ${value.toFixed()}`
  return [{ code: 'order/min-notional', message: `the value of the order of ${symbol} ${found}; the exchange asks for at least ${least}` }]
}

function instrumentFaults(instrument: Instrument): readonly Refusal[] {
  return (['tick', 'lot', 'minNotional'] as const)
    .filter(name => {
      const value: unknown = instrument[name]
      const least = name === 'minNotional' ? 0 : Number.MIN_VALUE
      return value !== undefined && !(typeof value === 'number' && value >= least && value < Number.POSITIVE_INFINITY)
    })
    .map(name => ({
      code: 'order/instrument',
      message: `the ${name} of the instrument is ${String(instrument[name])}; read it from the exchange again`,
    }))
}
