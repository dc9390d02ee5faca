import { expect, it } from 'vitest'
import { sentBars } from '../../../src/edge/jobs/sent-bars.ts'
import { type WalkForwardWork, walkForwardTask } from '../../../src/edge/jobs/walk-forward-task.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { SummaryRuns } from '../../../src/engine/summary-runs.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 6, length: 400 })
const { market, data } = sentBars(bars)
const sets = [
  { fast: 5, slow: 20 },
  { fast: 10, slow: 30 },
]
const trains = [
  [0, 200],
  [100, 300],
  [150, 350],
] as const
const groups = [
  [0, 2],
  [2, 3],
] as const
const base = { strategy: { id: 'ma_crossover' }, market, settings: { costs: { feeBps: 3 } }, sets, trains, groups }
const program = (score: WalkForwardWork['score']) => walkForwardTask({ work: { ...base, score } satisfies WalkForwardWork, data })

/** One run over one window on targets that were decided over the whole history. */
const summaryOf = (set: number, [from, to]: readonly [number, number]) => {
  const targets = backtest(MaCrossover, bars, { params: sets[set] }).targets.subarray(from, to)
  return new SummaryRuns(sliceBars(bars, from, to), base.settings).summary(targets)
}

it('writes the score of every window of a group, in whatever order items come', async () => {
  const run = await program({ objective: 'maxDrawdown', minTrades: 0 })
  const rows = new Float64Array(8)
  for (const item of [3, 0, 2, 1]) run(item, rows, 2 * item)
  const want = (set: number, window: number) => -summaryOf(set, trains[window]).maxDrawdown
  // First all candidates on the first two windows, then on the third one, which leaves room.
  expect(rows).toEqual(Float64Array.of(want(0, 0), want(0, 1), want(1, 0), want(1, 1), want(0, 2), 0, want(1, 2), 0))
})

it('writes numbers of the summaries instead, and no score below the trades that are asked for', async () => {
  const names = ['sharpe', 'trades'] as const
  const rows = new Float64Array(5)
  ;(await program(names))(1, rows, 1)
  expect(rows).toEqual(Float64Array.of(0, ...[0, 1].flatMap(k => names.map(name => summaryOf(1, trains[k])[name]))))
  ;(await program({ objective: 'sharpe', minTrades: 1000 }))(0, rows, 0)
  expect([rows[0], rows[1]]).toEqual([Number.NaN, Number.NaN])
})
