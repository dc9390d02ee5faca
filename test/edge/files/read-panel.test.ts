import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { writeParquet } from '../../../src/edge/files/parquet.ts'
import { readPanel, symbolOfFile } from '../../../src/edge/files/read-panel.ts'
import { sliceBars } from '../../../src/market/bars.ts'
import { alignBars } from '../../../src/market/panel.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

const btc = syntheticBars({ seed: 1, length: 200, symbol: 'BTC/EUR' })
const eth = syntheticBars({ seed: 2, length: 200, symbol: 'ETH/EUR' })
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  await writeCsv(join(folder, 'btc-eur.csv'), btc)
  await writeParquet(join(folder, 'ETH_EUR_1h.parquet'), sliceBars(eth, 50))
  writeFileSync(join(folder, 'README.txt'), 'about')
  writeFileSync(join(folder, '.hidden.csv'), 'x')
  mkdirSync(join(folder, 'old.csv'))
})

describe('readPanel', () => {
  it('reads a folder: one file per symbol, named by it', async () => {
    const { panel, files } = await readPanel(folder)
    expect(panel).toEqual(alignBars([sliceBars(eth, 50), btc]))
    expect(files.map(({ symbol, quality }) => [symbol, quality.symbol, quality.bars])).toEqual([
      ['ETH/EUR', 'ETH/EUR', 150],
      ['BTC/EUR', 'BTC/EUR', 200],
    ])
  })

  it('reads files in the given order, some of them named', async () => {
    const { panel } = await readPanel([join(folder, 'btc-eur.csv'), `X=${join(folder, 'ETH_EUR_1h.parquet')}`], { join: 'outer' })
    expect([panel.symbols, panel.length]).toEqual([['BTC/EUR', 'X'], 200])
    expect((await readPanel(join(folder, 'btc-eur.csv'))).panel.symbols).toEqual(['BTC/EUR'])
  })

  it('names the file that is in the way', async () => {
    const at = (name: string) => join(folder, name)
    const empty = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    await expect(readPanel(empty)).rejects.toMatchObject({ code: 'panel/no-files', message: expect.stringContaining(empty) })
    await expect(readPanel([])).rejects.toMatchObject({ code: 'panel/no-files' })
    await expect(readPanel(at('nowhere'))).rejects.toThrow('nowhere')
    await expect(readPanel([folder, at('btc-eur.csv')])).rejects.toMatchObject({ code: 'panel/twice' })
    const bad = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    writeFileSync(join(bad, 'A.csv'), 'time,open,high,low,close\n2024-01-01,1,2,1,x\n2024-01-02,1,2,1,1\n2024-01-03,1,2,1,1\n')
    await expect(readPanel(bad)).rejects.toThrow(/A\.csv/)
  })

  it('refuses other timeframes, other calendars and prices of other times', async () => {
    const other = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const put = (name: string, bars: typeof btc) => writeCsv(join(other, name), bars)
    await put('A.csv', btc)
    await put('B.csv', syntheticBars({ seed: 3, length: 200, timeframe: '1d' }))
    await put('C.csv', syntheticBars({ seed: 3, length: 200, start: Date.UTC(2030, 0, 1) }))
    await put('D.csv', syntheticBars({ seed: 3, length: 1000, calendar: '24/5' }))
    const read = (...names: string[]) => readPanel(names.map(name => join(other, name)))
    await expect(read('A.csv', 'B.csv')).rejects.toThrow(/B\.csv has bars of 1d, .*A\.csv of 1h; give files of one timeframe/)
    await expect(read('A.csv', 'C.csv')).rejects.toMatchObject({ code: 'panel/overlap' })
    await expect(read('A.csv', 'D.csv')).rejects.toThrow('such as --calendar 24/7')
    const panel = await readPanel([join(other, 'A.csv'), join(other, 'D.csv')], { calendar: '24/5' })
    expect(panel.panel.calendar).toBe('24/5')
  })
})

it.each([
  ['BTC-EUR.csv', 'BTC/EUR'],
  ['BTC_EUR.parquet', 'BTC/EUR'],
  ['a/b/btc_usdt_4h.csv', 'BTC/USDT'],
  ['aapl.csv', 'AAPL'],
  ['AAPL_1d.csv', 'AAPL'],
  ['goog-daily.csv', 'GOOG-DAILY'],
  ['BRK.B.csv', 'BRK.B'],
  ['1h.csv', '1H'],
  ['kPEPE-USD.csv', 'kPEPE/USD'],
  ['über-eur.csv', 'ÜBER-EUR'],
])('%s holds %s', (path, symbol) => {
  expect(symbolOfFile(path)).toBe(symbol)
})
