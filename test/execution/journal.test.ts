import { describe, expect, it } from 'vitest'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { entry, testJournal } from '../contracts/journal.ts'

testJournal('MemoryJournal', () => new MemoryJournal())

describe('a refused entry', () => {
  it('is told where the trouble is', () => {
    const journal = new MemoryJournal()
    expect(() => journal.append(entry(0, { data: { fill: { price: Number.NaN } } }))).toThrow('NaN at data.fill.price')
    expect(() => journal.append(entry(7))).toThrow('entry 7 of session a came where 0 is next; another process')
  })
})
