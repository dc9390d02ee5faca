import { bendMoves } from './bend-moves.ts'
import { type StressScenario, windowFrom } from './scenario.ts'

/** Share of the window in which the price falls. */
const FALL = 0.2
/** Share of the loss that comes back. */
const RECOVERY = 0.6

/**
 * Prices fall by `severity` within the first fifth of the window and win 60 % of the loss back in the rest of it, on top of what they do
 * anyway. Returns: `(1 + r) × (1 + the crash's own return) - 1`.
 *
 * @example
 * ```ts
 * import { flashCrash, stressReturns } from 'peak-trade'
 *
 * stressReturns(new Float64Array(3), { scenario: flashCrash, severity: 0.5, window: 2, position: 'start' }) // -0.5, 0.6, 0
 * ```
 */
export const flashCrash: StressScenario = {
  id: 'flash_crash',
  title: 'Flash crash',
  about: 'prices fall by severity in a fifth of the window, and 60 % of it comes back in the rest',
  placed: true,
  window: 50,
  maxSeverity: 1,
  bars(bars, shock) {
    const step = crashSteps(shock)
    return bendMoves(bars, windowFrom(shock, bars.length), (move, i) => {
      move.close += step(i - shock.index)
    })
  },
  returns(returns, shock) {
    const stressed = returns.slice()
    const [from, to] = windowFrom(shock, stressed.length)
    const step = crashSteps(shock)
    for (let i = from; i < to; i++) stressed[i] = (1 + stressed[i]) * Math.exp(step(i - shock.index)) - 1
    return stressed
  },
}

/** Logarithmic move of the crash at each of its bars. */
function crashSteps({ severity, window }: { readonly severity: number; readonly window: number }): (bar: number) => number {
  const fall = Math.max(1, Math.round(FALL * window))
  const down = Math.log1p(-severity) / fall
  const up = Math.log((1 - (1 - RECOVERY) * severity) / (1 - severity)) / Math.max(1, window - fall)
  return bar => (bar < fall ? down : up)
}
