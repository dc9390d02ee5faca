import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { EdgeError } from '../../../src/base/errors.ts'
import { fingerprint } from '../../../src/base/fingerprint.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import type { RunType } from '../../../src/research/run-record.ts'
import type { RunQuery } from '../../../src/research/run-store.ts'
import { makeRecord, testRunStore } from '../../contracts/run-store.ts'

const root = mkdtempSync(join(tmpdir(), 'peak-trade-runs-'))
afterAll(() => rmSync(root, { recursive: true }))
let homes = 0
const newHome = () => join(root, `home-${homes++}`)
const fileIn = (home: string) => join(home, 'runs.sqlite')
const isRoot = process.getuid?.() === 0

testRunStore('openRunStore', () => openRunStore(newHome()))

/** Numbers that look random and are not. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('openRunStore', () => {
  it('answers random questions as memory does', () => {
    const pick = chance(7)
    const stores = [memoryRunStore(), openRunStore(newHome())]
    const types: RunType[] = ['backtest', 'sweep', 'sweep_run', 'stress']
    const number = () => [Number.NaN, -1, 0, 0, 1, 2.5, Number.POSITIVE_INFINITY][pick(7)]
    for (let k = 0; k < 300; k++) {
      const record = makeRecord({
        id: `run-${k}`,
        type: types[pick(4)],
        strategy: `s${pick(3)}`,
        family: `f${pick(2)}`,
        symbols: [['A'], ['B'], ['A', 'B'], []][pick(4)],
        tags: [[], ['x'], ['x', 'y'], ['y']][pick(4)],
        timeframe: ['1h', '1d'][pick(2)],
        data: `d${pick(2)}`,
        createdAt: pick(50),
        name: `Run ${pick(20)}`,
        parent: k > 10 && pick(3) === 0 ? `run-${pick(10)}` : null,
        metrics: { sharpe: number(), totalReturn: number(), maxDrawdown: number(), sortino: number(), custom: number() },
      })
      for (const store of stores) store.add({ record })
    }
    for (let k = 0; k < 20; k++) for (const store of stores) store.tag(`run-${pick(1) + k * 7}`, { add: ['late'], remove: ['x'] })
    for (let k = 0; k < 5; k++) expect(stores.map(store => store.remove(`run-${k}`))).toEqual([true, true])
    const maybe = <T>(value: T) => (pick(3) === 0 ? value : undefined)
    for (let k = 0; k < 300; k++) {
      const query: RunQuery = {
        types: maybe(types.slice(pick(4))),
        strategies: maybe([`s${pick(4)}`, `s${pick(3)}`]),
        families: maybe([`f${pick(2)}`]),
        symbols: maybe([['A'], ['B', 'A'], []][pick(3)]),
        tags: maybe([['x'], ['y', 'x', 'late'], ['none']][pick(3)]),
        timeframes: maybe(['1h']),
        data: maybe('d1'),
        parent: maybe(pick(2) === 0 ? null : `run-${pick(10)}`),
        createdFrom: maybe(pick(50)),
        createdTo: maybe(pick(50)),
        text: maybe(`N ${pick(10)}`),
        metrics: maybe({ [['sharpe', 'custom', 'maxDrawdown'][pick(3)]]: { min: maybe(0), max: maybe(1) } }),
        sort: ['createdAt', 'sharpe', 'maxDrawdown', 'sortino', 'custom', 'nothing', 'bars'][pick(7)],
        order: pick(2) === 0 ? 'asc' : 'desc',
        limit: 1 + pick(40),
      }
      const { sort: _sort, order: _order, limit: _limit, ...filter } = query
      const [expected, found] = stores.map(store => ({ ids: Array.from(store.each(query), ({ id }) => id), count: store.count(filter) }))
      expect(found, JSON.stringify(query)).toEqual(expected)
    }
    for (const store of stores) store.close()
  })

  it('finds everything again, in another session', () => {
    const home = newHome()
    const tried = { data: 'd', family: 'f', fingerprints: [fingerprint(1), fingerprint(2)] }
    const first = openRunStore(home)
    first.add({ record: makeRecord({ id: 'a' }), tried })
    first.close()
    const second = openRunStore(home)
    second.add({ record: makeRecord({ id: 'b' }), tried: { ...tried, fingerprints: [fingerprint(2), fingerprint(3)] } })
    expect(second.count()).toBe(2)
    expect(second.trials(tried)).toBe(3)
    second.close()
    expect(readdirSync(home)).toEqual(['runs.sqlite'])
  })

  it('counts a hundred thousand trials, and the same again as none', () => {
    const store = openRunStore(newHome())
    const tried = { data: 'd', family: 'f' }
    const fingerprints = function* () {
      for (let k = 0; k < 100_000; k++) yield fingerprint(k)
    }
    expect(store.recordTrials({ ...tried, fingerprints: fingerprints() })).toBe(100_000)
    expect(store.recordTrials({ ...tried, fingerprints: fingerprints() })).toBe(0)
    expect(store.trials(tried)).toBe(100_000)
    store.close()
  })

  it('lies in the folder of PEAK_TRADE_HOME when none is given', () => {
    const home = newHome()
    const before = process.env.PEAK_TRADE_HOME
    process.env.PEAK_TRADE_HOME = home
    try {
      openRunStore().close()
    } finally {
      if (before === undefined) delete process.env.PEAK_TRADE_HOME
      else process.env.PEAK_TRADE_HOME = before
    }
    expect(existsSync(fileIn(home))).toBe(true)
  })

  it('reads while another one writes', () => {
    const home = newHome()
    const writer = openRunStore(home)
    const reader = openRunStore(home, { readOnly: true })
    writer.add({ record: makeRecord({ id: 'a' }) })
    expect(reader.count()).toBe(1)
    expect(() => reader.add({ record: makeRecord({ id: 'b' }) })).toThrow(expect.objectContaining({ code: 'sqlite/permission' }))
    expect(() => openRunStore(newHome(), { readOnly: true })).toThrow(expect.objectContaining({ code: 'sqlite/missing' }))
    reader.close()
    writer.close()
  })
})

function start(home: string, prefix: string, count: number) {
  const child = spawn(process.execPath, [
    '--no-warnings',
    fileURLToPath(new URL('./writer.ts', import.meta.url)),
    home,
    prefix,
    String(count),
  ])
  let said = ''
  let complained = ''
  let heard: () => void = () => undefined
  child.stdout.on('data', (piece: Buffer) => {
    said += String(piece)
    heard()
  })
  child.stderr.on('data', (piece: Buffer) => {
    complained += String(piece)
  })
  const ended = new Promise<{ code: number | null; ids: string[]; complained: string }>(resolve =>
    child.on('close', code => resolve({ code, ids: said.split('\n').slice(0, -1), complained })),
  )
  const first = new Promise<void>(resolve => {
    heard = resolve
  })
  return { child, ended, first }
}

/** Every sweep that was said to be taken is there, and each has its ten rows and trials. */
function checkWhole(home: string, said: readonly string[]): number {
  const database = new DatabaseSync(fileIn(home))
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  const one = (sql: string) => Object.values(database.prepare(sql).get() as Record<string, number>)[0]
  const sweeps = database
    .prepare("SELECT id FROM runs WHERE type = 'sweep'")
    .all()
    .map(row => String(row.id))
  expect(sweeps).toEqual(expect.arrayContaining([...said]))
  expect(one('SELECT count(*) FROM runs')).toBe(11 * sweeps.length)
  expect(one('SELECT count(*) FROM run_bodies')).toBe(11 * sweeps.length)
  expect(one('SELECT count(*) FROM run_labels')).toBe(22 * sweeps.length)
  expect(one('SELECT count(*) FROM trials')).toBe(10 * sweeps.length)
  expect(one('SELECT total(count) FROM trial_scopes')).toBe(10 * sweeps.length)
  expect(one("SELECT count(*) FROM (SELECT parent FROM runs WHERE type = 'sweep_run' GROUP BY parent HAVING count(*) <> 10)")).toBe(0)
  database.close()
  return sweeps.length
}

