import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../../src/edge/sqlite/journal.ts'
import { OrderDesk } from '../../../src/execution/order-desk.ts'
import { entry, testJournal } from '../../contracts/journal.ts'
import { LyingExchange } from '../../execution/lying-exchange.ts'
import { moment, openGates, wish } from '../../execution/shadow-gates.ts'

const deep = process.env.PEAK_TRADE_DEEP === '1'
const root = mkdtempSync(join(tmpdir(), 'peak-trade-journal-'))
afterAll(() => rmSync(root, { recursive: true }))
let homes = 0
const newHome = () => join(root, `home-${homes++}`)
const fileIn = (home: string) => join(home, 'journal.sqlite')

testJournal('openJournal', () => openJournal(newHome()))

/** Starts a writer, kills it after so many entries that it has told, and gives what it told. */
async function killed(home: string, entries: number): Promise<number> {
  const script = fileURLToPath(new URL('./journal-writer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, home, 'a'])
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += String(piece)
    if (said.split('\n').length > entries) child.kill('SIGKILL')
  })
  let complained = ''
  child.stderr.on('data', (piece: Buffer) => {
    complained += String(piece)
  })
  await new Promise(resolve => child.on('close', resolve))
  expect(complained).toBe('')
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

describe('openJournal', () => {
  it('finds everything again, in another process or the same', () => {
    const home = newHome()
    const first = openJournal(home)
    first.append(entry(0), entry(1, { clientId: 'c' }))
    first.close()
    const second = openJournal(home)
    second.append(entry(2))
    expect(second.read('a')).toEqual([entry(0), entry(1, { clientId: 'c' }), entry(2)])
    second.close()
    expect(readdirSync(home)).toEqual(['journal.sqlite'])
  })

  it('waits for the disk', () => {
    const journal = openJournal(newHome())
    const { database } = journal as unknown as { readonly database: DatabaseSync }
    // 2 is FULL, see https://sqlite.org/pragma.html#pragma_synchronous
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    journal.close()
  })

  it('has everything that was taken, and nothing torn, when its writer is killed', { timeout: 120_000 }, async () => {
    const home = newHome()
    for (let round = 0; round < (deep ? 25 : 4); round++) {
      const told = await killed(home, 3 + 7 * round)
      const journal = openJournal(home)
      const entries = journal.read('a')
      expect(entries.length).toBeGreaterThan(told)
      // Three at a time, all or none.
      expect(entries.length % 3).toBe(0)
      expect(entries.every(({ sequence, data }, k) => sequence === k && (data as { text: string }).text.length === 3000)).toBe(true)
      journal.close()
    }
  })

  it('tells the second of two processes that write one session', () => {
    const home = newHome()
    const [one, two] = [openJournal(home), openJournal(home)]
    one.append(entry(0))
    two.append(entry(0, { session: 'b' }))
    two.append(entry(1))
    expect(() => one.append(entry(1))).toThrow(expect.objectContaining({ code: 'journal/sequence' }))
    expect(one.read('a')).toHaveLength(2)
    one.close()
    two.close()
  })

  it('waits for other writers, but not for ever, and then nothing has happened', () => {
    const home = newHome()
    const journal = openJournal(home, { busyMs: 30 })
    const other = new DatabaseSync(fileIn(home))
    other.exec('BEGIN IMMEDIATE')
    expect(() => journal.append(entry(0))).toThrow(expect.objectContaining({ code: 'sqlite/busy', retryable: true }))
    expect(journal.read('a')).toEqual([])
    other.exec('ROLLBACK')
    other.close()
    journal.append(entry(0))
    expect(journal.read('a')).toHaveLength(1)
    journal.close()
  })

  it('says when the disk is full, keeps what it has, and a desk sends nothing', async () => {
    const home = newHome()
    const exchange = new LyingExchange({ seed: 1, malice: 0 })
    const journal = openJournal(home, { maxBytes: 60_000 })
    const desk = new OrderDesk({ session: 'a', journal, executor: exchange, gates: openGates() })
    let placed = 0
    const full = expect.objectContaining({ code: 'sqlite/disk-full' })
    const fill = async () => {
      for (; placed < 1000; placed++) await desk.place(wish({ clientId: `c-${placed}`, quantity: placed + 1 }), moment())
    }
    await expect(fill()).rejects.toThrow(full)
    expect(placed).toBeGreaterThan(10)
    await expect(desk.place(wish({ clientId: 'later' }), moment())).rejects.toThrow(full)
    const sent = journal.read('a').filter(({ data }) => (data as { type?: string }).type === 'send')
    expect([...exchange.arrivals.keys()]).toEqual(sent.map(({ clientId }) => clientId))
    journal.close()
    const again = openJournal(home)
    again.append(entry(again.read('a').length))
    again.close()
  })

  it('does not touch a file that is something else', () => {
    const home = newHome()
    openJournal(home).close()
    writeFileSync(fileIn(home), 'my notes')
    expect(() => openJournal(home)).toThrow(expect.objectContaining({ code: 'sqlite/foreign' }))
    expect(readFileSync(fileIn(home), 'utf8')).toBe('my notes')
  })

  it('is read without being changed', () => {
    const home = newHome()
    expect(() => openJournal(home, { readOnly: true })).toThrow(expect.objectContaining({ code: 'sqlite/missing' }))
    const writer = openJournal(home)
    writer.append(entry(0))
    const reader = openJournal(home, { readOnly: true })
    expect(reader.read('a')).toHaveLength(1)
    expect(() => reader.append(entry(1))).toThrow(expect.objectContaining({ code: 'sqlite/permission' }))
    reader.close()
    writer.close()
  })
})
