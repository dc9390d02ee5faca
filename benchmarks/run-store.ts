// A registry of a million runs: filtered, sorted pages against a full scan of the same question, and a million trials.
// node benchmarks/run-store.ts [RUNS]; an argument that names a folder keeps the file there for another round.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fingerprint } from '../src/base/fingerprint.ts'
import { seededRandom } from '../src/base/random.ts'
import { selectPage } from '../src/edge/sqlite/run-select.ts'
import { openRunStore } from '../src/edge/sqlite/run-store.ts'
import { resolveQuery } from '../src/research/run-query.ts'
import type { RunRecord } from '../src/research/run-record.ts'
import type { RunQuery, RunStore } from '../src/research/run-store.ts'
import { median } from './timing.ts'

const runs = Number(process.argv[2] ?? 1_000_000)
const kept = process.argv[3]
const home = kept ?? mkdtempSync(join(tmpdir(), 'peak-trade-bench-'))
const path = join(home, 'runs.sqlite')

const random = seededRandom('run-store')
const strategies = Array.from({ length: 20 }, (_, k) => `strategy_${k}`)
const symbols = ['BTC/EUR', 'ETH/EUR', 'SOL/EUR', 'ADA/EUR', 'XRP/EUR']
const pick = <T>(list: readonly T[]) => list[Math.floor(random.uniform() * list.length)]

function makeRun(k: number): RunRecord {
  const strategy = pick(strategies)
  const draw = random.uniform() + random.uniform() + random.uniform() - 1.5
  return {
    id: `run-${k}`,
    type: k % 100 === 0 ? 'walk_forward' : k % 10 === 0 ? 'backtest' : 'sweep_run',
    name: `run ${k} of ${strategy}`,
    createdAt: 1_700_000_000_000 + 1000 * k,
    durationMs: 10 * random.uniform(),
    status: 'ok',
    error: null,
    strategy,
    family: strategy,
    module: null,
    params: { fast: Math.floor(50 * random.uniform()), slow: 50 + Math.floor(150 * random.uniform()) },
    symbols: [pick(symbols)],
    timeframe: '1h',
    bars: 10_000,
    data: fingerprint(k % 7),
    location: null,
    settings: {
      capital: 10_000,
      fillAt: 'open',
      sizing: { fraction: 1 },
      costs: { feeBps: 10, slippageBps: 5 },
      exits: {},
      rebalance: 'change',
    },
    options: {},
    functions: [],
    seed: null,
    version: '1.0.0',
    code: '',
    trials: 1,
    metrics: {
      totalReturn: draw,
      sharpe: k % 50 === 0 ? Number.NaN : 2 * draw + random.uniform(),
      maxDrawdown: random.uniform(),
      trades: Math.floor(500 * random.uniform()),
      winRate: random.uniform(),
      profitFactor: 2 * random.uniform(),
    },
    result: '',
    parts: [],
    parent: null,
    tags: k % 10 === 0 ? ['weekly'] : k % 1000 === 7 ? ['candidate'] : [],
    artifacts: [],
  }
}

/** Indexes are put aside meanwhile and made at the end: this measures reading, and what adding costs is measured on the full store. */
function fill(store: RunStore): void {
  const batch = 10_000
  const present = store.count()
  const start = performance.now()
  const schema = new DatabaseSync(path)
  const indexes = schema.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all()
  for (const { name } of indexes) schema.exec(`DROP INDEX ${name}`)
  for (let from = 0; from < runs; from += batch) {
    const [record, ...children] = Array.from({ length: Math.min(batch, runs - from) }, (_, k) => makeRun(from + k))
    if (from >= present) store.add({ record, children })
  }
  for (const { sql } of indexes) schema.exec(String(sql))
  schema.close()
  console.log(
    `filled with ${runs} runs in ${((performance.now() - start) / 1000).toFixed(0)} s; ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB`,
  )
}

/** Milliseconds of each of some rounds, after one that warms up. */
function time(work: () => unknown, rounds: number): number[] {
  work()
  return Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
}

