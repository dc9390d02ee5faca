import { parentPort, workerData } from 'node:worker_threads'
import type { Summary } from '../../metrics/summary.ts'
import { combinationAt } from '../../research/grid.ts'
import { SweepRunner } from '../../research/sweep-runner.ts'
import { loadStrategy } from './strategy-reference.ts'
import { type SweepAnswer, type SweepJob, type SweepWork, sendError } from './sweep-messages.ts'

// The program of a thread: runs the parts of a sweep that it is sent, until it is ended.

const { strategy, bars, settings, plan, numbers } = workerData as SweepWork
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
    let names: readonly (keyof Summary)[] = numbers === 'summary' ? [] : numbers
    let values = new Float64Array((to - from) * names.length)
    let at = 0
    for (let k = from; k < to; k++) {
      ready.select(plan.settings, k)
      const params = combinationAt(plan.params, k)
      if (numbers !== 'summary') {
        const core = ready.run(params)
        for (const name of numbers) values[at++] = core[name]
        continue
      }
      const summary = ready.summarize(params)
      if (k === from) {
        names = Object.keys(summary) as (keyof Summary)[]
        values = new Float64Array((to - from) * names.length)
      }
      for (const name of names) values[at++] = summary[name]
    }
    return { from, to, names, values }
  } catch (error) {
    return { error: sendError(error) }
  }
}
