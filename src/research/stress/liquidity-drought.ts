import { costFactor, raiseCosts } from './raise-costs.ts'
import type { StressScenario } from './scenario.ts'

/** Slippage of a liquid market, where the settings have less. */
const FLOOR_BPS = 5

/**
 * Nobody is there to trade with: slippage, spread and market impact are `1 + 9 × severity` times as high (ten times at severity 1), and the
 * volume is divided by the same number. Settings with less than 5 bps are raised as if they had 5.
 *
 * @example
 * ```ts
 * import { liquidityDrought, MaCrossover, stressTest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * stressTest(MaCrossover, bars, { scenarios: [liquidityDrought], severities: [1], seed: 1 }).rows.length // 1
 * ```
 */
export const liquidityDrought: StressScenario = {
  id: 'liquidity_drought',
  title: 'Liquidity drought',
  about: 'spread and slippage are 1 + 9 × severity times as high, volume as much lower',
  placed: false,
  window: 1,
  maxSeverity: 100,
  bars(bars, { severity }) {
    const factor = costFactor(severity)
    return Object.freeze({ ...bars, volume: bars.volume.slice().map(volume => volume / factor) })
  },
  settings: (settings, { severity }) =>
    raiseCosts(settings, { names: ['slippageBps', 'halfSpreadBps', 'impactBps'], severity, floorBps: FLOOR_BPS }),
}
