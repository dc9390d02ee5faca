import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BarCache, monthsOf } from '../../../src/edge/files/bar-cache.ts'
import type { StoredColumns } from '../../../src/edge/files/stored-columns.ts'
import type { TimeRange } from '../../../src/edge/files/time-ranges.ts'

const day = 86_400_000
const start = Date.UTC(2023, 10, 20)
const newCache = () => new BarCache(mkdtempSync(join(tmpdir(), 'peak-trade-')))
const series = { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1d' }

const barsOf = (from: number, to: number, version = 1): StoredColumns => {
  const column = (factor: number) => Float64Array.from({ length: to - from }, (_, i) => (from + i) * factor + version)
  const time = Float64Array.from({ length: to - from }, (_, i) => start + (from + i) * day)
  return { time, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }
}
const covered = (from: number, to: number): TimeRange => [start + from * day, start + to * day]

describe('BarCache', () => {
  it('holds exactly what was added, whatever the order', async () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 30 }))
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 5 }), async stretches => {
        const cache = newCache()
        const truth = new Map<number, number>()
        for (const [version, [from, length]] of stretches.entries()) {
          await cache.add(series, { columns: barsOf(from, from + length, version), covered: covered(from, from + length), at: version })
          for (let i = from; i < from + length; i++) truth.set(i, version)
        }
        const known = [...truth.keys()].sort((a, b) => a - b)
        const read = await cache.read(series, covered(0, 200))
        expect([...read.time]).toEqual(known.map(i => start + i * day))
        expect([...read.close]).toEqual(known.map(i => i * 4 + (truth.get(i) as number)))
        const days = (await cache.covered(series)).flatMap(([from, to]) =>
          Array.from({ length: (to - from) / day }, (_, i) => (from - start) / day + i),
        )
        expect(days).toEqual(known)
      }),
      { numRuns: 15 },
    )
  })

  it('keeps months apart, whole ones from others, and remembers where nothing is', async () => {
    const cache = newCache()
    await cache.add(series, { columns: barsOf(0, 0), covered: covered(0, 72), at: 5 })
    const months = await cache.months(series)
    expect(months.map(({ month, complete, bars, fetchedAt }) => [month, complete, bars, fetchedAt])).toEqual([
      ['2023-11', false, 0, 5],
      ['2023-12', true, 0, 5],
      ['2024-01', false, 0, 5],
    ])
    expect(await cache.covered(series)).toEqual([covered(0, 72)])
    expect(await cache.list()).toMatchObject([
      { ...series, bars: 0, complete: ['2023-12'], incomplete: ['2023-11', '2024-01'], fetchedAt: 5 },
    ])
  })

  it('names folders so that every system takes them, and lists only its own', async () => {
    const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const cache = new BarCache(home)
    const symbols = ['BTC/EUR', 'BTC/USDT:USDT', 'A_B/C', '..', 'Ä*/X']
    for (const symbol of symbols) await cache.add({ ...series, symbol }, { columns: barsOf(0, 1), covered: covered(0, 1), at: 0 })
    expect(readdirSync(join(home, 'bars/kraken')).sort()).toEqual(['%2E%2E', '%C3%84%2A_X', 'A%5FB_C', 'BTC_EUR', 'BTC_USDT%3AUSDT'])
    mkdirSync(join(home, 'bars/kraken/%zz'))
    mkdirSync(join(home, 'bars/.trash'))
    mkdirSync(join(home, 'bars/kraken/BTC_EUR/7q'))
    writeFileSync(join(home, 'bars/kraken/BTC_EUR/1d/note.txt'), '')
    expect((await cache.list()).map(({ symbol }) => symbol).sort()).toEqual([...symbols].sort())
    for (const exchange of ['../x', '', 'Kraken'])
      await expect(cache.covered({ ...series, exchange })).rejects.toMatchObject({ code: 'cache/exchange' })
    await expect(cache.covered({ ...series, symbol: '' })).rejects.toMatchObject({ code: 'cache/symbol' })
  })

  it('never shows half of a month to somebody who reads while it is written', async () => {
    const cache = newCache()
    await cache.add(series, { columns: barsOf(0, 5), covered: covered(0, 5), at: 0 })
    let isDone = false
    const write = (async () => {
      for (let i = 5; i < 60; i++) await cache.add(series, { columns: barsOf(i, i + 1), covered: covered(i, i + 1), at: i })
      isDone = true
    })()
    let last = 0
    while (!isDone) {
      const { time } = await cache.read(series, covered(0, 99))
      expect(time.length).toBeGreaterThanOrEqual(last)
      last = time.length
    }
    await write
    expect((await cache.read(series, covered(0, 99))).time).toHaveLength(60)
  })

  it('knows months', () => {
    expect(monthsOf([Date.UTC(2023, 10, 30), Date.UTC(2024, 1, 1)])).toEqual(['2023-11', '2023-12', '2024-01'])
    expect(monthsOf([Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 1)])).toEqual([])
  })
})
