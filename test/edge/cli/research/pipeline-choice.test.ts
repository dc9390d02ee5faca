import { expect, it } from 'vitest'
import { chooseRun } from '../../../../src/edge/cli/research/pipeline-choice.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { sweep } from '../../../../src/research/sweep.ts'
import { Breakout } from '../../../../src/strategies/library/breakout.ts'

const bars = syntheticBars({ seed: 4, length: 800 })
const settings = { costs: { feeBps: 5 } }
const run = (objective: 'sharpe' | 'maxDrawdown', top = 12) =>
  sweep(Breakout, bars, {
    ...settings,
    grid: { lookback: [5, 10, 20, 40] },
    settings: { 'exits.stopLoss': [null, 0.01, 0.02] },
    objective,
    top,
  })

it('takes the highest Sharpe ratio, whatever the sweep ranks by', () => {
  const [best] = run('sharpe').best
  const choice = chooseRun(run('maxDrawdown', 1), { strategy: Breakout, settings, minTrades: 0 })
  expect(choice.params).toMatchObject(best.params)
  expect(choice.point).toEqual(best.settings)
  expect(choice.settings.exits.stopLoss).toBe(best.settings?.['exits.stopLoss'] ?? undefined)
  expect(choice.settings.costs.feeBps).toBe(5)
})

it('compares with all sets of the same settings, and knows of all others', () => {
  const { sets, tried } = chooseRun(run('sharpe'), { strategy: Breakout, settings, minTrades: 0 })
  expect(sets.map(({ lookback }) => lookback)).toEqual([5, 10, 20, 40])
  expect(tried.map(variant => variant.settings.exits.stopLoss)).toEqual([undefined, 0.01, 0.02])
  expect(tried.map(variant => variant.sets.length)).toEqual([4, 4, 4])
})

it('leaves out what has traded too little', () => {
  const result = run('sharpe')
  const trades = Array.from(result.metrics.trades).sort((a, b) => b - a)
  const most = chooseRun(result, { strategy: Breakout, settings, minTrades: trades[0] })
  const chosen = result.params.lookback.findIndex((value, k) => value === most.params.lookback && result.metrics.trades[k] === trades[0])
  expect(chosen).toBeGreaterThanOrEqual(0)
  expect(() => chooseRun(result, { strategy: Breakout, settings, minTrades: trades[0] + 1 })).toThrow('none of 12 runs has traded')
})