const queries: Readonly<Record<string, RunQuery>> = {
  'newest of all': {},
  'best Sharpe ratio of all': { sort: 'sharpe' },
  'best Sharpe ratio of one type': { types: ['walk_forward'], sort: 'sharpe' },
  'best return of one strategy': { strategies: ['strategy_7'], sort: 'totalReturn' },
  'smallest drawdown of one strategy, Sharpe ratio from 1': {
    strategies: ['strategy_7'],
    metrics: { sharpe: { min: 1 } },
    sort: 'maxDrawdown',
    order: 'asc',
  },
  'best Sharpe ratio of a tag (1 in 10)': { tags: ['weekly'], sort: 'sharpe' },
  'best Sharpe ratio of a tag (1 in 1000)': { tags: ['candidate'], sort: 'sharpe' },
  'best Sharpe ratio of a strategy, type and symbol': {
    strategies: ['strategy_7'],
    types: ['backtest'],
    symbols: ['SOL/EUR'],
    sort: 'sharpe',
  },
  'best Sharpe ratio of two types': { types: ['backtest', 'walk_forward'], sort: 'sharpe' },
  'smallest drawdown, Sharpe ratio from 3 (1 in 100)': { metrics: { sharpe: { min: 3 } }, sort: 'maxDrawdown', order: 'asc' },
  'best profit factor of one type, no index': { types: ['walk_forward'], sort: 'profitFactor' },
}

const store = openRunStore(home)
if (store.count() < runs) fill(store)
const database = new DatabaseSync(path, { readOnly: true })
database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;')
console.log('\n| page of 50 out of a million runs | median ms | full scan ms | ratio |\n|---|--:|--:|--:|')
for (const [name, query] of Object.entries(queries)) {
  const page = median(time(() => store.list(query), 21))
  // The same question without any index, records not even read.
  const { sql, values } = selectPage(resolveQuery({ ...query, tags: undefined, symbols: undefined }), { known: true, limit: 51 })
  const scan = database.prepare(
    sql.replaceAll(/INDEXED BY \w+/g, 'NOT INDEXED').replace('FROM runs r WHERE', 'FROM runs r NOT INDEXED WHERE'),
  )
  const full = median(time(() => scan.all(...values), 3))
  console.log(`| ${name} | ${page.toFixed(2)} | ${full.toFixed(0)} | ${(full / page).toFixed(0)} |`)
}
const whole = { strategies: ['strategy_7'], sort: 'sharpe', limit: 1000 }
let after: string | undefined
for (let k = 0; k < 20; k++) after = store.list({ ...whole, after }).next ?? undefined
console.log(`\npage 401 of 50, by cursor: ${median(time(() => store.list({ ...whole, limit: 50, after }), 21)).toFixed(2)} ms`)
console.log(`count of one strategy: ${median(time(() => store.count({ strategies: ['strategy_7'] }), 5)).toFixed(1)} ms`)
console.log(`get by id: ${median(time(() => store.get('run-4711'), 21)).toFixed(3)} ms`)
let next = runs
console.log(
  `add one run: ${median(time(() => store.add({ record: { ...makeRun(next++), id: `extra-${Date.now()}-${next}` } }), 21)).toFixed(2)} ms`,
)

const block = () => {
  const [record, ...children] = Array.from({ length: 1000 }, () => ({ ...makeRun(next++), id: `block-${Date.now()}-${next}` }))
  store.add({ record, children })
}
console.log(`add a sweep of 1,000 rows: ${median(time(block, 5)).toFixed(0)} ms`)

const scope = { data: `bench-${Date.now()}`, family: 'f' }
function* trialsOf() {
  for (let fast = 0; fast < 1000; fast++) for (let slow = 0; slow < 1000; slow++) yield fingerprint({ fast, slow })
}
for (const what of ['new', 'known']) {
  const start = performance.now()
  const added = store.recordTrials({ ...scope, fingerprints: trialsOf() })
  console.log(`a million ${what} trials: ${((performance.now() - start) / 1000).toFixed(1)} s (${added} counted)`)
}
console.log(`how many: ${median(time(() => store.trials(scope), 21)).toFixed(3)} ms`)
database.close()
store.close()
if (kept === undefined) rmSync(home, { recursive: true })
