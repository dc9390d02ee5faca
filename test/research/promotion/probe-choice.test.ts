import { describe, expect, it } from 'vitest'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sufferRuin, sufferStress, walkOn } from '../../../src/research/promotion/probe-choice.ts'
import { stressTest } from '../../../src/research/stress/stress-test.ts'
import { walkForward } from '../../../src/research/walk-forward.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 2, length: 600, timeframe: '1d' })
const settings = resolveSettings({ costs: { feeBps: 5 } })
const candidates = [5, 10, 20].map(fast => ({ fast, slow: 40 }))

describe('walkOn', () => {
  it('is the walk forward', () => {
    const plan = { train: 300, test: 75, anchored: true }
    const { evidence, curve } = walkOn({ strategy: MaCrossover, bars, settings, candidates, plan }, {})
    const direct = walkForward(MaCrossover, bars, { candidates, ...plan, ...settings })
    const { sharpe, totalReturn, maxDrawdown, trades } = direct.summary
    expect(evidence).toMatchObject({ windows: 4, bars: 300, sharpe, totalReturn, maxDrawdown, trades, efficiency: direct.efficiency })
    // The probability lies on the side of the Sharpe ratio.
    expect(evidence.probabilistic > 0.5).toBe(sharpe > 0)
    expect(curve.equity).toEqual(direct.stitched.equity)
  })

  it('knows nothing of a walk without trades', () => {
    const never = [{ fast: 1, slow: 590 }]
    const { evidence } = walkOn({ strategy: MaCrossover, bars, settings, candidates: never, plan: { train: 300, test: 75 } }, {})
    expect(evidence).toMatchObject({ sharpe: Number.NaN, probabilistic: Number.NaN, trades: 0 })
  })
})

it('sufferStress is the stress test', () => {
  const params = { fast: 5, slow: 40 }
  const plan = { scenarios: ['single_crash_bar', 'fee_shock'], severities: [0.1, 0.3] }
  const { rows } = sufferStress({ strategy: MaCrossover, bars, settings, params, seed: 1 }, plan, {})
  const direct = stressTest(MaCrossover, bars, { params, seed: 1, ...plan, ...settings })
  expect(rows).toHaveLength(4)
  expect(rows[1]).toEqual({
    scenario: 'single_crash_bar',
    severity: 0.3,
    totalReturn: direct.rows[1].metrics.totalReturn,
    maxDrawdown: direct.rows[1].metrics.maxDrawdown,
  })
})

it('sufferRuin counts paths', () => {
  const how = { barsPerYear: 252, seed: 1, paths: 200, ruinDrawdown: 0.1, blockLength: 1 }
  // Half of the days lose 5 %, the others win as much: three losses in a row are ruin, and nearly sure to come.
  const wild = Float64Array.from({ length: 200 }, (_, t) => (t % 2 === 0 ? 0.05 : -0.05))
  expect(sufferRuin(wild, how, {}).ruin).toBeGreaterThan(0.99)
  const steady = new Float64Array(200).fill(0.001)
  expect(sufferRuin(steady, how, {})).toMatchObject({ ruin: 0, loss: 0, drawdown95: 0, paths: 200 })
})
