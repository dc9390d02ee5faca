import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BarCache } from '../../../src/edge/files/bar-cache.ts'
import { run } from './run.ts'

const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const [from, day] = [Date.UTC(2024, 0, 1), 86_400_000]
const column = Float64Array.of(1)
const columns = { time: Float64Array.of(from), open: column, high: column, low: column, close: column, volume: column }

describe('data cache list', () => {
  it('lists what was downloaded', async () => {
    expect((await run('data', 'cache', 'list', '--home', home)).out).toContain('nothing was downloaded yet')
    const cache = new BarCache(home)
    const series = { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1d' }
    await cache.add(series, { columns, covered: [from, from + 31 * day], at: 0 })
    await cache.add(series, { columns, covered: [from + 40 * day, from + 41 * day], at: 0 })
    const { out, code } = await run('data', 'cache', 'list', '--home', home)
    expect(code).toBe(0)
    expect(out.split('\n')[2].split(/ {2,}/)).toEqual(['kraken', 'BTC/EUR', '1d', '1', '2024-01-01', '2024-02-11', '1', '1 of 2'])
    expect(JSON.parse((await run('data', 'cache', 'list', '--home', home, '--json')).out)).toMatchObject([
      { ...series, complete: ['2024-01'], incomplete: ['2024-02'] },
    ])
  })
})
