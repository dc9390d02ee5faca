import { ConfigError } from '../../base/errors.ts'
import { backtestPortfolio } from '../../portfolios/backtest-portfolio.ts'
import { pickMetrics, type StressMetrics } from '../stress/stress-row.ts'
import type { RobustnessSubject } from './robustness-subject.ts'
import { type LeftOutWeights, withoutSleeve } from './without-sleeve.ts'

/**
 * A portfolio without one of its sleeves.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, type LeftOutSleeve, syntheticBars, testRobustness } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 200, symbol })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: BuyAndHold, symbol }))
 * const { leaveOneOut = [] } = testRobustness({ sleeves }, panel, { monteCarlo: false, stress: false, jitter: false, costSensitivity: false })
 * const without: LeftOutSleeve = leaveOneOut[0]
 * without.sleeve // 'buy_and_hold A'
 * ```
 */
export interface LeftOutSleeve {
  readonly sleeve: string
  /** The portfolio without it. */
  readonly metrics: StressMetrics
  /** `metrics` less those of the whole portfolio. */
  readonly change: Pick<StressMetrics, 'totalReturn' | 'sharpe' | 'maxDrawdown'>
  /** The portfolio is better off without it: a higher Sharpe ratio, and no deeper drawdown. */
  readonly dispensable: boolean
  /** Why there are no numbers: limits of the allocation that the other sleeves cannot meet. Else empty. */
  readonly note: string
}

/** A difference below this is rounding. */
const NOISE = 1e-12

/** The portfolio without each of its sleeves in turn. Of a single sleeve nothing would be left: then the list is empty. */
export function leaveOneOut(subject: RobustnessSubject, weights: LeftOutWeights): LeftOutSleeve[] {
  const { portfolio, panel, tradeable, baseline, step } = subject
  if (subject.sleeves.length === 1) return []
  const whole = { ...portfolio, sleeves: subject.records.replayAll(subject.sleeves) }
  return subject.sleeves.map(({ name }, k) => {
    const { metrics, note } = tryWithout()
    step()
    const change = {
      totalReturn: metrics.totalReturn - baseline.totalReturn,
      sharpe: metrics.sharpe - baseline.sharpe,
      maxDrawdown: metrics.maxDrawdown - baseline.maxDrawdown,
    }
    return { sleeve: name, metrics, change, dispensable: change.sharpe > NOISE && change.maxDrawdown <= NOISE, note }

    function tryWithout() {
      try {
        return { metrics: pickMetrics(backtestPortfolio(withoutSleeve(whole, k, weights), panel, tradeable).summary), note: '' }
      } catch (error) {
        if (!(error instanceof ConfigError && error.code === 'portfolio/limits')) throw error
        return { metrics: unknown, note: error.message }
      }
    }
  })
}

const nothing = Number.NaN
const unknown: StressMetrics = {
  totalReturn: nothing,
  cagr: nothing,
  volatility: nothing,
  sharpe: nothing,
  maxDrawdown: nothing,
  worstReturn: nothing,
  trades: nothing,
}
