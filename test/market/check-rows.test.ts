import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { type CheckOptions, checkRows } from '../../src/market/check-rows.ts'
import { FindingLog } from '../../src/market/quality.ts'
import type { BarColumns } from '../../src/market/scan-bars.ts'

type Row = readonly [time: number, open: number, high: number, low: number, close: number, volume: number]

const day = (n: number) => Date.UTC(2024, 0, n)

function columnsOf(rows: readonly Row[]): BarColumns {
  const pick = (k: number) => Float64Array.from(rows, row => row[k])
  return { time: pick(0), open: pick(1), high: pick(2), low: pick(3), close: pick(4), volume: pick(5) }
}

function check(rows: readonly Row[], change: Partial<CheckOptions> = {}) {
  const log = new FindingLog()
  const given = columnsOf(rows)
  const before = columnsOf(rows)
  const headers = { time: 'Date', open: 'Open', high: 'High', low: 'Low', close: 'Last', volume: 'Vol' }
  const options: CheckOptions = { badPrices: 'reject', inconsistent: 'reject', firstRow: 2, source: 'a.csv: ', headers, ...change }
  const checked = checkRows(given, options, log)
  expect(given).toEqual(before)
  return { ...checked, given, findings: log.findings() }
}

/** The error for one wrong row behind a good one. */
function refusal(row: Row, change: Partial<CheckOptions> = {}): DataError {
  try {
    check([good(1), row], change)
  } catch (error) {
    if (error instanceof DataError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const good = (n: number): Row => [day(n), 100, 102, 99, 101, 5]

describe('checkRows', () => {
  it('takes good rows over without a copy', () => {
    const { columns, rows, given, findings } = check([good(1), good(2)])
    expect(rows).toBeUndefined()
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) expect(columns[name]).toBe(given[name])
    expect(findings).toEqual([])
  })

  it('does not mind the order of rows, and no rows at all', () => {
    expect(check([good(3), good(1), good(1)]).rows).toBeUndefined()
    expect(check([]).columns.time.length).toBe(0)
  })

  it.each<[string, Row, string]>([
    ['missing', [day(2), 100, 102, 99, Number.NaN, 5], 'a.csv: row 3 (2024-01-02): Last is missing; correct the row, or pass'],
    ['zero', [day(2), 0, 102, 99, 101, 5], 'Open is 0;'],
    ['negative', [day(2), 100, 102, -1, 101, 5], 'Low is -1;'],
    ['infinite', [day(2), 100, Number.POSITIVE_INFINITY, 99, 101, 5], 'High is infinite;'],
  ])('refuses a price that is %s, or drops its row', (_, row, message) => {
    const error = refusal(row)
    expect(error.code).toBe('bars/price')
    expect(error.message).toContain(message)
    expect(error.details.row).toBe(3)
    const { rows, findings } = check([good(1), row, good(3)], { badPrices: 'drop' })
    expect(rows).toEqual(Uint32Array.of(0, 2))
    expect(findings).toMatchObject([{ kind: 'bad-price', action: 'dropped', count: 1, examples: [{ row: 3, time: day(2) }] }])
  })

  it('refuses a close outside of low–high, drops its row, or widens low–high', () => {
    const row: Row = [day(2), 100, 102, 99, 98, 5]
    const error = refusal(row)
    expect(error.code).toBe('bars/inconsistent')
    expect(error.message).toContain('(open 100, high 102, low 99, close 98)')
    expect(check([good(1), row], { inconsistent: 'drop' }).rows).toEqual(Uint32Array.of(0))
    const repaired = check([good(1), row], { inconsistent: 'repair' })
    expect(repaired.rows).toBeUndefined()
    expect([...repaired.columns.low]).toEqual([99, 98])
    expect([...repaired.columns.high]).toEqual([102, 102])
    expect(repaired.columns.close).toBe(repaired.given.close)
    expect(repaired.findings).toMatchObject([{ kind: 'inconsistent', action: 'repaired', count: 1, examples: [{ row: 3 }] }])
  })

  it('turns low and high around when they are swapped', () => {
    const { columns } = check([[day(1), 100, 99, 102, 101, 5]], { inconsistent: 'repair' })
    expect([columns.low[0], columns.high[0]]).toEqual([99, 102])
  })

  it('always repairs less than a millionth, and nothing more', () => {
    const off = (fraction: number): Row => [day(1), 100, 100, 99, 100 * (1 + fraction), 5]
    const { columns, findings } = check([off(0.9e-6)])
    expect(columns.high[0]).toBe(columns.close[0])
    expect(findings).toMatchObject([{ kind: 'rounding', action: 'repaired', count: 1 }])
    expect(() => check([off(1.1e-6)])).toThrow(DataError)
  })

  it('makes an empty volume 0 and refuses a negative or infinite one, also when prices may be dropped', () => {
    const { columns, findings } = check([good(1), [day(2), 100, 102, 99, 101, Number.NaN]])
    expect([...columns.volume]).toEqual([5, 0])
    expect(findings).toMatchObject([{ kind: 'unknown-volume', action: 'zeroed', count: 1, examples: [{ row: 3 }] }])
    for (const volume of [-1, Number.POSITIVE_INFINITY]) {
      const error = refusal([day(2), 100, 102, 99, 101, volume], { badPrices: 'drop' })
      expect(error.code).toBe('bars/volume')
      expect(error.message).toContain('Vol is ')
    }
  })

  it.each([
    [Date.UTC(1799, 11, 31), false],
    [Date.UTC(1800, 0, 1), true],
    [Date.UTC(2199, 11, 31), true],
    [Date.UTC(2200, 0, 1), false],
    [Number.NaN, false],
  ])('takes times from 1800 to 2200: %d', (time, fine) => {
    const row: Row = [time, 100, 102, 99, 101, 5]
    if (fine) expect(check([row]).columns.time[0]).toBe(time)
    else expect(refusal(row, { badPrices: 'drop' })).toMatchObject({ code: 'bars/time', details: { row: 3, column: 'Date' } })
  })
})