describe('many processes', () => {
  it('write at the same time, beginning with no file at all, and lose nothing', { timeout: 60_000 }, async () => {
    const home = newHome()
    const results = await Promise.all(['a', 'b', 'c'].map(prefix => start(home, prefix, 100).ended))
    for (const { code, ids, complained } of results) {
      expect(complained).toBe('')
      expect(code).toBe(0)
      expect(ids).toHaveLength(100)
    }
    expect(
      checkWhole(
        home,
        results.flatMap(({ ids }) => ids),
      ),
    ).toBe(300)
    expect(readdirSync(home)).toEqual(['runs.sqlite'])
  })

  it('are killed at any moment, and what they said was written is there, whole', { timeout: 120_000 }, async () => {
    const home = newHome()
    const said: string[] = []
    for (let round = 0; round < 10; round++) {
      const { child, ended, first } = start(home, `r${round}`, -1)
      await Promise.race([first, ended])
      await new Promise(resolve => setTimeout(resolve, 7 * round))
      child.kill('SIGKILL')
      const { ids, complained } = await ended
      expect(complained).toBe('')
      said.push(...ids)
      const store = openRunStore(home)
      expect(store.count({ types: ['sweep'] })).toBeGreaterThanOrEqual(said.length)
      store.close()
    }
    expect(said.length).toBeGreaterThanOrEqual(10)
    checkWhole(home, said)
  })
})

