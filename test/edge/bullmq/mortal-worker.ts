import { startWorker } from '../../../src/edge/bullmq/start-worker.ts'
import { ThreadCrew } from '../../../src/edge/bullmq/thread-crew.ts'

// A worker that ends with its whole process when it is to run combination 7, as one does whose machine has no memory left.

const run = ThreadCrew.prototype.run
ThreadCrew.prototype.run = function (batch, range) {
  if (range.from <= 7 && 7 < range.to) process.kill(process.pid, 'SIGKILL')
  return run.call(this, batch, range)
}
await startWorker({ url: process.argv[2], queue: 'mortal', leaseMs: 300 })
