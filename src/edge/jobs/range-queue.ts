import type { ItemRange, JobBatch } from '../../research/job-runner.ts'

/** Items that wait to be run. */
export class RangeQueue {
  left = 0
  private readonly waiting: { from: number; to: number }[] = []

  constructor({ items, ranges = [{ from: 0, to: items }] }: Pick<JobBatch, 'items' | 'ranges'>) {
    for (const { from, to } of ranges) this.giveBack({ from, to })
  }

  /** Up to `count` items that follow each other; undefined when none are left. */
  take(count: number): ItemRange | undefined {
    const first = this.waiting[0]
    if (first === undefined) return undefined
    const { from } = first
    const to = Math.min(from + Math.max(1, count), first.to)
    if (to === first.to) this.waiting.shift()
    else first.from = to
    this.left -= to - from
    return { from, to }
  }

  /** Items that were taken and not done; they come next. */
  giveBack({ from, to }: ItemRange): void {
    if (to <= from) return
    this.waiting.push({ from, to })
    this.waiting.sort((a, b) => a.from - b.from)
    this.left += to - from
  }
}
