import { expect, it } from 'vitest'
import { sweepTask } from '../../../src/edge/jobs/sweep-task.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { sweepMetrics } from '../../../src/research/sweep-table.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { sweepBatch } from './batches.ts'

it('writes the numbers of a combination where it is told to', async () => {
  const { metrics } = sweep(MaCrossover, syntheticBars({ seed: 6, length: 300 }), { grid: { fast: [5, 10] } })
  const program = await sweepTask(sweepBatch('ma_crossover', 'fast', [5, 10]))
  const rows = new Float64Array(8)
  program(1, rows, 2)
  expect(rows).toEqual(Float64Array.of(0, 0, ...sweepMetrics.map(name => metrics[name][1])))
})

it('says what a strategy threw, and with which parameters', async () => {
  const program = await sweepTask(sweepBatch('Sometimes', 'mood', ['throw']))
  expect(() => program(0, new Float64Array(6), 0)).toThrow('the strategy threw TypeError: broken on purpose (combination {"mood":"throw"})')
})
