import { expect, it } from 'vitest'
import { monteCarloEvidence, stressEvidence, walkForwardEvidence } from '../../../../src/edge/cli/research/pipeline-evidence.ts'
import { backtest } from '../../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { returnsOf } from '../../../../src/metrics/returns.ts'
import { monteCarlo } from '../../../../src/research/monte-carlo.ts'
import { gatherEvidence } from '../../../../src/research/promotion/gather-evidence.ts'
import { stressTest } from '../../../../src/research/stress/stress-test.ts'
import { walkForward } from '../../../../src/research/walk-forward.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

// What gatherEvidence finds out by itself is what these make of full results.
const bars = syntheticBars({ seed: 2, length: 400, timeframe: '1d' })
const settings = { costs: { feeBps: 5 } }
const grid = { fast: [5, 10], slow: [20, 40] }
const windows = { train: 200, test: 50 }
const off = { luck: false, overfitting: false, superiority: false, plateau: false, costSensitivity: false } as const
const gathered = gatherEvidence(MaCrossover, bars, { ...settings, ...off, grid, seed: 3, walkForward: windows, monteCarlo: { paths: 200 } })
const params = gathered.strategy.params as never

it('makes evidence of a walk-forward test', () => {
  const result = walkForward(MaCrossover, bars, { ...settings, grid, ...windows, anchored: true })
  expect(walkForwardEvidence(result)).toEqual(gathered.walkForward)
})

it('makes evidence of resampled histories, with and without a fan', () => {
  const { equity, barsPerYear } = backtest(MaCrossover, bars, { ...settings, params })
  const result = monteCarlo(returnsOf(equity), { barsPerYear, seed: 3, paths: 200, ruin: { drawdown: 0.3 } })
  expect(monteCarloEvidence(result, 0.3)).toEqual(gathered.monteCarlo)
})

it('makes evidence of a stress test', () => {
  const result = stressTest(MaCrossover, bars, { ...settings, params, seed: 3, severities: [0.2] })
  expect(stressEvidence(result)).toEqual(gathered.stress)
})
