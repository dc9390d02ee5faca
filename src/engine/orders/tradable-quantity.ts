import { floorToStep } from '../../market/instrument.ts'
import type { Fill } from '../fills.ts'

/** What limits a trade: the bar, what has been traded on it, and the share of its volume that may be. */
export interface VolumeLimit {
  readonly index: number
  /** All fills so far, oldest first. */
  readonly fills: readonly Fill[]
  /** NaN when it is not known. */
  readonly volume: number
  /** Undefined for no limit. */
  readonly participation: number | undefined
  readonly lot: number | undefined
}

/** What may be traded of a signed quantity: at most what the earlier fills of the bar have left of its volume. Liquidations do not count. */
export function tradableQuantity(quantity: number, { index, fills, volume, participation, lot }: VolumeLimit): number {
  if (participation === undefined) return quantity
  const today = fills.slice(fills.findLastIndex(fill => fill.index !== index) + 1).filter(({ reason }) => reason !== 'liquidation')
  const left = today.reduce((rest, fill) => rest - Math.abs(fill.quantity), volume > 0 ? participation * volume : 0)
  const size = Math.abs(quantity)
  if (size <= left) return quantity
  // The noise that rounding to lots forgives must not make it more than was asked for.
  return Math.sign(quantity) * Math.max(0, Math.min(size, floorToStep(left, lot)))
}
