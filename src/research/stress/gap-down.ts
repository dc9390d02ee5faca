import { bendMoves } from './bend-moves.ts'
import type { StressScenario } from './scenario.ts'

/**
 * A bar opens `severity` lower than it did, and everything behind it is that much lower: stops fill at the open, far from their level.
 * Returns: `r[i] - severity`, not below -1.
 *
 * @example
 * ```ts
 * import { gapDown, stressReturns } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.01, 0.02, 0.03), { scenario: gapDown, severity: 0.2, position: 'middle' }) // 0.01, -0.18, 0.03
 * ```
 */
export const gapDown: StressScenario = {
  id: 'gap_down',
  title: 'Gap down',
  about: 'one bar opens severity lower, and prices stay there',
  placed: true,
  window: 1,
  maxSeverity: 1,
  bars: (bars, { severity, index }) =>
    bendMoves(bars, [index, index + 1], move => {
      move.gap += Math.log1p(-severity)
    }),
  returns(returns, { severity, index }) {
    const stressed = returns.slice()
    if (index >= 0 && index < stressed.length) stressed[index] = Math.max(-1, stressed[index] - severity)
    return stressed
  },
}
