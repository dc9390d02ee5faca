import { describe, expect, it } from 'vitest'
import { planCsv } from '../../src/market/csv-layout.ts'
import type { CsvOptions } from '../../src/market/csv-options.ts'
import { NUMBER, SKIP, STAMP, TEXT, TIME_NUMBER } from '../../src/market/csv-scanner.ts'

const plan = (text: string, options: CsvOptions = {}) => planCsv(new TextEncoder().encode(text), options)

describe('a plan', () => {
  it('has a kind for each column', () => {
    const { layout, from, timeHeader } = plan('Note,Date,Open,High,Low,Close,Volume\nx,2024-01-02,1,1,1,1,1\n')
    expect([...layout.kinds]).toEqual([SKIP, STAMP, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER])
    expect(layout).toMatchObject({ delimiter: 44, firstRow: 2 })
    expect(from).toBe(37)
    expect(timeHeader).toBe('Date')
  })

  it.each([
    ['2024-01-02', STAMP],
    ['"2024-01-02"', STAMP],
    ['1704153600', TIME_NUMBER],
    ['20240102', TIME_NUMBER],
    ['1/2/2024', TEXT],
    ['', TEXT],
  ])('reads times like %s in the way that fits', (time, kind) => {
    expect(plan(`time,open,high,low,close\n${time},1,1,1,1\n`).layout.kinds[0]).toBe(kind)
  })

  it('takes the delimiter that the header has most of, not counting quotes', () => {
    expect(plan('time;"open, the first";high;low;close\n2024-01-02;1;1;1;1\n', { columns: 'all' }).layout.delimiter).toBe(59)
    expect(plan('a\n1\n', { columns: 'all' }).layout.delimiter).toBe(44)
  })

  it('reads the first column without a name as the index, and names the others without one', () => {
    const { layout, timeHeader } = plan(',Open,High,Low,Close,\n2024-01-02,1,1,1,1,\n')
    expect(timeHeader).toBe('')
    expect(layout.headers).toEqual(['', 'Open', 'High', 'Low', 'Close', 'column 6'])
    expect(layout.kinds[5]).toBe(SKIP)
  })

  it('keeps a date and a time of day as text', () => {
    const { layout, timeHeader } = plan('Date,Time,Open,High,Low,Close\n20240102,09:30,1,1,1,1\n')
    expect([...layout.kinds.slice(0, 2)]).toEqual([TEXT, TEXT])
    expect(timeHeader).toBeUndefined()
  })

  it('without a header starts at the first byte', () => {
    const { layout, from } = plan('\uFEFF2024-01-02,1,1,1,1\n', { header: false })
    expect(layout).toMatchObject({ headers: ['time', 'open', 'high', 'low', 'close'], firstRow: 1 })
    expect(from).toBe(3)
  })
})
