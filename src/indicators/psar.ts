import { defineIndicator } from './indicator.ts'

/**
 * Parabolic SAR: a trailing stop that comes closer the further a trend goes (`value`, in the unit of the prices), and the side
 * it is on (`direction`: 1 below prices in a rising trend, -1 above them in a falling one). When a bar touches it, the trend turns
 * and the stop jumps to the extreme of the trend that ended.
 *
 * Each bar it goes the part `acceleration` of the way to the extreme of the trend; every new extreme adds `acceleration` to
 * that part, up to `maximum`. It never enters the range of the last two bars. The first trend rises unless the low of bar 1 falls,
 * and by more than its high rises. First value on bar 1. Prices that do not move touch the stop on every bar, so that the
 * direction alternates. Agrees with TA-Lib `SAR`; Stock.Indicators begins after the first turn, tulip starts and turns from other
 * prices. Source: Wilder, New Concepts in Technical Trading Systems, 1978.
 *
 * @example
 * ```ts
 * import { psar, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * const { value, direction } = psar(bars)
 * direction[99] === 1 ? bars.close[99] - value[99] : value[99] - bars.close[99] // room to the stop
 * ```
 */
export const psar = defineIndicator({
  id: 'psar',
  inputs: ['high', 'low'],
  outputs: ['value', 'direction'],
  params: {
    acceleration: { default: 0.02, min: 0, max: 1 },
    maximum: { default: 0.2, min: 0, max: 1 },
  },
  warmup: () => 1,
  start: ({ acceleration, maximum }) => {
    const result = [Number.NaN, Number.NaN]
    let trail: Trail | undefined
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    return (high, low) => {
      if (trail === undefined) {
        if (highBefore === highBefore) trail = beginTrail({ high: highBefore, low: lowBefore }, { high, low }, { acceleration, maximum })
        highBefore = high
        lowBefore = low
      }
      if (trail !== undefined) {
        result[0] = advance(trail, high, low)
        result[1] = trail.rising ? 1 : -1
      }
      return result
    }
  },
  fill: ({ acceleration, maximum }, [values, directions], high, low) => {
    const { length } = high
    if (length < 2) return
    const trail = beginTrail({ high: high[0], low: low[0] }, { high: high[1], low: low[1] }, { acceleration, maximum })
    for (let i = 1; i < length; i++) {
      values[i] = advance(trail, high[i], low[i])
      directions[i] = trail.rising ? 1 : -1
    }
  },
})

interface Speed {
  readonly acceleration: number
  readonly maximum: number
}

/** A stop on its way. */
interface Trail {
  readonly acceleration: number
  readonly maximum: number
  rising: boolean
  /** For the next bar. */
  stop: number
  /** Of the trend so far. */
  extreme: number
  /** Of the distance to the extreme that the next step covers. */
  part: number
  highBefore: number
  lowBefore: number
}

interface Range {
  readonly high: number
  readonly low: number
}

/** The stop before bar 1. As TA-Lib does it, the next one will only be kept out of bar 1, not of bar 0. */
function beginTrail(before: Range, { high, low }: Range, { acceleration, maximum }: Speed): Trail {
  const down = before.low - low
  const rising = !(down > 0 && down > high - before.high)
  return {
    acceleration,
    maximum,
    rising,
    stop: rising ? before.low : before.high,
    extreme: rising ? high : low,
    part: Math.min(acceleration, maximum),
    highBefore: high,
    lowBefore: low,
  }
}

/** Takes a bar, gives its stop and moves on to that of the next bar. */
function advance(trail: Trail, high: number, low: number): number {
  const top = trail.highBefore > high ? trail.highBefore : high
  const bottom = trail.lowBefore < low ? trail.lowBefore : low
  trail.highBefore = high
  trail.lowBefore = low
  let { stop } = trail
  if (trail.rising) {
    if (low <= stop) {
      trail.rising = false
      stop = trail.extreme > top ? trail.extreme : top
      trail.extreme = low
      trail.part = Math.min(trail.acceleration, trail.maximum)
    } else if (high > trail.extreme) {
      trail.extreme = high
      trail.part = Math.min(trail.part + trail.acceleration, trail.maximum)
    }
  } else if (high >= stop) {
    trail.rising = true
    stop = trail.extreme < bottom ? trail.extreme : bottom
    trail.extreme = high
    trail.part = Math.min(trail.acceleration, trail.maximum)
  } else if (low < trail.extreme) {
    trail.extreme = low
    trail.part = Math.min(trail.part + trail.acceleration, trail.maximum)
  }
  const next = stop + trail.part * (trail.extreme - stop)
  if (trail.rising) trail.stop = next < bottom ? next : bottom
  else trail.stop = next > top ? next : top
  return stop
}
