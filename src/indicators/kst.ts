import { defineIndicator, type Step } from './indicator.ts'
import { roc } from './roc.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Know sure thing: four smoothed rates of change, in percent, the longer ones counting more (`kst`), and the simple average of
 * that over `signal` bars (`signal`).
 *
 * `1 * sma(roc(roc1), smooth1) + 2 * sma(roc(roc2), smooth2) + 3 * … + 4 * …`. NaN for as long as a rate of change from a value of 0 is in
 * one of the windows. `kst` begins on the bar of the last of its four parts, `max(roc + smooth) - 1`, `signal` on bar `signal - 1` after
 * that. Source: Pring, Technical Analysis of Stocks & Commodities, 1992.
 *
 * @example
 * ```ts
 * import { kst, syntheticBars } from 'peak-trade'
 *
 * const line = kst(syntheticBars({ seed: 1, length: 100 }))
 * line.kst[99] > line.signal[99] // does the momentum grow?
 * ```
 */
export const kst = defineIndicator({
  id: 'kst',
  inputs: ['close'],
  outputs: ['kst', 'signal'],
  params: {
    roc1: { default: 10, min: 1, integer: true },
    roc2: { default: 15, min: 1, integer: true },
    roc3: { default: 20, min: 1, integer: true },
    roc4: { default: 30, min: 1, integer: true },
    smooth1: { default: 10, min: 1, integer: true },
    smooth2: { default: 10, min: 1, integer: true },
    smooth3: { default: 10, min: 1, integer: true },
    smooth4: { default: 15, min: 1, integer: true },
    signal: { default: 9, min: 1, integer: true },
  },
  warmup: params => firstOf(params) + params.signal - 1,
  start: params => {
    const parts = partsOf(params).map(startPart)
    const signals = windowSum(params.signal)
    const result = [Number.NaN, Number.NaN]
    const last = firstOf(params)
    let bar = -1
    return close => {
      bar++
      let line = 0
      for (let k = 0; k < parts.length; k++) line += (k + 1) * parts[k](close)
      if (bar < last) return result
      result[0] = line
      result[1] = signals(line) / params.signal
      return result
    }
  },
  fill: (params, [lines, signals], close) => {
    const first = firstOf(params)
    // The signal holds rates of change for a while, because fresh memory costs more than the calculation.
    const averages = new Float64Array(close.length)
    lines.fill(0)
    for (const [k, { period, smooth }] of partsOf(params).entries()) {
      roc.fill?.({ period }, [signals], close, close, close, close)
      fillWindowSums(signals.subarray(period), smooth, averages.subarray(period), smooth)
      for (let i = first; i < close.length; i++) lines[i] += (k + 1) * averages[i]
    }
    lines.fill(Number.NaN, 0, first)
    signals.fill(Number.NaN, 0, first + params.signal - 1)
    fillWindowSums(lines.subarray(first), params.signal, signals.subarray(first), params.signal)
  },
})

interface Part {
  readonly period: number
  readonly smooth: number
}

function partsOf(params: Readonly<Record<`${'roc' | 'smooth'}${1 | 2 | 3 | 4}`, number>>): Part[] {
  return [
    { period: params.roc1, smooth: params.smooth1 },
    { period: params.roc2, smooth: params.smooth2 },
    { period: params.roc3, smooth: params.smooth3 },
    { period: params.roc4, smooth: params.smooth4 },
  ]
}

function firstOf(params: Parameters<typeof partsOf>[0]): number {
  return Math.max(...partsOf(params).map(({ period, smooth }) => period + smooth - 1))
}

function startPart({ period, smooth }: Part): (close: number) => number {
  const rates: Step = roc.start({ period })
  const average = windowSum(smooth)
  let bar = -1
  return close => {
    bar++
    const rate = rates(close, close, close, close) as number
    // Before there is a rate, it is not a hole but no bar yet.
    return bar < period ? Number.NaN : average(rate) / smooth
  }
}
