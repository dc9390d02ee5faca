import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { SweepRunner } from '../../src/research/sweep-runner.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 8, length: 700 })

it('runs parameters in any order and again with the same result', () => {
  const runner = new SweepRunner(MaCrossover, bars, { costs: { feeBps: 20 } })
  for (const fast of [5, 20, 5, 10, 20]) {
    const { summary } = backtest(MaCrossover, bars, { params: { fast, slow: 60 }, costs: { feeBps: 20 } })
    expect(summary).toMatchObject(runner.run({ fast, slow: 60 }))
  }
})

it('keeps the code of an error and says which combination it was', () => {
  const runner = new SweepRunner(MaCrossover, bars, {})
  expect(() => runner.run({ fast: 0 })).toThrow('(combination {"fast":0}; leave such ones out with "where")')
  expect(() => runner.run({ fast: 0 })).toThrow(expect.objectContaining({ code: 'strategy/params' }))
})

it('changes its settings on the way, and has all numbers', () => {
  const runner = new SweepRunner(MaCrossover, bars, { exits: { takeProfit: 0.1 } })
  const settings = { length: 4, names: ['exits.stopLoss'], values: [[0.01, 0.01, null, 0.05]] }
  for (let k = 0; k < 4; k++) {
    runner.select(settings, k)
    const stopLoss = settings.values[0][k] ?? undefined
    const { summary } = backtest(MaCrossover, bars, { params: { fast: 5, slow: 60 }, exits: { takeProfit: 0.1, stopLoss } })
    expect(runner.summarize({ fast: 5, slow: 60 })).toEqual(summary)
    expect(summary).toMatchObject(runner.run({ fast: 5, slow: 60 }))
  }
})
