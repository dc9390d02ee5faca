import { type Bar, type Bars, barAt } from '../market/bars.ts'

/**
 * The bars of a history one after the other, as a feed would give them.
 *
 * @param from - First bar.
 *
 * @example
 * ```ts
 * import { eachBar, syntheticBars } from 'peak-trade'
 *
 * [...eachBar(syntheticBars({ seed: 1, length: 3 }))].length // 3
 * ```
 */
export function* eachBar(bars: Bars, from = 0): Generator<Bar> {
  for (let index = from; index < bars.length; index++) yield barAt(bars, index) as Bar
}
