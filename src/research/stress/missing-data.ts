import type { Column } from '../../base/column.ts'
import type { Random } from '../../base/random.ts'
import type { Bars } from '../../market/bars.ts'
import type { Shock, StressScenario } from './scenario.ts'

/**
 * The feed breaks down now and then: about `severity` of all bars are lost, in outages that last `window` bars on average (their length is
 * random, as is when they begin). The first and the last bar stay. The strategy sees neighbors that are none, and prices jump over
 * each hole. Returns: those of a hole are compounded into the next one that is there, so the sum stays and the resolution suffers.
 *
 * @example
 * ```ts
 * import { missingData, stressReturns } from 'peak-trade'
 *
 * stressReturns(new Float64Array(1000), { scenario: missingData, severity: 0.5, seed: 1 }).length < 1000 // true
 * ```
 */
export const missingData: StressScenario = {
  id: 'missing_data',
  title: 'Missing data',
  about: 'severity of the bars are lost in outages of window bars',
  placed: false,
  window: 5,
  maxSeverity: 1,
  bars(bars, shock) {
    const kept = keptBars(bars.length, shock)
    return kept.length === bars.length ? bars : pickBars(bars, kept)
  },
  returns(returns, shock) {
    const kept = keptBars(returns.length, shock)
    const stressed = new Float64Array(kept.length)
    let from = 0
    for (const [k, index] of kept.entries()) {
      // One return alone keeps its bits.
      stressed[k] = index === from ? returns[index] : compounded(returns, from, index)
      from = index + 1
    }
    return stressed
  },
}

function compounded(returns: Column, from: number, last: number): number {
  let growth = 1
  for (let i = from; i <= last; i++) growth *= 1 + returns[i]
  return growth - 1
}

/** Indices that stay, ascending. Holes begin with the probability that makes their mean share the severity. */
function keptBars(length: number, { severity, window, random }: Shock): Int32Array {
  const mean = Math.max(1, window)
  const begin = severity / (severity + mean * (1 - severity))
  const kept = new Int32Array(length)
  let count = 0
  let hole = 0
  for (let i = 0; i < length; i++) {
    const inner = i > 0 && i < length - 1
    if (inner && hole === 0 && random.uniform() < begin) hole = geometric(mean, random)
    if (inner && hole > 0) hole--
    else kept[count++] = i
  }
  return kept.subarray(0, count)
}

/** A length of 1 or more with a given mean. */
function geometric(mean: number, random: Random): number {
  if (mean === 1) return 1
  return 1 + Math.floor(Math.log1p(-random.uniform()) / Math.log1p(-1 / mean))
}

function pickBars(bars: Bars, kept: Int32Array): Bars {
  const { length } = kept
  const pick = (column: Column) => {
    const picked = new Float64Array(length)
    for (let k = 0; k < length; k++) picked[k] = column[kept[k]]
    return picked
  }
  return Object.freeze({
    ...bars,
    length,
    time: pick(bars.time),
    open: pick(bars.open),
    high: pick(bars.high),
    low: pick(bars.low),
    close: pick(bars.close),
    volume: pick(bars.volume),
  })
}
