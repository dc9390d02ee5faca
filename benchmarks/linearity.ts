import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sliceBars } from '../src/market/bars.ts'
import { makeMarket } from './market.ts'
import { decideTargets, makeRuns, runCore, runSummary, runSweep } from './ours.ts'
import { figures, renderSection, type Section } from './report.ts'
import { makePairs } from './sweep.ts'
import { type Contender, race, type Timing } from './timing.ts'

const LENGTHS = [10_000, 100_000, 1_000_000, 10_000_000] as const
const LEAST = 1_000_000

/** Time per bar of one run from 10,000 to 10,000,000 bars, and the memory of a sweep. */
export async function measureLinearity({ rounds = 9 } = {}): Promise<Section[]> {
  // First: a process's peak begins with the size of the one that starts it.
  const memory = memoryOfSweep()
  const history = makeMarket(LENGTHS[3])
  const all = decideTargets(history)
  const work = LENGTHS.map(length => {
    // Short runs see other bars each, a million in all: repeated, the same ten thousand would be known to the processor by heart.
    const parts = Math.max(1, LEAST / length)
    return Array.from({ length: parts }, (_, k) => {
      const bars = sliceBars(history, k * length, (k + 1) * length)
      return { runs: makeRuns(bars, 0), targets: all.slice(k * length, (k + 1) * length) }
    })
  })
  const section = async (title: string, run: (one: (typeof work)[number][number]) => unknown): Promise<Section> => {
    const contenders = work.map(
      (parts, k): Contender => ({
        name: `${LENGTHS[k].toLocaleString('en-US')} bars`,
        round() {
          const before = process.cpuUsage()
          for (const part of parts) run(part)
          const { user, system } = process.cpuUsage(before)
          return (user + system) / 1000 / (Math.max(LEAST, LENGTHS[k]) / LEAST)
        },
      }),
    )
    const timings: Timing[] = await race(contenders, { rounds })
    return {
      title,
      work: 'One crossover 20/50 whose targets are given; fee 10 bps, slippage 5 bps, no stop. Milliseconds of processor time per million bars; runs of fewer bars are given other bars each.',
      timings,
      units: LEAST,
      unit: 'bar',
      reference: contenders[2].name,
      checks: [],
      regression: 'something is not proportional to the bars, or a loop left the caches.',
      reproduce: 'node benchmarks/linearity.ts',
    }
  }
  const core = await section('Time per bar, core numbers', ({ runs, targets }) => runCore(runs, targets))
  const every = await section('Time per bar, every number', ({ runs, targets }) => runSummary(runs, targets))
  return [{ ...core, checks: [memory] }, every]
}

/** The most memory that a process with nothing but a sweep ever had. */
function memoryOfSweep(): string {
  const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'sweep'], { encoding: 'utf8' })
  const { before, after } = JSON.parse(out) as { before: number; after: number }
  return `A process that sweeps 1,000 combinations over 10,000 bars ten times: ${figures(after / 1024)} MB at its peak, ${figures(before / 1024)} MB before the first sweep.`
}

if (process.argv[2] === 'sweep') {
  const bars = makeMarket(10_000)
  const before = process.resourceUsage().maxRSS
  for (let k = 0; k < 10; k++) runSweep(bars, makePairs())
  console.log(JSON.stringify({ before, after: process.resourceUsage().maxRSS }))
} else if (import.meta.main) for (const section of await measureLinearity()) console.log(renderSection(section))
