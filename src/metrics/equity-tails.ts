import type { Column } from '../base/column.ts'
import { type EquityScratch, reserveScratch, SAMPLE, Slot } from './equity-scratch.ts'
import { known, ratio } from './moments.ts'
import { interpolate } from './quantile.ts'
import { selectRank } from './select-rank.ts'

/** Share of returns in each tail that is asked for. */
const TAIL = 0.05

/**
 * What the tails of the returns say. Filled in by {@link measureTails}.
 */
export interface Tails {
  var95: number
  cvar95: number
  tailRatio: number
  bestReturn: number
  worstReturn: number
}

/**
 * Decides which returns {@link foldReturns} collects: those outside a band that, by a sorted sample, holds nearly nine tenths of
 * them. The band only decides how many are looked at later, never what comes out.
 */
export function chooseBand(equity: Column, scratch: EquityScratch): void {
  const { state } = scratch
  state[Slot.middle] = 0
  state[Slot.half] = 0
  const count = equity.length - 1
  const taken = Math.min(SAMPLE, 4 * Math.ceil(Math.sqrt(count)))
  if (count < 4 * taken) return
  const sample = scratch.sample.subarray(0, taken)
  let phase = 0
  for (let k = 0; k < taken; k++) {
    // A step inside every stretch that never repeats, so that a rhythm in the market cannot fool the sample.
    phase += 0.6180339887498949
    if (phase >= 1) phase -= 1
    const i = 1 + Math.floor(((k + phase) * count) / taken)
    sample[k] = equity[i] / equity[i - 1] - 1
  }
  sample.sort()
  const margin = 3.5 * Math.sqrt(taken * TAIL * (1 - TAIL))
  const index = Math.ceil(taken * TAIL + margin)
  const low = sample[index]
  const high = sample[taken - 1 - index]
  if (!Number.isFinite(high - low)) return
  state[Slot.middle] = low + 0.5 * (high - low)
  state[Slot.half] = 0.5 * (high - low)
}

/**
 * Quantiles, mean loss in the tail and extremes from what {@link foldReturns} collected; exactly what sorting all returns would
 * give. All returns must be finite, and there must be one.
 */
export function measureTails(equity: Column, scratch: EquityScratch, tails: Tails): void {
  if (!readTails(equity.length - 1, scratch, tails)) {
    collectAll(equity, scratch)
    readTails(equity.length - 1, scratch, tails)
  }
}

/** False when the band was too wide for the quantiles. */
function readTails(count: number, scratch: EquityScratch, tails: Tails): boolean {
  const { state, collected, low } = scratch
  const middle = state[Slot.middle]
  const flat = state[Slot.flat] | 0
  const total = state[Slot.collected] | 0
  const zeroIsLow = -middle < 0
  const zerosCollected = Math.abs(middle) >= state[Slot.half]
  const lowZeros = zerosCollected && zeroIsLow ? flat : 0
  const highZeros = zerosCollected && !zeroIsLow ? flat : 0
  let best = flat > 0 ? 0 : Number.NEGATIVE_INFINITY
  let worst = flat > 0 ? 0 : Number.POSITIVE_INFINITY
  let lows = 0
  // Parted at the middle: the lower returns go to `low`, the upper ones to the front of `collected`.
  for (let k = 0; k < total; k++) {
    const value = collected[k]
    if (value > best) best = value
    if (value < worst) worst = value
    low[lows] = value
    collected[k - lows] = value
    lows += +(value - middle < 0)
  }
  const highs = total - lows
  const lowCount = lows + lowZeros
  const highStart = count - highs - highZeros
  const lowPosition = TAIL * (count - 1)
  const highPosition = 0.95 * (count - 1)
  const complete = total + flat === count && lowCount === highStart
  if (!complete && (Math.floor(lowPosition) + 1 >= lowCount || Math.floor(highPosition) < highStart)) return false

  const at = (position: number): number => {
    const rank = Math.floor(position) | 0
    const first = rankOf(rank)
    return rank + 1 < count ? interpolate(first, rankOf(rank + 1), position - rank) : first
  }
  const rankOf = (rank: number): number =>
    rank < lowCount ? rankAmong(low, lows, lowZeros, rank) : rankAmong(collected, highs, highZeros, rank - highStart)
  const q05 = at(lowPosition)
  const q95 = at(highPosition)

  let sum = 0
  let beyond = q05 >= 0 ? lowZeros : 0
  for (let k = 0; k < lows; k++) {
    if (low[k] > q05) continue
    sum += low[k]
    beyond++
  }
  if (lowCount === highStart) {
    // Everything was collected, so the quantile may lie in the upper part.
    if (q05 >= 0) beyond += highZeros
    for (let k = 0; k < highs; k++) {
      if (collected[k] > q05) continue
      sum += collected[k]
      beyond++
    }
  }
  tails.bestReturn = best
  tails.worstReturn = worst
  tails.var95 = known(0 - q05)
  tails.cvar95 = known(0 - sum / beyond)
  tails.tailRatio = ratio(Math.abs(q95), Math.abs(q05))
  return true
}

/** The value of a rank among the first `count` values and `zeros` zeros that are not written down. */
function rankAmong(values: Float64Array, count: number, zeros: number, rank: number): number {
  if (zeros === 0) return selectRank(values, 0, count - 1, rank)
  let negatives = 0
  for (let k = 0; k < count; k++) {
    const value = values[k]
    if (value >= 0) continue
    values[k] = values[negatives]
    values[negatives] = value
    negatives++
  }
  if (rank < negatives) return selectRank(values, 0, negatives - 1, rank)
  if (rank < negatives + zeros) return 0
  return selectRank(values, negatives, count - 1, rank - zeros)
}

function collectAll(equity: Column, scratch: EquityScratch): void {
  const { state } = scratch
  reserveScratch(scratch, equity.length)
  const { collected } = scratch
  for (let i = 1; i < equity.length; i++) collected[i - 1] = equity[i] / equity[i - 1] - 1
  state[Slot.collected] = equity.length - 1
  state[Slot.flat] = 0
  state[Slot.middle] = 0
  state[Slot.half] = 0
}
