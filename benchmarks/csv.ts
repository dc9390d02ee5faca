import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../src/base/random.ts'
import { writeAtomically } from '../src/edge/files/atomic-write.ts'
import { readCsv } from '../src/edge/files/csv.ts'
import { normalizeBars } from '../src/market/normalize.ts'
import { renderSection, type Section } from './report.ts'
import { median } from './timing.ts'

/**
 * Is a CSV file turned into bars sooner than Node can cut its text into lines? Both sides run in processes of their own, several
 * times in turns, hold their result, and pay for their own garbage. A ratio above 1 means: whoever wants prices waits longer for
 * the library than for `split`.
 *
 * `node benchmarks/csv.ts [rows] [rounds]`
 */
const START = Date.UTC(2020, 0, 1)

/** Minute bars with prices of two decimals and volumes of four, as exchanges publish them. */
function* csvLines(rows: number, writeTime: (ms: number) => string): Generator<string> {
  const random = seededRandom(1)
  yield 'time,open,high,low,close,volume\n'
  let price = 100
  let text = ''
  for (let i = 0; i < rows; i++) {
    const open = price
    price = Math.max(1, open * (1 + (random.uniform() - 0.5) * 0.002))
    const high = Math.max(open, price) * (1 + random.uniform() * 0.001)
    const low = Math.min(open, price) * (1 - random.uniform() * 0.001)
    const prices = [open, high, low, price].map(value => value.toFixed(2)).join(',')
    text += `${writeTime(START + i * 60_000)},${prices},${(random.uniform() * 1000).toFixed(4)}\n`
    if (i % 4096 === 4095) {
      yield text
      text = ''
    }
  }
  yield text
}

/** Milliseconds of each of `rounds` runs in this process. */
async function time(side: string, path: string, rounds: number): Promise<number[]> {
  const took: number[] = []
  let held: { readonly length: number } = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    if (side === 'split') held = readFileSync(path, 'utf8').split('\n')
    else held = normalizeBars(await readCsv(path), { symbol: 'X', inconsistent: 'repair' }).bars
    took.push(performance.now() - start)
  }
  if (held.length === 0) throw new Error('nothing was read')
  return took
}

const READ = 'peak-trade, readCsv and normalizeBars'
const SPLIT = 'Node, readFileSync and split'

/** Both sides on a file with ISO times and one with epoch times. */
export async function measureCsv(rows = 1_000_000, rounds = 9): Promise<Section[]> {
  const sections: Section[] = []
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-csv-'))
  const formats = { 'ISO times': (ms: number) => new Date(ms).toISOString(), 'epoch times': String }
  for (const [name, format] of Object.entries(formats)) {
    const path = join(folder, `${name.replace(' ', '-')}.csv`)
    await writeAtomically(path, csvLines(rows, format))
    const took: Record<string, number[]> = { split: [], bars: [] }
    for (let turn = 0; turn < 4; turn++) {
      for (const side of turn % 2 === 0 ? ['split', 'bars'] : ['bars', 'split']) {
        const args = ['--max-old-space-size=8192', fileURLToPath(import.meta.url), side, path, String(rounds)]
        const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
        took[side].push(...(JSON.parse(stdout) as number[]))
      }
    }
    const timing = (who: string, times: number[]) => ({
      name: who,
      minMs: Math.min(...times),
      medianMs: median(times),
      rounds: times.length,
    })
    sections.push({
      title: `CSV with ${name}, ${rows.toLocaleString('en')} rows`,
      work: `${(statSync(path).size / 1e6).toFixed(0)} MB, prices of two decimals, volumes of four; exact doubles, every row checked. Each side in processes of its own, results held.`,
      timings: [timing(READ, took.bars), timing(SPLIT, took.split)],
      units: rows,
      unit: 'row',
      reference: SPLIT,
      checks: [],
      regression: 'the byte scanner in src/market/csv-scanner.ts or the checks of src/market/scan-bars.ts got slower per row.',
      reproduce: 'node benchmarks/csv.ts',
    })
    rmSync(path)
  }
  rmSync(folder, { recursive: true })
  return sections
}

if (import.meta.main) {
  const [first, second, third] = process.argv.slice(2)
  if (third !== undefined) console.log(JSON.stringify(await time(first, second, Number(third))))
  else for (const section of await measureCsv(Number(first ?? 1_000_000), Number(second ?? 9))) console.log(renderSection(section))
}
