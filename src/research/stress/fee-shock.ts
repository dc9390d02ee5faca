import { raiseCosts } from './raise-costs.ts'
import type { StressScenario } from './scenario.ts'

/** Fee of a cheap exchange, where the settings have less. */
const FLOOR_BPS = 10

/**
 * The exchange raises its fees to `1 + 9 × severity` times (ten times at severity 1). Settings with less than 10 bps are raised as if they had
 * 10.
 *
 * @example
 * ```ts
 * import { feeShock, MaCrossover, stressTest, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * const { worst, baseline } = stressTest(MaCrossover, bars, { scenarios: [feeShock], severities: [0.2], seed: 1, costs: { feeBps: 10 } })
 * worst.metrics.totalReturn < baseline.totalReturn // true
 * ```
 */
export const feeShock: StressScenario = {
  id: 'fee_shock',
  title: 'Fee shock',
  about: 'fees are 1 + 9 × severity times as high',
  placed: false,
  window: 1,
  maxSeverity: 100,
  settings(settings, { severity }) {
    const taker = raiseCosts(settings, { names: ['feeBps'], severity, floorBps: FLOOR_BPS })
    return raiseCosts(taker, { names: ['makerFeeBps'], severity, floorBps: 0 })
  },
}
