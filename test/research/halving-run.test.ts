import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { runHalving } from '../../src/research/halving-run.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 2400 })
const search = { grid: { fast: [5, 10, 15], slow: [30, 50, 70] }, settings: { 'exits.stopLoss': [0.02, 0.05] } }

it('plays the winner with its settings, and comes to what it was chosen by', () => {
  const { halving, backtest } = runHalving(MaCrossover, bars, { ...search, costs: { feeBps: 3 } })
  expect(backtest?.summary.sharpe).toBe(halving.winner?.score)
  expect(backtest?.settings.exits.stopLoss).toBe(halving.winner?.settings?.['exits.stopLoss'])
  expect(backtest?.settings.costs.feeBps).toBe(3)
  expect(backtest?.strategy.params).toEqual(halving.winner?.params)
})

it('plays nobody when nobody has a known score', () => {
  const { halving, backtest } = runHalving(MaCrossover, bars, { ...search, minTrades: 5000 })
  expect([halving.winner, backtest]).toEqual([undefined, undefined])
})
