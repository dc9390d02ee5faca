import { expect, it } from 'vitest'
import { reportRun } from '../../../../src/edge/cli/research/report-run.ts'
import { trackRun } from '../../../../src/edge/registry/track-run.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { memoryRunStore } from '../../../../src/research/memory-run-store.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 400 })
const source = { strategy: MaCrossover, bars }
const store = memoryRunStore()
const shared = { strategy: MaCrossover, bars } as const
const grid = { fast: [5, 10] }

it.each([
  [trackRun(store, { ...shared, type: 'backtest', options: {} }).record, 'Moving-average crossover on SYNTH'],
  [trackRun(store, { ...shared, type: 'sweep', options: { grid } }).record, 'Sweep of'],
  [trackRun(store, { ...shared, type: 'walk_forward', options: { grid, train: 200, test: 100 } }).record, 'walk-forward'],
  [trackRun(store, { ...shared, type: 'monte_carlo', options: { monteCarlo: { paths: 10, seed: 1 } } as never }).record, 'What else'],
  [trackRun(store, { ...shared, type: 'stress', options: { scenarios: ['fee_shock'] } as never }).record, 'What if'],
])('reports a run again: %#', (record, title) => {
  const { report, same } = reportRun(record, source)
  expect(report.title).toContain(title)
  expect(same).toBe(true)
})

it('reports a combination as its backtest', () => {
  const sweep = trackRun(store, { ...shared, type: 'sweep', options: { grid }, keep: 'all' }).record
  const [combination] = store.list({ parent: sweep.id }).records
  expect(reportRun(combination, source)).toMatchObject({ same: true, report: { title: expect.stringContaining('Moving-average') } })
})

it('notices when something else comes out, and says what has no report', () => {
  const { record } = trackRun(store, { ...shared, type: 'backtest', options: {} })
  expect(reportRun({ ...record, params: { fast: 3, slow: 9 } }, source).same).toBe(false)
  expect(() => reportRun({ ...record, type: 'cross_validation' }, source)).toThrow(/no report; see its numbers with/)
})
