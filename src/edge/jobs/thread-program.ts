import { parentPort, workerData } from 'node:worker_threads'
import type { ItemRange } from '../../research/job-runner.ts'
import type { ThreadAnswer, ThreadStart } from './job-thread.ts'
import { runItems } from './run-items.ts'
import { sendError } from './sent-error.ts'
import { loadProgram } from './tasks.ts'

// The program of a thread: runs the parts of a batch that it is sent, until it is ended.

const { width, mark, ...batch } = workerData as ThreadStart
// Begun at once, awaited by the first part: its failure is the answer to that.
const program = loadProgram(batch)
program.catch(() => undefined)

parentPort?.on('message', async (range: ItemRange) => {
  const answer = await run(range)
  parentPort?.postMessage(answer, 'rows' in answer ? [answer.rows.buffer as ArrayBuffer] : [])
})

async function run(range: ItemRange): Promise<ThreadAnswer> {
  try {
    const ready = await program
    const start = performance.now()
    const part = runItems(ready, { ...range, width, mark })
    return { ...part, ms: performance.now() - start }
  } catch (error) {
    return { refused: sendError(error) }
  }
}
