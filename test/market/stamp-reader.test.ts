import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysSinceEpoch, StampReader } from '../../src/market/stamp-reader.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('days since 1970', () => {
  it('are those of Date, over ten thousand years', () => {
    const start = Date.UTC(0, 0, 1) - 1900 * 366 * 86_400_000
    for (let day = Math.ceil(start / 86_400_000); day < 2_932_896; day += 17) {
      const date = new Date(day * 86_400_000)
      if (date.getUTCFullYear() < 0) continue
      const found = daysSinceEpoch(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
      if (found !== day) throw new Error(`${date.toISOString()} is day ${day}, not ${found}`)
    }
    expect(daysSinceEpoch(1970, 1, 1)).toBe(0)
    expect(daysSinceEpoch(2000, 2, 29)).toBe(11_016)
  })
})

describe('a stamp', () => {
  it('ends where it ends, whatever follows', () => {
    const reader = new StampReader()
    for (const [stamp, rest] of [
      ['2024-01-02', ',1'],
      ['2024-01-02 09:30', ';2024'],
      ['2024-01-02T09:30:15', ',123'],
      ['2024-01-02T09:30:15.5Z', '\r\n'],
      ['2024-01-02T09:30:15+01:00', '|x'],
      ['1/13/24 9:30 PM', '\t'],
    ]) {
      expect(reader.read(bytesOf(`..${stamp}${rest}`), 2, 2 + stamp.length + rest.length)).not.toBeNaN()
      expect(reader.end).toBe(2 + stamp.length)
    }
  })

  it('is never read beyond the limit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2024-01-02T09:30:15.123+01:00', '1/13/2024 9:30:00 PM', '20240102 093015 UTC'),
        fc.nat({ max: 30 }),
        (text, cut) => {
          const limit = Math.min(cut, text.length)
          const whole = new StampReader()
          const alone = new StampReader()
          const [a, b] = [whole.read(bytesOf(text), 0, limit), alone.read(bytesOf(text.slice(0, limit)), 0, limit)]
          expect(a).toEqual(b)
          expect(whole.end).toBe(alone.end)
          expect(whole.end).toBeLessThanOrEqual(limit)
        },
      ),
    )
  })

  it('tells what it is', () => {
    const reader = new StampReader()
    const read = (text: string) => reader.read(bytesOf(text), 0, text.length)
    read('2024-01-02T00:00Z')
    expect(reader).toMatchObject({ zoned: true, hasTime: true, compact: false, slashed: false, separator: 45 })
    read('20240102')
    expect(reader).toMatchObject({ zoned: false, hasTime: false, compact: true })
    read('3/4/24')
    expect(reader).toMatchObject({ slashed: true, first: 3, second: 4, separator: 47 })
    expect(read('2023-02-30')).toBeNaN()
    expect(reader.impossible).toBe(true)
    expect(read('abc')).toBeNaN()
    expect(reader.impossible).toBe(false)
  })

  it('follows the order it is told', () => {
    const reader = new StampReader()
    const bytes = bytesOf('3/4/2024')
    reader.order = 'dmy'
    expect(reader.read(bytes, 0, bytes.length)).toBe(Date.UTC(2024, 3, 3))
    reader.order = 'mdy'
    expect(reader.read(bytes, 0, bytes.length)).toBe(Date.UTC(2024, 2, 4))
  })
})
