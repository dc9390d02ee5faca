import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { makeMarket } from './market.ts'
import { decideTargets, makeRuns, runCore, runSummary, runSweep } from './ours.ts'
import { figures, renderSection, type Section } from './report.ts'
import { makePairs } from './sweep.ts'
import { inProcess, race, type Timing } from './timing.ts'

const LENGTHS = [10_000, 100_000, 1_000_000, 10_000_000] as const

/** Time per bar of one run from 10,000 to 10,000,000 bars, and the memory of a sweep. */
export async function measureLinearity({ rounds = 9 } = {}): Promise<Section[]> {
  const work = LENGTHS.map(length => {
    const bars = makeMarket(length)
    return { length, runs: makeRuns(bars, 0), targets: decideTargets(bars) }
  })
  const section = async (title: string, run: (one: (typeof work)[number]) => unknown): Promise<Section> => {
    // Short runs are repeated until all lengths see as many bars.
    const contenders = work.map(one =>
      inProcess(`${one.length.toLocaleString('en-US')} bars`, () => run(one), Math.max(1, LENGTHS[2] / one.length)),
    )
    const timings: Timing[] = (await race(contenders, { rounds })).map((timing, k) => ({
      ...timing,
      minMs: timing.minMs / (LENGTHS[k] / 1_000_000),
      medianMs: timing.medianMs / (LENGTHS[k] / 1_000_000),
    }))
    return {
      title,
      work: 'One crossover 20/50 whose targets are given; fee 10 bps, slippage 5 bps, no stop. Milliseconds are per million bars.',
      timings,
      units: 1_000_000,
      unit: 'bar',
      reference: contenders[2].name,
      checks: ['Memory is reused.'],
      regression: 'something is not proportional to the bars, or a loop left the caches.',
      reproduce: 'node benchmarks/linearity.ts',
    }
  }
  const core = await section('Time per bar, core numbers', ({ runs, targets }) => runCore(runs, targets))
  const every = await section('Time per bar, every number', ({ runs, targets }) => runSummary(runs, targets))
  return [{ ...core, checks: [...core.checks, memoryOfSweep()] }, every]
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
