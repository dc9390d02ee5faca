import { expect, it } from 'vitest'
import { type CrossValidationWork, crossValidationTask } from '../../../src/edge/jobs/cross-validation-task.ts'
import { sentBars } from '../../../src/edge/jobs/sent-bars.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 6, length: 300 })
const { market, data } = sentBars(bars)
const sets = [
  { fast: 5, slow: 20 },
  { fast: 10, slow: 30 },
]
// The first split is the whole history: its numbers are those of a backtest.
const trains = [[[0, 300]], [[0, 100]]] as const
const work = { strategy: { id: 'ma_crossover' }, market, settings: resolveSettings(), sets, trains }

it('writes what every split comes to, as a score or as numbers', async () => {
  const { summary, equity, settings } = backtest(MaCrossover, bars, { params: sets[1] })
  const rows = new Float64Array(5)
  ;(await crossValidationTask({ work: { ...work, score: 'totalReturn' } satisfies CrossValidationWork, data }))(1, rows, 1)
  expect(rows[1]).toBeCloseTo(summary.totalReturn, 12)
  expect(rows[2]).toBeCloseTo(equity[99] / settings.capital - 1, 12)
  const names = ['maxDrawdown', 'totalReturn'] as const
  ;(await crossValidationTask({ work: { ...work, score: names } satisfies CrossValidationWork, data }))(1, rows, 1)
  expect(rows[1]).toBeCloseTo(summary.maxDrawdown, 12)
  expect(rows[4]).toBeCloseTo(equity[99] / settings.capital - 1, 12)
  expect(rows[0]).toBe(0)
})
