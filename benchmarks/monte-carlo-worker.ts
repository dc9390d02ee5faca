import { parentPort, workerData } from 'node:worker_threads'
import { type MonteCarloOptions, planPaths } from '../src/research/path-plan.ts'
import { type PathRange, runPaths } from '../src/research/run-paths.ts'

/** What the worker is started with. */
export interface WorkerStart {
  readonly returns: Float64Array
  readonly options: MonteCarloOptions
}

const port = parentPort
if (port === null) throw new Error('this file runs in a worker thread only')
const { returns, options } = workerData as WorkerStart
const plan = planPaths(returns, options)
port.on('message', (range: PathRange) => {
  const part = runPaths(plan, range)
  port.postMessage(part, [part.values.buffer as ArrayBuffer, part.equity.buffer as ArrayBuffer])
})
