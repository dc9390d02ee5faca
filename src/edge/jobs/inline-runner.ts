import { setImmediate } from 'node:timers/promises'
import type { JobRunner } from '../../research/job-runner.ts'
import { JobSize } from './job-size.ts'
import { RangeQueue } from './range-queue.ts'
import { runItems } from './run-items.ts'
import { loadProgram } from './tasks.ts'

/**
 * Runs jobs in this thread, about ten milliseconds at a time: timers and requests get their turn in between.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { inlineRunner, runSweep } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5, 10] }, runner: inlineRunner() })
 * result.combinations // 2
 * ```
 */
export function inlineRunner(): JobRunner {
  return {
    name: 'inline',
    async run(batch, { onRows, signal }) {
      signal?.throwIfAborted()
      const program = await loadProgram(batch)
      const queue = new RangeQueue(batch)
      const size = new JobSize({ cost: batch.cost, lanes: 1 })
      for (;;) {
        signal?.throwIfAborted()
        const range = queue.take(size.next(queue.left))
        if (range === undefined) return
        const start = performance.now()
        const part = runItems(program, { ...range, width: batch.width })
        size.took(range.to - range.from, performance.now() - start)
        onRows(part)
        await setImmediate()
      }
    },
  }
}
