import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'
import { LaguerreLine } from './laguerre-line.ts'

/**
 * Laguerre filter: a smooth line from only four remembered numbers; `gamma` says how far they reach back, from 0 (an average
 * of 4 bars with weights 1, 2, 2, 1) to nearly 1 (long and smooth). In the unit of the input.
 *
 * With `l0 = (1 - gamma) * x + gamma * l0'` and each further element `l = -gamma * l_before + l_before' + gamma * l'`, where
 * `'` is the bar before, the value is `(l0 + 2 * l1 + 2 * l2 + l3) / 6`. Seed: as if the first value had always been there.
 * First value on bar 3. Ehlers feeds it with `(high + low) / 2`. Source: Ehlers, Time Warp - Without Space Travel, 2002.
 *
 * @example
 * ```ts
 * import { laguerreFilter } from 'peak-trade'
 *
 * laguerreFilter(Float64Array.of(6, 12, 6, 0), { gamma: 0 })[3] // 7
 * ```
 */
export const laguerreFilter = defineIndicator({
  id: 'laguerre_filter',
  inputs: ['close'],
  outputs: ['value'],
  params: { gamma: { default: 0.8, min: 0, max: 0.99 } },
  warmup: () => 3,
  start: ({ gamma }) => {
    const line = new LaguerreLine(gamma)
    return fromBar(3, close => {
      line.advance(close)
      const { l0, l1, l2, l3 } = line
      return l0 + (2 * (l1 - l0) + 2 * (l2 - l0) + (l3 - l0)) / 6
    })
  },
  fill: ({ gamma }, [out], close) => {
    let l0 = close[0]
    let l1 = l0
    let l2 = l0
    let l3 = l0
    for (let i = 0; i < close.length; i++) {
      const before0 = l0
      const before1 = l1
      const before2 = l2
      l0 = close[i] - gamma * (close[i] - before0)
      l1 = before0 + gamma * (before1 - l0)
      l2 = before1 + gamma * (before2 - l1)
      l3 = before2 + gamma * (l3 - l2)
      if (i > 2) out[i] = l0 + (2 * (l1 - l0) + 2 * (l2 - l0) + (l3 - l0)) / 6
    }
  },
})
