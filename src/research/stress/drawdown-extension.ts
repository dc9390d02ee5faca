import type { Column } from '../../base/column.ts'
import type { BarRange } from '../windows.ts'
import { bendMoves } from './bend-moves.ts'
import { type Shock, type StressScenario, windowAround } from './scenario.ts'

/** Drawdowns below this are noise. */
const DEPTH = 0.01

/**
 * The longest drawdown becomes deeper: its losing bars lose `1 + severity` times as much. A drawdown is a run of bars more than 1 % below the
 * highest level so far, the starting level included; of equally long ones the first counts. Without any, the losing bars of the
 * window around the place are taken. Bars: the drawdown of the market's closes, in logarithms. Returns: the drawdown of the run's own
 * equity, `r *= 1 + severity` where r < 0, none below -1.
 *
 * @example
 * ```ts
 * import { drawdownExtension, stressReturns } from 'peak-trade'
 *
 * stressReturns(Float64Array.of(0.1, -0.2, 0.05), { scenario: drawdownExtension, severity: 0.5 }) // 0.1, -0.3, 0.05
 * ```
 */
export const drawdownExtension: StressScenario = {
  id: 'drawdown_extension',
  title: 'Drawdown extension',
  about: 'losing bars of the longest drawdown lose 1 + severity times as much',
  placed: false,
  window: 20,
  maxSeverity: 20,
  bars(bars, shock) {
    const factor = 1 + shock.severity
    return bendMoves(bars, longestDrawdown(bars.close, bars.open[0]) ?? windowAround(shock, bars.length), move => {
      if (move.gap + move.close >= 0) return
      // A bar that loses: what it lost in the gap and in the bar, both larger.
      move.gap *= factor
      move.close *= factor
      move.low *= factor
    })
  },
  returns(returns, shock) {
    const equity = new Float64Array(returns.length)
    let level = 1
    for (let i = 0; i < returns.length; i++) {
      level *= 1 + returns[i]
      equity[i] = level
    }
    return deepened(returns, longestDrawdown(equity, 1) ?? windowAround(shock, returns.length), shock)
  },
}

function deepened(returns: Column, [from, to]: BarRange, { severity }: Shock): Float64Array {
  const stressed = returns.slice()
  for (let i = from; i < to; i++) if (stressed[i] < 0) stressed[i] = Math.max(-1, stressed[i] * (1 + severity))
  return stressed
}

/** The longest run of bars below the highest level so far. */
function longestDrawdown(levels: Column, start: number): BarRange | undefined {
  let high = start
  let from = -1
  let longest: BarRange | undefined
  for (let i = 0; i <= levels.length; i++) {
    if (i < levels.length) high = Math.max(high, levels[i])
    const below = i < levels.length && levels[i] / high - 1 < -DEPTH
    if (below && from < 0) from = i
    if (below || from < 0) continue
    if (longest === undefined || i - from > longest[1] - longest[0]) longest = [from, i]
    from = -1
  }
  return longest
}
