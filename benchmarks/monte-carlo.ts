import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { seededRandom } from '../src/base/random.ts'
import { createBootstrap } from '../src/research/bootstrap.ts'
import { joinPaths, type MonteCarlo, monteCarlo } from '../src/research/monte-carlo.ts'
import { type MonteCarloOptions, planPaths } from '../src/research/path-plan.ts'
import type { PathPart } from '../src/research/run-paths.ts'
import type { WorkerStart } from './monte-carlo-worker.ts'
import { startPeer } from './peers.ts'
import { agree, renderSection, type Section } from './report.ts'
import { type Contender, inProcess, race } from './timing.ts'

/**
 * Monte Carlo on returns: 10,000 paths × 1,000 returns, every metric of every path, and the percentile bands of the equity after every
 * return. Against the same in vectorized NumPy, and with the paths split over two worker threads.
 *
 * `node benchmarks/monte-carlo.ts [rounds]`
 */
const PATHS = 10_000
const RETURNS = 1000

const OPTIONS: MonteCarloOptions = { method: 'iid', seed: 1, barsPerYear: 252, paths: PATHS, capital: 1 }

function someReturns(): Float64Array {
  const random = seededRandom(1)
  return Float64Array.from({ length: RETURNS }, () => 0.0004 + 0.01 * random.normal())
}

/** The numbers that NumPy names alike: `sharpe0` is the first percentile of the Sharpe ratio. */
function named({ metrics, fan, ruin }: MonteCarlo): Record<string, number> {
  const numbers: Record<string, number> = { ruin0: ruin.probability }
  for (const [name, band] of Object.entries(metrics))
    for (const [k, value] of Array.from(band.quantiles).entries()) numbers[`${name}${k}`] = value
  let sum = 0
  for (const band of fan.bands) for (const value of band) sum += value
  numbers.fan = sum
  return numbers
}

interface Threads {
  run(): Promise<MonteCarlo>
  close(): Promise<unknown>
}

/** Two workers that stay alive, each with half of the paths. */
async function startThreads(returns: Float64Array, options: MonteCarloOptions): Promise<Threads> {
  const plan = planPaths(returns, options)
  const file = new URL('./monte-carlo-worker.ts', import.meta.url)
  const workers = [0, 1].map(() => new Worker(file, { workerData: { returns, options } satisfies WorkerStart }))
  const half = plan.paths / 2
  const part = (worker: Worker, from: number) =>
    new Promise<PathPart>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.postMessage({ from, to: from + half })
    })
  return {
    run: async () => joinPaths(plan, await Promise.all(workers.map((worker, k) => part(worker, k * half)))),
    close: () => Promise.all(workers.map(worker => worker.terminate())),
  }
}

/** Throws unless both results have the same bits. */
function same(one: MonteCarlo, other: MonteCarlo): string {
  for (const [name, column] of Object.entries(one.values))
    for (let k = 0; k < column.length; k++)
      if (!Object.is(column[k], other.values[name as keyof MonteCarlo['values']][k])) throw new Error(`${name} of path ${k} differs`)
  for (const [b, band] of one.fan.bands.entries())
    for (let t = 0; t < band.length; t++) if (!Object.is(band[t], other.fan.bands[b][t])) throw new Error(`band ${b} differs at ${t}`)
  return 'Two threads: every metric of every path and every band agree to the bit.'
}

export async function measureMonteCarlo(rounds = 7): Promise<Section[]> {
  const returns = someReturns()
  const file = join(tmpdir(), 'peak-trade-returns.f64')
  const drawn = join(tmpdir(), 'peak-trade-indices.i32')
  writeFileSync(file, returns)
  const bootstrap = createBootstrap({ method: 'iid', observations: RETURNS, seed: 1 })
  const indices = new Uint32Array(PATHS * RETURNS)
  for (let k = 0; k < PATHS; k++) bootstrap.fill(k, indices.subarray(k * RETURNS, (k + 1) * RETURNS))
  writeFileSync(drawn, indices)

  const result = monteCarlo(returns, OPTIONS)
  const checks: string[] = []
  const threads = await startThreads(returns, OPTIONS)
  checks.push(same(result, await threads.run()))
  const peer = startPeer('run_monte_carlo.py', [file, PATHS, drawn])
  const contenders: Contender[] = [
    inProcess('peak-trade', () => monteCarlo(returns, OPTIONS)),
    inProcess('peak-trade, stationary bootstrap', () => monteCarlo(returns, { ...OPTIONS, method: 'stationary', blockLength: 10 })),
    {
      name: 'peak-trade, two threads',
      async round() {
        const start = performance.now()
        await threads.run()
        return performance.now() - start
      },
    },
  ]
  if (peer !== undefined) {
    const expected = await peer.ask('check')
    const numbers = named(result)
    checks.push(
      agree('NumPy on the same indices', expected, numbers, { names: Object.keys(numbers), tolerance: 1e-9 })
        // Fifty names say less than their number.
        .replace(/: .* agree/, `: ${Object.keys(numbers).length} numbers agree`),
    )
    contenders.push(peer.contender('NumPy, every metric', 'full'), peer.contender('NumPy, three metrics', 'lean'))
  }
  const timings = await race(contenders, { rounds, warmup: 2 })
  peer?.close()
  await threads.close()
  return [
    {
      title: 'Monte Carlo on returns',
      work: `${PATHS.toLocaleString('en')} paths × ${RETURNS.toLocaleString('en')} returns drawn with replacement, eleven metrics per path with five percentiles and rank, five percentiles of the equity after every return.`,
      timings,
      units: PATHS * RETURNS,
      unit: 'return',
      reference: 'peak-trade',
      checks: [
        ...checks,
        'NumPy runs with glibc settings that keep its memory; we get fresh memory in every round.',
        'NumPy "three metrics" computes total return, Sharpe ratio, deepest drawdown and the bands: less than the library does.',
      ],
      regression: 'a risk report takes longer than a look at the backtest itself.',
      reproduce: 'node benchmarks/monte-carlo.ts',
    },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const section of await measureMonteCarlo(Number(process.argv[2] ?? 7))) console.log(renderSection(section))
