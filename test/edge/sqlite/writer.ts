// A process of its own that writes runs: node writer.ts HOME PREFIX COUNT. It says each one that was taken; a negative count never ends.
import { fingerprint } from '../../../src/base/fingerprint.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import type { RunRecord } from '../../../src/research/run-record.ts'

const [home, prefix, count] = process.argv.slice(2)
const base = {
  type: 'sweep',
  name: 'written',
  createdAt: 1,
  durationMs: 1,
  status: 'ok',
  error: null,
  strategy: 's',
  family: 'f',
  module: null,
} as const
const inputs = {
  params: { text: 'x'.repeat(500) },
  symbols: ['A'],
  timeframe: '1h',
  bars: 1,
  data: 'd',
  location: null,
  settings: {},
  options: {},
}
const outputs = {
  functions: [],
  seed: null,
  version: '1',
  code: '',
  trials: 10,
  result: '',
  parts: [],
  parent: null,
  tags: ['t'],
  artifacts: [],
}
const store = openRunStore(home)
for (let k = 0; Number(count) < 0 || k < Number(count); k++) {
  const record: RunRecord = { ...base, ...inputs, ...outputs, id: `${prefix}-${k}`, metrics: { sharpe: k } }
  const children = Array.from(
    { length: 10 },
    (_, c): RunRecord => ({ ...record, id: `${record.id}-${c}`, type: 'sweep_run', parent: record.id }),
  )
  const fingerprints = children.map(({ id }) => fingerprint(id))
  store.add({ record, children, tried: { data: 'd', family: 'f', fingerprints } })
  process.stdout.write(`${record.id}\n`)
}
store.close()
