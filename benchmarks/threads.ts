import { availableParallelism } from 'node:os'
import { sweepOnThreads } from '../src/edge/threads/sweep-on-threads.ts'
import { makeMarket } from './market.ts'
import { settingsOf } from './ours.ts'
import { figures, renderSection, type Section } from './report.ts'
import { type Contender, race } from './timing.ts'

/** A sweep that is long enough for threads, each of which takes about 0.4 s of processor time to load and compile the library. */
export async function measureThreads({ length = 10_000, rounds = 5 } = {}): Promise<Section[]> {
  const bars = makeMarket(length)
  const grid = { fast: Array.from({ length: 100 }, (_, k) => 2 + k), slow: Array.from({ length: 500 }, (_, k) => 102 + k) }
  const count = grid.fast.length * grid.slow.length
  const run = (threads: number) => sweepOnThreads({ id: 'ma_crossover' }, bars, { grid, threads, ...settingsOf(0) })
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
  return [
    {
      title: `Sweep on worker threads, ${count.toLocaleString('en-US')} combinations × ${length.toLocaleString('en-US')} bars`,
      work: `sweepOnThreads() with its start: threads, modules and compilation are new in every round. This machine has ${availableParallelism()} processors.`,
      timings,
      units: count * length,
      unit: 'bar and combination',
      reference: '1 thread',
      checks: [
        'One thread and two: all six numbers of all combinations agree to the bit.',
        `Processor time of the whole process: ${figures(oneMs)} ms with one thread, ${figures(twoMs)} ms with two; with two idle processors the second would come to ${figures((2 * oneMs) / twoMs)} times the speed.`,
      ],
      regression: 'threads wait for each other, or something that grows with the bars is copied per job.',
      reproduce: 'node benchmarks/threads.ts',
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