describe('a full disk', () => {
  it('refuses a run as a whole, and goes on reading, and writing when there is space', () => {
    const home = newHome()
    openRunStore(home).close()
    const store = openRunStore(home, { maxBytes: 400_000 })
    const big = (id: string) => makeRecord({ id, params: { text: 'x'.repeat(20_000) }, tags: ['t'] })
    const tried = (id: string) => ({ data: 'd', family: 'f', fingerprints: Array.from({ length: 50 }, (_, k) => fingerprint([id, k])) })
    let taken = 0
    let error: unknown
    for (let k = 0; k < 100 && error === undefined; k++) {
      const id = `sweep-${k}`
      const children = [0, 1, 2].map(c => ({ ...big(`${id}-${c}`), type: 'sweep_run' as const, parent: id }))
      try {
        store.add({ record: { ...big(id), type: 'sweep' }, children, tried: tried(id) })
        taken++
      } catch (thrown) {
        error = thrown
      }
    }
    expect(error).toBeInstanceOf(EdgeError)
    expect(error).toMatchObject({ code: 'sqlite/disk-full' })
    expect((error as EdgeError).message).toContain(fileIn(home))
    expect(taken).toBeGreaterThan(0)
    expect(store.count({ types: ['sweep'] })).toBe(taken)
    expect(store.count()).toBe(4 * taken)
    expect(store.trials({ data: 'd', family: 'f' })).toBe(50 * taken)
    expect(store.get('sweep-0')?.params.text).toHaveLength(20_000)
    expect(store.remove('sweep-0')).toBe(true)
    store.add({ record: big('after') })
    store.close()
    const database = new DatabaseSync(fileIn(home))
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    database.close()
  })
})

