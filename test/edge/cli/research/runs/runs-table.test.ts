import { expect, it } from 'vitest'
import { metricText, runsTable, withoutParts } from '../../../../../src/edge/cli/research/runs/runs-table.ts'
import { trackRun } from '../../../../../src/edge/registry/track-run.ts'
import { syntheticBars } from '../../../../../src/market/synthetic.ts'
import { memoryRunStore } from '../../../../../src/research/memory-run-store.ts'
import { MaCrossover } from '../../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 100 })
const { record } = trackRun(memoryRunStore(), { type: 'backtest', strategy: MaCrossover, bars, options: {}, tags: ['x'] })

it('shows usual metrics, and the one that is asked for', () => {
  expect(runsTable([record]).split('\n')[0]).toMatch(/trials +sharpe +return +drawdown +trades +tags$/)
  expect(runsTable([{ ...record, metrics: { calmar: 1.25 } }], 'calmar')).toMatch(/ 1\.25 +– +– +– +– +x$/)
  expect(runsTable([record], 'createdAt')).toBe(runsTable([record]))
  expect(runsTable([{ ...record, status: 'failed', metrics: {} }])).toContain('backtest (failed)')
})

it('knows units', () => {
  expect([metricText('maxDrawdown', 0.1), metricText('trades', 7), metricText('sharpe', Number.NaN)]).toEqual(['10.00%', '7', '–'])
})

it('leaves out what only machines compare', () => {
  expect(withoutParts(record)).not.toHaveProperty('parts')
})
