import { describe, expect, it } from 'vitest'
import { CsvScanner, NUMBER, SKIP, STAMP, TEXT, TIME_NUMBER } from '../../src/market/csv-scanner.ts'

const scanner = (kinds: readonly number[], capacity = 1) =>
  new CsvScanner(
    { delimiter: 44, headers: kinds.map((_, k) => `c${k}`), kinds: Uint8Array.from(kinds), firstRow: 2, source: undefined },
    capacity,
  )
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('the scanner', () => {
  it('grows as far as there are rows, and keeps what it has', () => {
    const scan = scanner([TIME_NUMBER, NUMBER, SKIP, TEXT])
    const bytes = bytesOf(Array.from({ length: 5000 }, (_, i) => `${1_704_153_600_000 + i},${i / 8},junk,t${i}\n`).join(''))
    expect(scan.scan(bytes, 0, bytes.length)).toBe(bytes.length)
    expect(scan.length).toBe(5000)
    for (const i of [0, 1, 17, 4999]) {
      expect([scan.numbers[0][i], scan.numbers[1][i], scan.texts[3][i]]).toEqual([1_704_153_600_000 + i, i / 8, `t${i}`])
    }
  })

  it('reads the records that start before the stop, and tells where the next one is', () => {
    const scan = scanner([NUMBER, NUMBER])
    const bytes = bytesOf('1,2\n3,4\n5,6\n')
    expect(scan.scan(bytes, 0, 1)).toBe(4)
    expect(scan.scan(bytes, 4, 5)).toBe(8)
    expect(scan.scan(bytes, 8, 12)).toBe(12)
    expect([...scan.numbers[1].subarray(0, scan.length)]).toEqual([2, 4, 6])
  })

  it('reads a last record without end of line, even a long one', () => {
    for (const size of [1, 3000]) {
      const scan = scanner([NUMBER, SKIP, NUMBER])
      const bytes = bytesOf(`1.5,${'x'.repeat(size)},123456789012345678`)
      scan.scan(bytes, 0, bytes.length)
      expect([scan.length, scan.numbers[0][0], scan.numbers[2][0]]).toEqual([1, 1.5, Number('123456789012345678')])
    }
  })

  it('goes back to the start of a record whose quotes do not close', () => {
    const scan = scanner([TEXT, TEXT])
    const bytes = bytesOf('a,b\nc,"d')
    expect(() => scan.scan(bytes, 0, bytes.length)).toThrow('never closed')
    expect(scan.rewind()).toBe(4)
    expect(scan.length).toBe(1)
    expect(scan.texts).toEqual([['a'], ['b']])
  })

  it('remembers the hour but not what follows from another zone', () => {
    const scan = scanner([STAMP, NUMBER])
    const stamps = [
      '2024-01-02T05:00:00+01:00',
      '2024-01-02T05:30:00+01:00',
      '2024-01-02T05:30:00Z',
      '2024-01-02T05:45:00Z',
      '2024-01-02T05:45:00-02:00',
    ]
    const bytes = bytesOf(stamps.map(stamp => `${stamp},1\n`).join(''))
    scan.scan(bytes, 0, bytes.length)
    expect([...scan.numbers[0].subarray(0, 5)]).toEqual(stamps.map(stamp => Date.parse(stamp)))
  })
})
