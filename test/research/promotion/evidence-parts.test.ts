import { expect, it } from 'vitest'
import { backtest } from '../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { returnsOf } from '../../../src/metrics/returns.ts'
import { monteCarlo } from '../../../src/research/monte-carlo.ts'
import { monteCarloEvidence, stressEvidence, walkForwardEvidence } from '../../../src/research/promotion/evidence-parts.ts'
import { gatherEvidence } from '../../../src/research/promotion/gather-evidence.ts'
import { stressTest } from '../../../src/research/stress/stress-test.ts'
import { walkForward } from '../../../src/research/walk-forward.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

// gatherEvidence runs the tests itself; what it is given here are the same tests, run one by one.
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

it('counts losses and reads the tails of the paths, by hand', () => {
  const path = (...values: number[]) => Float64Array.from(values)
  const values = { totalReturn: path(-0.1, 0.2, -0.3, 0.4, 0), maxDrawdown: path(0.1, 0.2, 0.3, 0.4, 0.5), sharpe: path(-1, 0, 1, 2, 3) }
  const made = monteCarloEvidence({ paths: 5, values, ruin: { probability: 0.2 } } as never, 0.3)
  // Linear between the order statistics: 0.05 of 4 steps is 0.2 of the first one, 0.95 is 0.8 of the last.
  expect(made).toMatchObject({ paths: 5, ruinDrawdown: 0.3, ruin: 0.2, loss: 0.4 })
  expect(made.sharpe5).toBeCloseTo(-0.8, 12)
  expect(made.drawdown95).toBeCloseTo(0.48, 12)
})
