import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { resolveSettings } from '../../src/engine/settings.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { tradeColumn } from '../../src/research/trade-column.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

it('trades given targets like the strategy that decided them', () => {
  const bars = syntheticBars({ seed: 3, length: 500 })
  const settings = { costs: { feeBps: 10, slippageBps: 3 }, exits: { stopLoss: 0.02 } }
  const direct = backtest(MaCrossover, bars, settings)
  const targets = direct.targets.slice().map(target => (Number.isNaN(target) ? 0 : target))
  const scripted = tradeColumn({ id: 'a', title: 'A', bars, targets, settings: resolveSettings(settings) })
  expect(scripted.strategy).toEqual({ id: 'a', title: 'A', params: {} })
  expect(scripted.summary).toEqual(direct.summary)
  expect(scripted.trades).toEqual(direct.trades)
})
