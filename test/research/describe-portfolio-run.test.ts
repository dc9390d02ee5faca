import { expect, it } from 'vitest'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { describePortfolioRun } from '../../src/research/describe-portfolio-run.ts'
import { memoryRunStore } from '../../src/research/memory-run-store.ts'
import type { RunRecord } from '../../src/research/run-record.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 300, symbol })))
const context = { id: 'p', createdAt: 0, version: '1' }
const described = (fast: number, id: string) => {
  const sleeves = [
    { strategy: RsiReversion, symbol: 'A', weight: 0.3 },
    { strategy: MaCrossover, symbol: 'B', weight: 0.5, params: { fast } },
    { strategy: MaCrossover, symbol: 'A', weight: 0.2 },
  ]
  const result = backtestPanel(sleeves, panel)
  return { result, entry: describePortfolioRun({ sleeves, panel, result }, { ...context, id }) }
}

it('describes the whole portfolio and counts it as one trial', () => {
  const store = memoryRunStore()
  const { result, entry } = described(5, 'p')
  store.add(entry)
  const record = store.get('p') as RunRecord
  expect(record).toMatchObject({
    type: 'portfolio_backtest',
    strategy: 'rsi_reversion+ma_crossover',
    family: 'ma_crossover+rsi_reversion',
    symbols: ['A', 'B'],
    bars: 300,
    trials: 1,
  })
  expect(record.metrics.sharpe).toBe(result.summary.sharpe)
  expect((record.params.sleeves as { params: object }[])[1]).toMatchObject({
    strategy: 'ma_crossover',
    weight: 0.5,
    params: { fast: 5, slow: 50 },
  })
  store.add(described(5, 'again').entry)
  store.add(described(6, 'other').entry)
  expect(store.trials(entry.record)).toBe(2)
  expect(store.get('again')?.result).toBe(record.result)
  expect(store.get('other')?.result).not.toBe(record.result)
})
