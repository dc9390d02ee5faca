import { describe, expect, it } from 'vitest'
import { ConfigError, DataError } from '../../src/base/errors.ts'
import { findColumns } from '../../src/market/column-names.ts'

const chosen = (headers: string[], mapping = {}) => Object.values(findColumns(headers, mapping).columns)

describe('findColumns', () => {
  it.each([
    ['plain', ['time', 'open', 'high', 'low', 'close', 'volume']],
    ['Yahoo', ['Date', 'Open', 'High', 'Low', 'Close', 'Volume']],
    ['shouting', ['TIMESTAMP', 'OPEN', 'HIGH', 'LOW', 'CLOSE', 'VOL']],
    ['MetaTrader', ['<DATE>', '<OPEN>', '<HIGH>', '<LOW>', '<CLOSE>', '<TICKVOL>']],
    ['Alpha Vantage', ['timestamp', '1. open', '2. high', '3. low', '4. close', '5. volume']],
    ['Binance', ['open_time', 'open', 'high', 'low', 'close', 'volume']],
    ['Nasdaq', ['Date', 'Open', 'High', 'Low', 'Close/Last', 'Volume']],
    ['a dataframe index', ['', 'open', 'high', 'low', 'close', 'volume']],
    ['short', ['t', 'o', 'h', 'l', 'c', 'v']],
    ['with a byte order mark', ['\uFEFFdate', 'open', 'high', 'low', 'close', 'volume']],
    ['with spaces', [' Open Time ', 'Open ', ' High', 'Low', 'Close', 'Base Volume']],
    ['by currency', ['unix', 'open', 'high', 'low', 'close', 'Volume BTC']],
  ])('knows the names of %s', (_, headers) => {
    expect(chosen(headers)).toEqual(headers)
    expect(findColumns(headers).unused).toEqual([])
  })

  it('prefers the plainest name and says what it did not use', () => {
    const headers = ['Adj Close', 'Date', 'Last', 'Close', 'Open', 'High', 'Low', 'Volume USD', 'Volume', 'unix']
    const { columns, unused } = findColumns(headers)
    expect(columns).toMatchObject({ time: 'Date', close: 'Close', volume: 'Volume' })
    expect(unused).toEqual(['Adj Close', 'Last', 'Volume USD', 'unix'])
  })

  it('prefers the exact name over the same in capitals', () => {
    expect(findColumns(['time', 'open', 'high', 'low', 'Close', 'close']).columns.close).toBe('close')
  })

  it('never takes adjusted closes for closes', () => {
    expect(() => findColumns(['date', 'open', 'high', 'low', 'Adj Close'])).toThrow(/no column for "close" among "date", "open"/)
  })

  it('does without volume', () => {
    expect(findColumns(['time', 'open', 'high', 'low', 'close']).columns.volume).toBeUndefined()
  })

  it('takes a nameless column for time only in front', () => {
    expect(() => findColumns(['open', 'high', 'low', 'close', ''])).toThrow(/no column for "time"/)
  })

  it('follows a mapping, one header for several columns too', () => {
    expect(chosen(['when', 'AAPL'], { time: 'when', open: 'AAPL', high: 'AAPL', low: 'AAPL', close: 'AAPL' })).toEqual([
      'when',
      'AAPL',
      'AAPL',
      'AAPL',
      'AAPL',
      undefined,
    ])
    expect(findColumns(['date', 'open', 'high', 'low', 'close', 'Adj Close'], { close: 'Adj Close' }).columns.close).toBe('Adj Close')
  })

  it('does not choose between equals', () => {
    const headers = ['date', 'Open', 'OPEN', 'high', 'low', 'close']
    expect(() => findColumns(headers, {}, 'a.csv: ')).toThrow(DataError)
    expect(() => findColumns(headers, {}, 'a.csv: ')).toThrow(
      /^a\.csv: 2 columns could be "open": "Open", "OPEN"; choose one with columns: \{ open: '…' \}/,
    )
    expect(findColumns(headers, { open: 'OPEN' }).columns.open).toBe('OPEN')
  })

  it('refuses a mapping that names no header or no column', () => {
    const headers = ['date', 'open', 'high', 'low', 'close']
    expect(() => findColumns(headers, { close: 'clos' })).toThrow(ConfigError)
    expect(() => findColumns(headers, { close: 'clos' })).toThrow(/did you mean "close"\?/)
    expect(() => findColumns(headers, { cloze: 'close' } as never)).toThrow(/"cloze" is not a column of bars; did you mean "close"\?/)
  })

  it('says so when there are no columns', () => {
    expect(() => findColumns([])).toThrow(/no column for "time" among no columns/)
  })
})
