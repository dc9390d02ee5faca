import { availableParallelism } from 'node:os'
import { runSweep, threadRunner } from 'peak-trade/node'
import { whyDistIsStale } from '../scripts/build-state.ts'
import { makeMarket } from './market.ts'
import { settingsOf } from './ours.ts'
import { figures, renderSection, type Section } from './report.ts'
import { type Contender, race } from './timing.ts'

/** How large the sweep is. */
interface ThreadsOptions {
  readonly length?: number
  readonly rounds?: number
}

/**
 * A sweep of 2,000 combinations on one thread and on two, with the start of the threads, as users get it: from `dist`, where a thread loads one
 * file.
 */
export async function measureThreads({ length = 100_000, rounds = 5 }: ThreadsOptions = {}): Promise<Section[]> {
  const stale = whyDistIsStale()
  if (stale !== undefined) throw new Error(stale)
  const bars = makeMarket(length)
  const grid = { fast: Array.from({ length: 40 }, (_, k) => 2 + k), slow: Array.from({ length: 50 }, (_, k) => 50 + 3 * k) }
  const count = grid.fast.length * grid.slow.length
  const run = (threads: number) => runSweep({ id: 'ma_crossover' }, bars, { grid, runner: threadRunner({ threads }), ...settingsOf(0) })
  const contender = (threads: number): Contender => ({
    name: `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    async round() {
      const start = performance.now()
      await run(threads)
      return performance.now() - start
    },
  })
  const timings = await race([1, 2].map(contender), { rounds, warmup: 1 })
  const [[one, oneMs], [two, twoMs]] = [await clocked(() => run(1)), await clocked(() => run(2))]
  const same = Object.entries(one.metrics).every(([name, column]) =>
    column.every((value, k) => Object.is(value, two.metrics[name as 'sharpe'][k])),
  )
  if (!same) throw new Error('two threads gave other numbers than one')
  const [single, pair] = timings
  return [
    {
      title: `Sweep on worker threads, ${count.toLocaleString('en-US')} combinations × ${length.toLocaleString('en-US')} bars`,
      work: `runSweep() with its start: the calling thread is one of them, the other one and what it compiles is new in every round. This machine has ${availableParallelism()} processors.`,
      timings,
      units: count * length,
      unit: 'bar and combination',
      reference: '1 thread',
      checks: [
        'One thread and two: all six numbers of all combinations agree to the bit.',
        `By the clock two threads are ${figures(single.minMs / pair.minMs)} times as fast (min), ${figures(single.medianMs / pair.medianMs)} (median).`,
        `Processor time of the whole process: ${figures(oneMs)} ms with one thread, ${figures(twoMs)} ms with two; with two idle processors the second would come to ${figures((2 * oneMs) / twoMs)} times the speed.`,
      ],
      regression:
        'threads wait for each other, a thread loads more than its one file, or something that grows with the bars is copied per job.',
      reproduce: 'npm run build && node benchmarks/threads.ts',
    },
  ]
}

/** What comes out, and the processor time of all threads. */
async function clocked<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1000]
}

if (import.meta.main) for (const section of await measureThreads()) console.log(renderSection(section))
