import { bendMoves } from './bend-moves.ts'
import type { StressScenario } from './scenario.ts'

/**
 * One bar closes `severity` below the close before, and prices stay there. A bar (or return) that fell further anyway keeps its fall.
 * Returns: `r[i] = min(r[i], -severity)`.
 *
 * @example
 * ```ts
 * import { singleCrashBar, stressReturns } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.01, 0.02, 0.03), { scenario: singleCrashBar, severity: 0.2, position: 'middle' }) // 0.01, -0.2, 0.03
 * ```
 */
export const singleCrashBar: StressScenario = {
  id: 'single_crash_bar',
  title: 'Single crash bar',
  about: 'one bar closes severity below the close before',
  placed: true,
  window: 1,
  maxSeverity: 1,
  bars: (bars, { severity, index }) =>
    bendMoves(bars, [index, index + 1], move => {
      move.close = Math.min(move.close, Math.log1p(-severity) - move.gap)
    }),
  returns(returns, { severity, index }) {
    const stressed = returns.slice()
    if (index >= 0 && index < stressed.length) stressed[index] = Math.min(stressed[index], -severity)
    return stressed
  },
}
