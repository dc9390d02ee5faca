import { availableParallelism } from 'node:os'
import { sweepOnThreads } from '../src/edge/threads/sweep-on-threads.ts'
import { makeMarket } from './market.ts'
import { gridOf, settingsOf } from './ours.ts'
import { renderSection, type Section } from './report.ts'
import { makePairs } from './sweep.ts'
import { type Contender, race } from './timing.ts'

/** A sweep that is long enough for threads: ten times the combinations of the one in `sweep.ts`. */
export async function measureThreads({ length = 10_000, rounds = 7 } = {}): Promise<Section[]> {
  const bars = makeMarket(length)
  const { fast, slow } = gridOf(makePairs())
  const grid = { fast: fast.flatMap(period => [period, period + 1]), slow: slow.flatMap(period => [0, 1, 2, 3, 4].map(k => period + k)) }
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
  const [one, two] = await Promise.all([run(1), run(2)])
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
      checks: ['One thread and two: all six numbers of all combinations agree to the bit.'],
      regression: 'threads wait for each other, or something that grows with the bars is copied per job.',
      reproduce: 'node benchmarks/threads.ts',
    },
  ]
}

if (import.meta.main) for (const section of await measureThreads()) console.log(renderSection(section))
