import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../src/base/random.ts'
import { writeAtomically } from '../src/edge/files/atomic-write.ts'
import { readCsv } from '../src/edge/files/csv.ts'
import { normalizeBars } from '../src/market/normalize.ts'
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

const [first = '1000000', second = '9', third = ''] = process.argv.slice(2)
if (third !== '') {
  console.log(JSON.stringify(await time(first, second, Number(third))))
} else {
  const [rows, rounds] = [Number(first), Number(second)]
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-csv-'))
  const formats = { 'ISO time': (ms: number) => new Date(ms).toISOString(), 'epoch time': String }
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
    const [split, bars] = [median(took.split), median(took.bars)]
    const size = (statSync(path).size / 1e6).toFixed(0)
    console.log(
      `${name}, ${rows} rows, ${size} MB: readCsv + normalizeBars ${bars.toFixed(0)} ms (best ${Math.min(...took.bars).toFixed(0)}), ` +
        `readFileSync + split ${split.toFixed(0)} ms (best ${Math.min(...took.split).toFixed(0)}), ratio ${(bars / split).toFixed(2)}`,
    )
    rmSync(path)
  }
  rmSync(folder, { recursive: true })
}
