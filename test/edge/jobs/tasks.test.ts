import { expect, it } from 'vitest'
import { loadProgram } from '../../../src/edge/jobs/tasks.ts'
import { sweepBatch } from './batches.ts'

it('finds programs by name', async () => {
  const rows = new Float64Array(7)
  ;(await loadProgram(sweepBatch('ma_crossover', 'fast', [5])))(0, rows, 1)
  expect(rows[0]).toBe(0)
  expect(rows[4]).toBeGreaterThan(0)
  for (const task of ['', 'toString', 'monte-carl'])
    await expect(loadProgram({ task, work: {}, data: {} })).rejects.toMatchObject({ code: 'runner/task' })
})
