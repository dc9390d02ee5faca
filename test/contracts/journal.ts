import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Journal, JournalEntry } from '../../src/execution/journal.ts'

/** An entry of session `a`, unless it is said otherwise. */
export function entry(sequence: number, change: Partial<JournalEntry> = {}): JournalEntry {
  return { session: 'a', sequence, at: 1000 + sequence, type: 'note', data: { k: sequence }, ...change }
}

/** What every journal must do. */
export function testJournal(name: string, open: () => Journal): void {
  describe(`${name}, as a journal`, () => {
    let journal: Journal
    beforeEach(() => {
      journal = open()
    })
    afterEach(() => journal.close())

    it('gives nothing of a session that it does not know', () => {
      expect(journal.read('a')).toEqual([])
    })

    it('gives entries back as they were, in order, each session its own', () => {
      const data = {
        text: "夜 \u0000 '; DROP TABLE entries; --",
        n: [0.1, 5e-324, -1e300, null, true],
        deep: { a: { b: [] } },
        ['__proto__']: 3,
      }
      const entries = [
        entry(0, { type: 'intent', clientId: 'c-1', data }),
        entry(1, { type: 'approval', clientId: 'c-1', at: -5.5 }),
        entry(2, { type: 'event', data: 'text' }),
        entry(3, { type: 'refusal', data: null }),
      ]
      for (const one of entries) journal.append(one)
      journal.append(entry(0, { session: 'Ω b' }))
      expect(journal.read('a')).toEqual(entries)
      expect(journal.read('Ω b')).toHaveLength(1)
      expect(journal.read('A')).toEqual([])
    })

    it('is not changed by what is done to what came from it or went into it', () => {
      const data = { list: [1] }
      journal.append(entry(0, { data }))
      data.list.push(2)
      ;(journal.read('a')[0].data as { list: number[] }).list.push(3)
      expect(journal.read('a')[0].data).toEqual({ list: [1] })
    })

    it('takes entries in their sequence, without gaps, each once', () => {
      const refused = expect.objectContaining({ code: 'journal/sequence' })
      expect(() => journal.append(entry(1))).toThrow(refused)
      journal.append(entry(0))
      expect(() => journal.append(entry(0))).toThrow(refused)
      expect(() => journal.append(entry(2))).toThrow(refused)
      journal.append(entry(1))
      expect(journal.read('a').map(({ sequence }) => sequence)).toEqual([0, 1])
    })

    it('takes several entries, or none of them', () => {
      expect(() => journal.append(entry(0), entry(1), entry(3))).toThrow(expect.objectContaining({ code: 'journal/sequence' }))
      expect(() => journal.append(entry(0), entry(1, { data: Number.NaN }))).toThrow(expect.objectContaining({ code: 'journal/entry' }))
      expect(journal.read('a')).toEqual([])
      journal.append(entry(0), entry(0, { session: 'b' }), entry(1))
      expect(journal.read('a')).toHaveLength(2)
      journal.append()
    })

    it.each<Partial<JournalEntry>>([
      { session: '' },
      { sequence: -1 },
      { sequence: 0.5 },
      { at: Number.NaN },
      { type: 'order' as never },
      { clientId: '' },
      { data: undefined },
      { data: { price: Number.POSITIVE_INFINITY } },
      { data: [() => 1] },
      { data: { at: new Date(0) } },
      { data: { n: new Map() } },
    ])('refuses %j', change => {
      expect(() => journal.append(entry(0, change))).toThrow(expect.objectContaining({ code: 'journal/entry' }))
      expect(journal.read('a')).toEqual([])
    })

    it('leaves out what is undefined', () => {
      journal.append(entry(0, { clientId: undefined, data: { a: undefined, b: 1 } }))
      expect(journal.read('a')[0].data).toEqual({ b: 1 })
    })

    it('keeps long entries, and many', () => {
      journal.append(entry(0, { data: 'x'.repeat(1_000_000) }))
      for (let k = 1; k < 300; k++) journal.append(entry(k))
      expect(journal.read('a')).toHaveLength(300)
      expect((journal.read('a')[0].data as string).length).toBe(1_000_000)
    })

    it('is closed once, and then says so', () => {
      journal.close()
      journal.close()
      for (const act of [() => journal.read('a'), () => journal.append(entry(0))])
        expect(act).toThrow(expect.objectContaining({ code: 'journal/closed' }))
    })
  })
}
