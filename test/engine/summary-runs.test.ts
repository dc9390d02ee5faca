import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { SummaryRuns } from '../../src/engine/summary-runs.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

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

it('refuses targets of another length', () => {
  expect(() => new SummaryRuns(bars).core(new Float64Array(7))).toThrow('7 targets for 3000 bars')
})
