import { fromBar } from './from-bar.ts'
import { defineIndicator } from './indicator.ts'
import { LaguerreLine } from './laguerre-line.ts'

/**
 * Relative strength along a Laguerre line instead of along time: the share of its steps that go up, from 0 to 1. Quick, and
 * it reaches its ends; crossing 0.2 upward or 0.8 downward is the signal in the paper.
 *
 * The three steps between the four elements of {@link laguerreFilter}, newest to oldest. Where there are none the value is
 * 0.5, neither strong nor weak. Seed: as if the first value had always been there. First value on bar 3. Source: Ehlers,
 * Time Warp - Without Space Travel, 2002.
 *
 * @example
 * ```ts
 * import { laguerreRsi } from 'peak-trade'
 *
 * laguerreRsi(Float64Array.of(4, 1, 3, 4), { gamma: 0 })[3] // 0.5
 * ```
 */
export const laguerreRsi = defineIndicator({
  id: 'laguerre_rsi',
  inputs: ['close'],
  outputs: ['value'],
  params: { gamma: { default: 0.5, min: 0, max: 0.99 } },
  warmup: () => 3,
  start: ({ gamma }) => {
    const line = new LaguerreLine(gamma)
    return fromBar(3, close => {
      line.advance(close)
      const { l0, l1, l2, l3 } = line
      const up = Math.max(l0 - l1, 0) + Math.max(l1 - l2, 0) + Math.max(l2 - l3, 0)
      const down = Math.max(l1 - l0, 0) + Math.max(l2 - l1, 0) + Math.max(l3 - l2, 0)
      const total = up + down
      return total > 0 ? up / total : 0.5
    })
  },
})
