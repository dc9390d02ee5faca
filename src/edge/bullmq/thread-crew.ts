import type { ItemRange, JobBatch, RowPart } from '../../research/job-runner.ts'
import { LastingThread } from '../jobs/lasting-thread.ts'

interface Member {
  readonly batch: JobBatch
  readonly thread: LastingThread
}

/** A few threads that work on whatever batch comes: one that knows it already is preferred, otherwise a new one takes the place of an idle one. */
export class ThreadCrew {
  private readonly limit: number
  private readonly idle: Member[] = []
  private busy = 0

  constructor(limit: number) {
    this.limit = limit
  }

  /** Runs a part. Not more than `limit` may run at the same time. */
  async run(batch: JobBatch, range: ItemRange): Promise<RowPart> {
    const member = await this.acquire(batch)
    try {
      return await member.thread.run(range)
    } finally {
      this.busy--
      this.idle.push(member)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map(({ thread }) => thread.close()))
  }

  private async acquire(batch: JobBatch): Promise<Member> {
    const found = this.idle.findIndex(member => member.batch === batch)
    this.busy++
    if (found >= 0) return this.idle.splice(found, 1)[0]
    if (this.idle.length + this.busy > this.limit) await this.idle.shift()?.thread.close()
    return { batch, thread: new LastingThread(batch) }
  }
}
