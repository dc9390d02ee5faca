import { parentPort, workerData } from 'node:worker_threads'
import { combinationAt } from '../../research/grid.ts'
import { SweepRunner } from '../../research/sweep-runner.ts'
import { sweepMetrics } from '../../research/sweep-table.ts'
import { loadStrategy } from './strategy-reference.ts'
import { type SweepAnswer, type SweepJob, type SweepWork, sendError } from './sweep-messages.ts'

// The program of a thread: runs the parts of a sweep that it is sent, until it is ended.

const { strategy, bars, settings, combinations } = workerData as SweepWork
// Begun at once, awaited by the first job: its failure is the answer to that.
const runner = loadStrategy(strategy).then(found => new SweepRunner(found, bars, settings))
runner.catch(() => undefined)

parentPort?.on('message', async (job: SweepJob) => {
  const answer = await runJob(job)
  parentPort?.postMessage(answer, 'values' in answer ? [answer.values.buffer as ArrayBuffer] : [])
})

async function runJob({ from, to }: SweepJob): Promise<SweepAnswer> {
  try {
    const ready = await runner
    const values = new Float64Array((to - from) * sweepMetrics.length)
    let at = 0
    for (let k = from; k < to; k++) {
      const core = ready.run(combinationAt(combinations, k))
      for (const name of sweepMetrics) values[at++] = core[name]
    }
    return { from, to, values }
  } catch (error) {
    return { error: sendError(error) }
  }
}
