import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addPanelFlags, readPanelPrices } from '../../../src/edge/cli/panel-flags.ts'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
await writeCsv(join(folder, 'BTC-EUR.csv'), syntheticBars({ seed: 1, length: 100 }))
await writeCsv(join(folder, 'ETH-EUR.csv'), syntheticBars({ seed: 2, length: 90 }))

const options = (...argv: string[]) =>
  addPanelFlags(new Command())
    .exitOverride()
    .parse(argv, { from: 'user' })
    .opts<Parameters<typeof readPanelPrices>[0] & { symbols: Record<string, string> }>()

it('reads a folder, or several files', async () => {
  const { panel, qualities, sample, source } = await readPanelPrices(options('--data', folder))
  expect([panel.symbols, panel.length, qualities.length, sample]).toEqual([['BTC/EUR', 'ETH/EUR'], 90, 2, undefined])
  expect(source).toEqual({
    kind: 'files',
    files: [
      { symbol: 'BTC/EUR', path: join(folder, 'BTC-EUR.csv') },
      { symbol: 'ETH/EUR', path: join(folder, 'ETH-EUR.csv') },
    ],
  })
  const { location } = await readPanelPrices(options('--data', folder, '--timeframe', '1h'))
  expect(location).toMatchObject({
    path: join(folder, 'BTC-EUR.csv'),
    options: { symbol: 'BTC/EUR', timeframe: '1h' },
    others: [{ path: join(folder, 'ETH-EUR.csv'), options: { symbol: 'ETH/EUR' } }],
  })
  const several = await readPanelPrices(options('--data', join(folder, 'ETH-EUR.csv'), '--data', `A=${join(folder, 'BTC-EUR.csv')}`))
  expect(several.panel.symbols).toEqual(['ETH/EUR', 'A'])
})

it('makes the samples when nothing is named, and says so', async () => {
  const { panel, sample, source, location } = await readPanelPrices(options('--timeframe', '4h'))
  expect(location).toMatchObject({ kind: 'synthetic', options: { symbol: 'BTC/EUR' }, others: [{ options: { symbol: 'ETH/EUR' } }] })
  expect([panel.symbols, panel.timeframe]).toEqual([['BTC/EUR', 'ETH/EUR'], '4h'])
  expect(sample).toBe('no --data: these are synthetic sample bars of BTC/EUR and ETH/EUR 4h, not real prices')
  expect(source).toEqual({ kind: 'sample', timeframe: '4h' })
  await expect(readPanelPrices(options('--calendar', 'stocks'))).rejects.toThrow('leave out --calendar')
})

it('reads which symbol stands for which asset', () => {
  expect(options('--symbols', 'BTC=AAPL, ETH=MS FT', '--symbols', 'X=a=b').symbols).toEqual({ BTC: 'AAPL', ETH: 'MS FT', X: 'a=b' })
  expect(options().symbols).toEqual({})
  expect(() => options('--symbols', 'BTC')).toThrow('such as --symbols BTC=AAPL')
  expect(() => options('--symbols', 'BTC=A,BTC=B')).toThrow('"BTC" is given twice')
})