describe('a file that is not ours', () => {
  const contents = {
    text: () => 'hello, this is my diary\n'.repeat(50),
    'an empty file': () => '',
    'another database': () => {
      const path = join(root, 'other.sqlite')
      const database = new DatabaseSync(path)
      database.exec('CREATE TABLE diary (day TEXT)')
      database.close()
      return readFileSync(path)
    },
  }
  it.each(Object.entries(contents))('%s is refused and left as it is', (_what, make) => {
    const home = newHome()
    mkdirSync(home)
    writeFileSync(fileIn(home), make())
    const before = readFileSync(fileIn(home))
    const { mtimeMs } = statSync(fileIn(home))
    expect(() => openRunStore(home)).toThrow(expect.objectContaining({ code: 'sqlite/foreign' }))
    expect(readFileSync(fileIn(home)).equals(before)).toBe(true)
    expect(statSync(fileIn(home)).mtimeMs).toBe(mtimeMs)
    expect(readdirSync(home)).toEqual(['runs.sqlite'])
  })

  it('a folder of that name is refused', () => {
    const home = newHome()
    mkdirSync(fileIn(home), { recursive: true })
    expect(() => openRunStore(home)).toThrow(EdgeError)
  })

  it('a newer version is refused and left as it is', () => {
    const home = newHome()
    openRunStore(home).close()
    const database = new DatabaseSync(fileIn(home))
    database.exec('PRAGMA user_version = 99')
    database.close()
    const before = readFileSync(fileIn(home))
    expect(() => openRunStore(home)).toThrow('of version 99, this peak-trade knows versions up to 1; update peak-trade')
    expect(readFileSync(fileIn(home)).equals(before)).toBe(true)
  })

  it('a damaged one says so', () => {
    const home = newHome()
    const store = openRunStore(home)
    for (let k = 0; k < 50; k++) store.add({ record: makeRecord({ id: `run-${k}` }) })
    store.close()
    const bytes = readFileSync(fileIn(home))
    bytes.fill(0xff, 4096)
    writeFileSync(fileIn(home), bytes)
    expect(() => {
      const damaged = openRunStore(home)
      try {
        damaged.list()
      } finally {
        damaged.close()
      }
    }).toThrow(expect.objectContaining({ code: 'sqlite/corrupt' }))
    expect(readFileSync(fileIn(home)).equals(bytes)).toBe(true)
  })

  it('one cut short says so', () => {
    const home = newHome()
    openRunStore(home).close()
    writeFileSync(fileIn(home), readFileSync(fileIn(home)).subarray(0, 5000))
    expect(() => openRunStore(home).list()).toThrow(expect.objectContaining({ code: 'sqlite/corrupt' }))
  })
})

describe('a folder that cannot be written', () => {
  it('is refused when it is a file', () => {
    const home = newHome()
    writeFileSync(home, 'x')
    expect(() => openRunStore(home)).toThrow(EdgeError)
  })

  it('is refused when this user may not write it', () => {
    const home = newHome()
    mkdirSync(home)
    chmodSync(home, 0o500)
    try {
      // Root may write anywhere, so somebody else tries.
      if (isRoot) process.seteuid?.(65_534)
      expect(() => openRunStore(home)).toThrow(expect.objectContaining({ code: expect.stringMatching(/permission$/) }))
      expect(() => openRunStore(join(home, 'deeper'))).toThrow(expect.objectContaining({ code: 'file/permission' }))
    } finally {
      if (isRoot) process.seteuid?.(0)
      chmodSync(home, 0o700)
    }
    expect(readdirSync(home)).toEqual([])
  })
})

describe('the plan of a page', () => {
  it('sorts nothing and reads no other run, for what is filtered and sorted by most', async () => {
    const { selectPage } = await import('../../../src/edge/sqlite/run-select.ts')
    const { resolveQuery } = await import('../../../src/research/run-query.ts')
    const home = newHome()
    openRunStore(home).close()
    const database = new DatabaseSync(fileIn(home))
    const filters: RunQuery[] = [
      {},
      { types: ['sweep'] },
      { strategies: ['s'] },
      { tags: ['t'] },
      { symbols: ['A'] },
      { types: ['sweep'], metrics: { sharpe: { min: 1 } } },
    ]
    for (const filter of filters)
      for (const sort of ['createdAt', 'sharpe', 'totalReturn', 'maxDrawdown'])
        for (const order of ['asc', 'desc'] as const)
          for (const known of [true, false])
            for (const after of [undefined, `9/${known ? 1 : 'NaN'}/${order}/${sort}`]) {
              const { sql, values } = selectPage(resolveQuery({ ...filter, sort, order, after }), { known, limit: 50 })
              const plan = database
                .prepare(`EXPLAIN QUERY PLAN ${sql}`)
                .all(...values)
                .map(row => String(row.detail))
              expect(plan.join('; '), sql).not.toMatch(/TEMP B-TREE/)
              expect(plan[0], sql).toMatch(/INDEX/)
            }
    database.close()
  })
})
