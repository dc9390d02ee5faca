import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BarCache } from '../../../src/edge/files/bar-cache.ts'
import { listCachedBars, readCachedBars } from '../../../src/edge/files/read-cached-bars.ts'

const hour = 3_600_000
const start = Date.UTC(2024, 0, 31)
const series = { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h' } as const

/** Hours 0–29 and 40–49; hour 5 has no bar. */
async function filled() {
  const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  const cache = new BarCache(home)
  for (const [from, to] of [
    [0, 30],
    [40, 50],
  ]) {
    const hours = Array.from({ length: to - from }, (_, i) => from + i).filter(i => i !== 5)
    const column = (of: (i: number) => number) => Float64Array.from(hours, of)
    const columns = {
      time: column(i => start + i * hour),
      open: column(i => 10 + i),
      high: column(i => 12 + i),
      low: column(i => 9 + i),
      close: column(i => 11 + i),
      volume: column(i => i),
    }
    await cache.add(series, { columns, covered: [start + from * hour, start + to * hour], at: 0 })
  }
  return home
}

describe('readCachedBars', () => {
  it('gives bars, and gaps of the exchange in the report', async () => {
    const home = await filled()
    const { bars, quality } = await readCachedBars({ ...series, home, to: start + 30 * hour })
    expect([bars.length, bars.symbol, bars.timeframe, bars.calendar]).toEqual([29, 'BTC/EUR', '1h', '24/7'])
    expect(bars.close[5]).toBe(11 + 6)
    expect(quality).toMatchObject({ missingBars: 1, bars: 29 })
    const part = await readCachedBars({ ...series, home, from: start + 10 * hour, to: start + 12 * hour })
    expect([...part.bars.time]).toEqual([start + 10 * hour, start + 11 * hour])
    expect((await listCachedBars(home))[0]).toMatchObject({ ...series, bars: 39 })
  })

  it('does not pass over what was never fetched', async () => {
    const home = await filled()
    const asked = [
      {},
      { from: start - hour, to: start + hour },
      { from: start, to: start + 31 * hour },
      { from: start + 40 * hour, to: start + 51 * hour },
    ]
    for (const range of asked)
      await expect(readCachedBars({ ...series, home, ...range })).rejects.toMatchObject({ code: 'cache/incomplete' })
    await expect(readCachedBars({ ...series, home })).rejects.toThrow(
      'from 2024-02-01 06:00 to 2024-02-01 16:00 were never fetched; run peak-trade data fetch --exchange kraken --symbol BTC/EUR --timeframe 1h --since 2024-02-01, or',
    )
    expect((await readCachedBars({ ...series, home, partial: true })).bars.length).toBe(39)
  })

  it('says when there is nothing', async () => {
    const home = await filled()
    await expect(readCachedBars({ ...series, symbol: 'ETH/EUR', home })).rejects.toMatchObject({ code: 'cache/missing' })
    await expect(readCachedBars({ ...series, home, from: start + 5 * hour, to: start + 6 * hour })).rejects.toMatchObject({
      code: 'cache/missing',
    })
    await expect(readCachedBars({ ...series, exchange: '../x', home })).rejects.toMatchObject({ code: 'cache/exchange' })
  })

  it('does not read what was put where it does not belong', async () => {
    const home = await filled()
    writeFileSync(join(home, 'bars/kraken/BTC_EUR/1h/2024-01.parquet'), 'x')
    await expect(readCachedBars({ ...series, home })).rejects.toMatchObject({ code: 'cache/corrupt' })
  })
})
