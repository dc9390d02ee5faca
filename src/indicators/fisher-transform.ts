import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Fisher transform of the place of the price in its range: turns come out as sharp peaks. `trigger` is the value one bar
 * before; both lie mostly between -3 and 3, around 0.
 *
 * The place of `(high + low) / 2` in its range of `period` bars, from -1 to 1, is smoothed (0.33 for the newest), kept
 * within 0.999 and transformed by `0.5 * log((1 + x) / (1 - x))`, to which half of the last result is added. A range of zero
 * counts as the middle. `value` begins on bar `period - 1` as if both memories were 0 before, `trigger` on bar `period`.
 * Agrees with Tulip `fisher`. Source: Ehlers, Using the Fisher Transform, Stocks & Commodities, 2002.
 *
 * @example
 * ```ts
 * import { fisherTransform, syntheticBars } from 'peak-trade'
 *
 * const { value, trigger } = fisherTransform(syntheticBars({ seed: 1, length: 100 }))
 * value[99] > trigger[99] // has it turned up?
 * ```
 */
export const fisherTransform = defineIndicator({
  id: 'fisher_transform',
  inputs: ['high', 'low'],
  outputs: ['value', 'trigger'],
  params: { period: { default: 10, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const highest = windowExtreme(period, 1)
    const lowest = windowExtreme(period, -1)
    const result = [Number.NaN, Number.NaN]
    let place = 0
    let fisher = 0
    return (high, low) => {
      const price = (high + low) / 2
      const bottom = lowest(price)
      const range = highest(price) - bottom
      if (range !== range) return result
      place = nextPlace(place, price - bottom, range)
      fisher = transform(place) + 0.5 * fisher
      result[1] = result[0]
      result[0] = fisher
      return result
    }
  },
  fill: ({ period }, [values, triggers], high, low) => {
    const { length } = high
    const prices = new Float64Array(length)
    for (let i = 0; i < length; i++) prices[i] = (high[i] + low[i]) / 2
    fillWindowExtremes(prices, values, { period, side: 1 })
    fillWindowExtremes(prices, triggers, { period, side: -1 })
    let place = 0
    let fisher = 0
    let before = Number.NaN
    for (let i = period - 1; i < length; i++) {
      const bottom = triggers[i]
      place = nextPlace(place, prices[i] - bottom, values[i] - bottom)
      fisher = transform(place) + 0.5 * fisher
      values[i] = fisher
      triggers[i] = before
      before = fisher
    }
  },
})

/** The place in the range, from -1 to 1 and smoothed; kept where the logarithm does not run away. The jump to 0.999 is in the paper. */
function nextPlace(place: number, above: number, range: number): number {
  const share = range > 0 ? above / range : 0.5
  const next = 0.33 * 2 * (share - 0.5) + 0.67 * place
  if (next > 0.99) return 0.999
  return next < -0.99 ? -0.999 : next
}

function transform(place: number): number {
  return 0.5 * Math.log((1 + place) / (1 - place))
}
