import { describe, expect, it } from 'vitest'
import { normalizeBars } from '../../src/market/normalize.ts'
import { describeQuality, FindingLog } from '../../src/market/quality.ts'

const START = Date.UTC(2024, 0, 1)
const HOUR = 3_600_000

describe('describeQuality', () => {
  it('says what was seen of clean data', () => {
    const rows = Array.from({ length: 3 }, (_, i) => [START + i * HOUR, 100, 101, 99, 100, 5])
    expect(describeQuality(normalizeBars(rows, { symbol: 'BTC/EUR' }).quality)).toEqual([
      'BTC/EUR: 3 bars of 1h from 3 rows, 2024-01-01 to 2024-01-01 02:00',
      'times: milliseconds since 1970, ascending',
      'timeframe 1h (inferred), calendar 24/7 (assumed)',
      'columns: time, open, high, low, close, volume',
      'no findings',
    ])
  })

  it('says what was found, with rows of the file', () => {
    const hours = [0, 1, 2, 2, 5, 6, 7, 8, 9]
    const price = hours.map(() => 100)
    const table = {
      columns: {
        Unix: hours.map(h => (START + h * HOUR + 1_800_000) / 1000),
        Open: price,
        High: price,
        Low: price,
        Close: price,
        'Adj Close': price,
      },
      length: hours.length,
      source: 'a.csv',
      firstRow: 2,
    }
    expect(describeQuality(normalizeBars(table, { symbol: 'X', timeframe: '1h', calendar: '24/7' }).quality)).toEqual([
      'X from a.csv: 8 bars of 1h from 9 rows, 2024-01-01 00:30 to 2024-01-01 09:30',
      'times: seconds since 1970, ascending',
      'timeframe 1h (given), calendar 24/7 (given)',
      'columns: time from "Unix", open from "Open", high from "High", low from "Low", close from "Close", no volume',
      'not used: "Adj Close"',
      'bars open 30 minutes after the whole 1h UTC',
      'no volume column, zeroed',
      'rows with the time of another row: 1, dropped',
      '  row 4, 2024-01-01 02:30: same values as row 5, which stays',
      'gaps: 1 with 2 bars missing, kept',
      '  row 6, 2024-01-01 05:30: bars missing before it: 2',
    ])
  })

  it('is plain data that survives a clone and JSON', () => {
    const { quality } = normalizeBars([[START, 1, 1, 1, 1, 1]], { symbol: 'X', timeframe: '1h' })
    expect(structuredClone(quality)).toEqual(quality)
    expect(JSON.parse(JSON.stringify(quality))).toMatchObject({ symbol: 'X', bars: 1, clean: true, findings: [] })
  })
})

describe('FindingLog', () => {
  it('keeps five examples and counts the rest', () => {
    const log = new FindingLog()
    let asked = 0
    for (let row = 0; row < 12; row++)
      log.add('gap', 'kept', { row, time: row }, () => {
        asked++
        return `at ${row}`
      })
    const [found] = log.findings()
    expect(found.count).toBe(12)
    expect(found.examples.map(example => example.detail)).toEqual(['at 0', 'at 1', 'at 2', 'at 3', 'at 4'])
    expect(asked).toBe(5)
  })

  it('lists the number that examples leave out', () => {
    const rows = Array.from({ length: 20 }, (_, i) => [START + i * HOUR, 100, 101, 99, 100, Number.NaN])
    const lines = describeQuality(normalizeBars(rows, { symbol: 'X' }).quality)
    expect(lines.at(-1)).toBe('  and 15 more')
    expect(lines.filter(line => line.startsWith('  row ')).length).toBe(5)
  })
})
