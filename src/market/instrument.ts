/**
 * What an exchange accepts for one symbol. What is left out is not restricted.
 *
 * @example
 * ```ts
 * import { backtest, BuyAndHold, type Instrument, syntheticBars } from 'peak-trade'
 *
 * const instrument: Instrument = { tick: 0.01, lot: 0.001, minNotional: 10 }
 * backtest(BuyAndHold, syntheticBars({ seed: 1, length: 100 }), { instrument }).fills.length // 1
 * ```
 */
export interface Instrument {
  /** Step of prices, in quote currency. */
  readonly tick?: number | undefined
  /** Step of quantities, in units. */
  readonly lot?: number | undefined
  /** Smallest value of an order, in quote currency. */
  readonly minNotional?: number | undefined
}

/** How far from a whole number of steps still counts as one: rounding noise of a few operations. */
const NOISE = 1e-9

/**
 * The largest multiple of `step` that is not above `value`; rounding noise does not cost a step.
 *
 * @param step - Positive; undefined leaves the value as it is.
 *
 * @example
 * ```ts
 * import { floorToStep } from 'peak-trade'
 *
 * floorToStep(1.2399, 0.01) // 1.23
 * floorToStep(0.1 + 0.2, 0.3) // 0.3
 * ```
 */
export function floorToStep(value: number, step: number | undefined): number {
  if (step === undefined) return value
  const steps = value / step
  const near = Math.round(steps)
  return (isNear(steps, near) ? near : Math.floor(steps)) * step
}

/**
 * The smallest multiple of `step` that is not below `value`; rounding noise does not cost a step.
 *
 * @param step - Positive; undefined leaves the value as it is.
 *
 * @example
 * ```ts
 * import { ceilToStep } from 'peak-trade'
 *
 * ceilToStep(1.2301, 0.01) // 1.24
 * ```
 */
export function ceilToStep(value: number, step: number | undefined): number {
  if (step === undefined) return value
  const steps = value / step
  const near = Math.round(steps)
  return (isNear(steps, near) ? near : Math.ceil(steps)) * step
}

function isNear(steps: number, near: number): boolean {
  return Math.abs(steps - near) <= NOISE * Math.max(1, Math.abs(steps))
}
