import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { SummaryRuns } from '../../src/engine/summary-runs.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { barsOf, type Row } from './bars-of.ts'

const bars = syntheticBars({ seed: 9, length: 3000, kind: 'jumps' })
const settings = { costs: { feeBps: 10, slippageBps: 5 }, exits: { stopLoss: 0.02 } }

it('summaries are the bits of full runs, whatever ran before in the same memory', () => {
  const runs = new SummaryRuns(bars, settings)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 160 }), (fast, more) => {
      const params = { fast, slow: fast + more }
      const targets = new MaCrossover(params).follow(bars)
      const full = backtest(MaCrossover, bars, { params, ...settings }).summary
      expect(runs.summary(targets)).toEqual(full)
      const { totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor } = full
      expect(runs.core(targets)).toEqual({ totalReturn, sharpe, maxDrawdown, trades, winRate, profitFactor })
    }),
    { numRuns: 60 },
  )
})

it('a level that no price touches is reached when holding uses the account up', () => {
  const quiet = barsOf(...Array.from({ length: 40 }, (): Row => [100, 101, 99, 100]))
  const always = new Float64Array(quiet.length).fill(1)
  // 100 units for 1,000 and 9,000 on credit at 2.7 % a day: nothing is left after the fourth.
  const costly = { capital: 1000, sizing: { fraction: 10 }, costs: { borrowRate: 10 } }
  const { totalReturn, maxDrawdown, sharpe, ...core } = new SummaryRuns(quiet, costly).core(always)
  expect(core).toMatchObject({ trades: 1, winRate: 0 })
  expect(new SummaryRuns(quiet, costly).summary(always)).toMatchObject({ totalReturn, maxDrawdown, sharpe })
  expect(totalReturn).toBeLessThan(-0.99)
  const free = { ...costly, costs: {} }
  expect(new SummaryRuns(quiet, free).core(always)).toMatchObject({ trades: 0, totalReturn: 0 })
})

it('a run of a single bar has numbers too', () => {
  const one = barsOf([100, 101, 99, 100])
  const targets = Float64Array.of(1)
  // Bought at the close it is worth what was paid, less a fee of 1 %: 1000 / 1.01.
  const runs = new SummaryRuns(one, { capital: 1000, fillAt: 'close', costs: { feeBps: 100 } })
  expect(runs.core(targets).totalReturn).toBeCloseTo(1 / 1.01 - 1, 12)
  expect(runs.core(targets).maxDrawdown).toBeCloseTo(1 - 1 / 1.01, 12)
})

it('refuses targets of another length', () => {
  expect(() => new SummaryRuns(bars).core(new Float64Array(7))).toThrow(
    expect.objectContaining({
      name: 'ConfigError',
      code: 'backtest/targets',
      message: '7 targets for 3000 bars; give one per bar',
      details: { targets: 7, bars: 3000 },
    }),
  )
})
