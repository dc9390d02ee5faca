import { bendMoves, meanMove } from './bend-moves.ts'
import { type StressScenario, windowAround } from './scenario.ts'

/**
 * Moves around a bar grow by a factor of `1 + severity`. In bars every gap, high, low and close is that much larger in logarithms while the
 * mean move of the window stays: volatility grows, the trend does not. Returns are multiplied, mean and all, as Peak_Trade does it:
 * `r[slice] *= 1 + severity`, none below -1.
 *
 * @example
 * ```ts
 * import { stressReturns, volSpike } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.01, 0.02, 0.03), { scenario: volSpike, severity: 1, window: 1, position: 'middle' }) // 0.01, 0.04, 0.03
 * ```
 */
export const volSpike: StressScenario = {
  id: 'vol_spike',
  title: 'Volatility spike',
  about: 'moves around a bar are 1 + severity times as large',
  placed: true,
  window: 20,
  maxSeverity: 20,
  bars(bars, shock) {
    const range = windowAround(shock, bars.length)
    const mean = meanMove(bars, range)
    const factor = 1 + shock.severity
    return bendMoves(bars, range, move => {
      move.gap *= factor
      move.high *= factor
      move.low *= factor
      move.close = factor * move.close - shock.severity * mean
    })
  },
  returns(returns, shock) {
    const stressed = returns.slice()
    const [from, to] = windowAround(shock, stressed.length)
    for (let i = from; i < to; i++) stressed[i] = Math.max(-1, stressed[i] * (1 + shock.severity))
    return stressed
  },
}
