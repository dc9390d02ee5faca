import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { addPriceFlags, readPrices } from '../../../src/edge/cli/price-flags.ts'
import { syntheticCsv } from './synthetic-csv.ts'

const file = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'btc.csv')
writeFileSync(file, syntheticCsv())
const read = (...argv: string[]) =>
  readPrices(
    addPriceFlags(new Command())
      .parse(['--data', file, ...argv], { from: 'user' })
      .opts(),
  )

it('finds out what it is not told', async () => {
  const { bars } = await read()
  expect([bars.symbol, bars.timeframe, bars.length]).toEqual(['btc', '1h', 600])
})

it('takes what it is told', async () => {
  const { bars } = await read('--symbol', 'BTC/EUR', '--timeframe', '1h', '--calendar', '24/5')
  expect([bars.symbol, bars.calendar]).toEqual(['BTC/EUR', '24/5'])
})

it('says where the prices can be had again, those of other symbols too', async () => {
  expect((await read('--timeframe', '1h')).location).toEqual({ kind: 'file', path: file, options: { symbol: 'btc', timeframe: '1h' } })
  const joined = await readPrices({ data: file }, [`ETH=${file}`])
  expect([joined.bars.others?.length, joined.others.length]).toEqual([1, 1])
  const others = [{ kind: 'file', path: file, options: { symbol: 'ETH' } }]
  expect(joined.location).toEqual({ kind: 'file', path: file, options: { symbol: 'btc' }, others })
  await expect(readPrices({ data: file }, ['ETH'])).rejects.toThrow(/--other ETH: give a symbol and its file/)
})
