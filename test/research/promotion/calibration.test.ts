import { describe, expect, it } from 'vitest'
import { runTrials } from '../../../benchmarks/calibration/calibrate.ts'
import { families } from '../../../benchmarks/calibration/families.ts'
import { expectedReturns, findDrift, makeMarket, yearBars } from '../../../benchmarks/calibration/markets.ts'
import { ANNUAL_VOLATILITY, makeNoise, marketKinds } from '../../../benchmarks/calibration/noise.ts'
import { summarizeOutcomes, wilson } from '../../../benchmarks/calibration/rates.ts'

describe.each(marketKinds)('the noise of %s', kind => {
  const { gap, body } = makeNoise(kind, 'test', 50_000, yearBars)
  const moves = gap.map((value, t) => value + body[t])
  const mean = moves.reduce((sum, value) => sum + value, 0) / moves.length
  const deviation = Math.sqrt(moves.reduce((sum, value) => sum + value * value, 0) / moves.length)

  it('has the volatility that it should have, and no drift', () => {
    expect(deviation * Math.sqrt(yearBars)).toBeGreaterThan(0.9 * ANNUAL_VOLATILITY)
    expect(deviation * Math.sqrt(yearBars)).toBeLessThan(1.1 * ANNUAL_VOLATILITY)
    expect(Math.abs(mean / deviation) * Math.sqrt(moves.length)).toBeLessThan(3)
  })

  it('has no memory of direction', () => {
    for (const lag of [1, 2, 5]) {
      let product = 0
      let squares = 0
      for (let t = lag; t < moves.length; t++) {
        const both = moves[t] * moves[t - lag]
        product += both
        squares += both * both
      }
      // By its own deviation, because squares have a memory.
      expect(Math.abs(product) / Math.sqrt(squares), `lag ${lag}`).toBeLessThan(3.5)
    }
  })
})

it('a planted rule has the Sharpe ratio that it should have', () => {
  for (const [k, family] of families.entries()) {
    const plant = { family, params: family.sets[37] }
    const kind = marketKinds[k]
    const drift = findDrift(plant, kind, 2)
    const { mean, deviation } = expectedReturns(makeNoise(kind, 'another', 20_000, yearBars), { ...plant, drift })
    expect((mean / deviation) * Math.sqrt(yearBars), family.strategy.id).toBeCloseTo(2, 0)
    expect(makeMarket(makeNoise(kind, 'short', 50, yearBars)).bars.close).toHaveLength(50)
  }
  expect(families.every(({ sets }) => sets.length >= 200)).toBe(true)
})

it('the default policy says no to luck and go to skill', { timeout: 180_000 }, async () => {
  const outcomes = await runTrials({ markets: 24, planted: 8, sharpes: [3], seed: 'suite' })
  const { falseGo, curve } = summarizeOutcomes(outcomes, 'suite')
  expect(falseGo.moderate.count).toBeLessThanOrEqual(3)
  expect(falseGo.conservative.count).toBeLessThanOrEqual(falseGo.moderate.count)
  expect(curve[0].go.moderate.count).toBeGreaterThanOrEqual(6)
  expect(curve[0].realized).toBeGreaterThan(2)
})

it('rates come with Wilson intervals', () => {
  // 10 of 100, by hand: z = 1.959964, centre (0.1 + 0.0192073) / 1.0384146.
  const { low, high } = wilson(10, 100)
  expect(low).toBeCloseTo(0.0552, 4)
  expect(high).toBeCloseTo(0.1744, 4)
  expect(wilson(0, 50).low).toBe(0)
  expect(wilson(50, 50).high).toBeCloseTo(1, 12)
})
