import type { Column } from '../../base/column.ts'
import { mean } from '../../metrics/moments.ts'
import { bendMoves, meanMove } from './bend-moves.ts'
import { type StressScenario, windowFrom } from './scenario.ts'

/**
 * The trend of the window before the place turns round: at severity 1 the window behind it drifts exactly the opposite way, with its
 * own swings; at severity s its mean move is `(1 - s) × its own - s × the mean move before`. Without bars before the place its own trend
 * is turned. Returns: the same with arithmetic means of returns, none below -1.
 *
 * @example
 * ```ts
 * import { stressReturns, trendReversal } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.02, 0.02, 0.01, 0.01), { scenario: trendReversal, severity: 1, window: 2, position: 'middle' }) // 0.02, 0.02, -0.02, -0.02
 * ```
 */
export const trendReversal: StressScenario = {
  id: 'trend_reversal',
  title: 'Trend reversal',
  about: 'the trend before the place turns round behind it; completely at severity 1',
  placed: true,
  window: 60,
  maxSeverity: 20,
  bars(bars, shock) {
    const range = windowFrom(shock, bars.length)
    const own = meanMove(bars, range)
    const before = range[0] > 0 ? meanMove(bars, [Math.max(0, range[0] - shock.window), range[0]]) : own
    return bendMoves(bars, range, move => {
      move.close -= shock.severity * (own + before)
    })
  },
  returns(returns: Column, shock) {
    const stressed = returns.slice()
    const [from, to] = windowFrom(shock, stressed.length)
    const own = mean(stressed.subarray(from, to))
    const before = from > 0 ? mean(stressed.slice(Math.max(0, from - shock.window), from)) : own
    for (let i = from; i < to; i++) stressed[i] = Math.max(-1, stressed[i] - shock.severity * (own + before))
    return stressed
  },
}
