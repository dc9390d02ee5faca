import { mean } from '../../metrics/moments.ts'
import { bendMoves, meanMove } from './bend-moves.ts'
import { type StressScenario, windowFrom } from './scenario.ts'

/**
 * The trend of a window is taken away: at severity 1 prices end it where they began, with all their swings; at severity s the mean move is
 * `1 - s` times its own. Returns: the same with the arithmetic mean, none below -1.
 *
 * @example
 * ```ts
 * import { sidewaysMarket, stressReturns } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.01, 0.03), { scenario: sidewaysMarket, severity: 1, position: 'start' }) // -0.01, 0.01
 * ```
 */
export const sidewaysMarket: StressScenario = {
  id: 'sideways_market',
  title: 'Sideways market',
  about: 'a window loses its trend; completely at severity 1',
  placed: true,
  window: 200,
  maxSeverity: 20,
  bars(bars, shock) {
    const range = windowFrom(shock, bars.length)
    const own = meanMove(bars, range)
    return bendMoves(bars, range, move => {
      move.close -= shock.severity * own
    })
  },
  returns(returns, shock) {
    const stressed = returns.slice()
    const [from, to] = windowFrom(shock, stressed.length)
    const own = mean(stressed.subarray(from, to))
    for (let i = from; i < to; i++) stressed[i] = Math.max(-1, stressed[i] - shock.severity * own)
    return stressed
  },
}
