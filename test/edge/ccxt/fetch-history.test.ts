import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { CandleRow, CandleSource } from '../../../src/edge/ccxt/candle-source.ts'
import { fetchHistory, type HistoryOptions, type HistoryProgress } from '../../../src/edge/ccxt/fetch-history.ts'
import { readCachedBars } from '../../../src/edge/files/read-cached-bars.ts'
import { fakeExchange, rowsOf, start } from './fake-exchange.ts'

const hour = 3_600_000
const newHome = () => mkdtempSync(join(tmpdir(), 'peak-trade-'))
const request = { symbol: 'BTC/EUR', timeframe: '1h', since: start } as const
/** 95 bars, of which the last one is still being made: they lie in two months. */
const truth = rowsOf(95)
const now = () => start + 94 * hour + 1

function download(source: CandleSource, home: string, more: Partial<HistoryOptions & { since: number; until: number }> = {}) {
  const { since = start, until, ...options } = more
  return fetchHistory({ ...request, since, until }, { source, home, now, ...options })
}

const cached = async (home: string) => {
  const { bars } = await readCachedBars({ exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', home, partial: true })
  return Array.from({ length: bars.length }, (_, i) => [
    bars.time[i],
    bars.open[i],
    bars.high[i],
    bars.low[i],
    bars.close[i],
    bars.volume[i],
  ])
}

/** Every file of a cache with its bytes. */
function filesOf(home: string): Record<string, string> {
  const names = readdirSync(home, { recursive: true })
    .map(String)
    .filter(name => name.includes('.'))
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(home, name)).toString('base64')]))
}

describe('fetchHistory', () => {
  it('pages through everything that is closed, and puts it into one file a month', async () => {
    const home = newHome()
    const source = fakeExchange(truth)
    const result = await download(source, home)
    expect(await cached(home)).toEqual(truth.slice(0, 94))
    expect(result).toMatchObject({ bars: 94, added: 94, requests: 10, complete: true, missing: [], gaps: [], notes: [], firstTime: start })
    expect(result).toMatchObject({ lastTime: start + 93 * hour, until: start + 94 * hour })
    expect(Object.keys(filesOf(home))).toEqual(['bars/kraken/BTC_EUR/1h/2024-01.parquet', 'bars/kraken/BTC_EUR/1h/2024-02.parquet'])
  })

  it('asks for nothing twice', async () => {
    const home = newHome()
    await download(fakeExchange(truth), home)
    const again = fakeExchange(truth)
    expect(await download(again, home)).toMatchObject({ bars: 94, added: 0, requests: 0, complete: true })
    const more = fakeExchange(rowsOf(100))
    expect(await download(more, home, { now: () => start + 97 * hour })).toMatchObject({ bars: 97, added: 3, requests: 1 })
    expect(more.requests[0].since).toBe(start + 94 * hour)
    const earlier = fakeExchange([...rowsOf(24, '1h', start - 24 * hour), ...truth])
    expect(await download(earlier, home, { since: start - 24 * hour })).toMatchObject({ added: 24, requests: 3, bars: 118 })
  })

  it('stops where it is told to', async () => {
    const home = newHome()
    const result = await download(fakeExchange(truth), home, { until: start + 12 * hour })
    expect(result).toMatchObject({ bars: 12, until: start + 12 * hour })
    expect(await cached(home)).toEqual(truth.slice(0, 12))
  })

  it('goes on after an interruption at any page, with the same bytes', async () => {
    const whole = newHome()
    await download(fakeExchange(truth), whole)
    for (let calls = 1; calls <= 10; calls++) {
      const home = newHome()
      const control = new AbortController()
      const mortal = fakeExchange(truth, {
        lie: (answer, _, call) => {
          if (call === calls) control.abort()
          return answer
        },
      })
      const first = await download(mortal, home, { signal: control.signal }).catch((error: Error & { code: string }) => error.code)
      if (calls < 10) expect(first).toBe('history/aborted')
      const rest = fakeExchange(truth)
      await download(rest, home)
      expect(filesOf(home)).toEqual(filesOf(whole))
      expect(rest.requests.length).toBe(10 - calls)
    }
  })

  it('goes on after having been killed at any instant, with the same bytes', { timeout: 120_000 }, async () => {
    const whole = newHome()
    await download(fakeExchange(truth), whole)
    const script = fileURLToPath(new URL('mortal-download.ts', import.meta.url))
    const home = newHome()
    let kills = 0
    const live = (pages: number, delay: number) => {
      const child = spawn(process.execPath, [script, home], { stdio: 'ignore' })
      const lines = () => (existsSync(join(home, 'pages.log')) ? readFileSync(join(home, 'pages.log'), 'utf8').split('\n').length : 0)
      const from = lines()
      const timer = setInterval(() => {
        if (lines() < from + pages) return
        clearInterval(timer)
        setTimeout(() => child.kill('SIGKILL'), delay)
      }, 1)
      return new Promise<number | null>(resolve =>
        child.once('exit', code => {
          clearInterval(timer)
          resolve(code)
        }),
      )
    }
    // Sometimes while it asks, sometimes while it writes.
    while (kills < 30 && (await live(1 + (kills % 2), kills % 7)) !== 0) kills++
    rmSync(join(home, 'pages.log'))
    expect(kills).toBeGreaterThanOrEqual(3)
    const left = filesOf(home)
    // What a killed writer leaves is a temporary file, which nobody reads.
    for (const name of Object.keys(left)) if (name.endsWith('.tmp')) rmSync(join(home, name))
    expect(filesOf(home)).toEqual(filesOf(whole))
  })

  it('goes on after an error at any page, with the same bytes', async () => {
    const whole = newHome()
    await download(fakeExchange(truth), whole)
    const home = newHome()
    for (let attempts = 0; attempts < 20; attempts++) {
      const failing = fakeExchange(truth, {
        lie: (answer, _, call) => {
          if (call === 2) throw new Error('gone')
          return answer
        },
      })
      if (
        await download(failing, home).then(
          () => true,
          () => false,
        )
      )
        break
    }
    expect(filesOf(home)).toEqual(filesOf(whole))
  })

  const lies: Record<string, { lie: NonNullable<Parameters<typeof fakeExchange>[1]>['lie']; fault?: string }> = {
    'repeats rows': { lie: answer => answer.flatMap(row => [row, row]), fault: 'duplicates' },
    'mixes the order': { lie: answer => [...answer].reverse(), fault: 'outOfOrder' },
    'lets pages overlap': {
      lie: (answer, { since }) => [...truth.filter(row => (row[0] as number) < since).slice(-3), ...answer],
      fault: 'outside',
    },
    'gives an empty page in the middle': { lie: (answer, _, call) => (call === 4 ? [] : answer) },
    'gives an empty page at first': { lie: (answer, _, call) => (call === 1 ? [] : answer) },
    'always adds the bar that is being made': { lie: answer => [...answer, truth[94]], fault: 'outside' },
    'adds a bar of the future': { lie: answer => [...answer, [start + 9e11, 1, 1, 1, 1, 1]], fault: 'outside' },
    'gives fewer rows than asked for': { lie: answer => answer.slice(0, 3) },
    'gives more rows than asked for': { lie: (_, { since }) => truth.filter(row => (row[0] as number) >= since) },
    'has rows without prices, once': {
      lie: (answer, _, call) => (call === 3 ? answer.map((row, i) => (i === 2 ? [row[0], Number.NaN, 1, 1, 1, 1] : row)) : answer),
      fault: 'unreadable',
    },
    'has rows that are none': {
      lie: answer => [null, [], [Number.NaN, 1, 1, 1, 1, 1], 'x', ...answer] as unknown as CandleRow[],
      fault: 'unreadable',
    },
  }

  it.each(Object.entries(lies))('sees through an exchange that %s', async (_, { lie, fault }) => {
    const home = newHome()
    const result = await download(fakeExchange(truth, { ...(lie === undefined ? {} : { lie }) }), home)
    expect(await cached(home)).toEqual(truth.slice(0, 94))
    expect(result).toMatchObject({ complete: true, gaps: [], bars: 94 })
    if (fault !== undefined) expect(result.faults[fault as keyof typeof result.faults]).toBeGreaterThan(0)
  })

  it('reports rows that never get a price as a gap', async () => {
    const home = newHome()
    const lie = (answer: readonly CandleRow[]) =>
      answer.map(row => (row[0] === start + 12 * hour ? [row[0], null, null, null, null, null] : row))
    const result = await download(fakeExchange(truth, { lie }), home)
    expect(result.gaps).toEqual([{ from: start + 12 * hour, to: start + 13 * hour, missing: 1 }])
    expect(result).toMatchObject({ missingBars: 1, bars: 93, complete: true })
  })

  it('does not turn in circles on a page that never changes', async () => {
    const stuck = fakeExchange(truth, { lie: (answer, _, call) => (call > 2 ? truth.slice(0, 10) : answer) })
    await expect(download(stuck, newHome())).rejects.toMatchObject({ code: 'history/stuck', retryable: true })
    expect(stuck.requests.length).toBe(5)
  })

  it('reports holes of the market, whole pages and months of them too', async () => {
    const home = newHome()
    const holey = rowsOf(3000).filter((_, i) => i < 5 || (i >= 7 && i < 30) || i >= 2990)
    const source = fakeExchange(holey)
    const result = await download(source, home, { now: () => start + 3000 * hour })
    expect(result.gaps).toEqual([
      { from: start + 5 * hour, to: start + 7 * hour, missing: 2 },
      { from: start + 30 * hour, to: start + 2990 * hour, missing: 2960 },
    ])
    expect(result).toMatchObject({ bars: 38, missingBars: 2962, complete: true })
    expect(await cached(home)).toEqual(holey)
    expect(await download(fakeExchange(holey), home, { now: () => start + 3000 * hour })).toMatchObject({ requests: 0, gaps: result.gaps })
  })

  it('skips what an exchange that gives nothing beyond a page does not have', async () => {
    const late = rowsOf(95).slice(60)
    const near = fakeExchange(late, { lie: (answer, { since, limit }) => answer.filter(row => (row[0] as number) < since + limit * hour) })
    const home = newHome()
    const result = await download(near, home)
    expect(result).toMatchObject({ bars: 34, complete: true, firstTime: start + 60 * hour })
    expect(result.notes[0]).toContain('the first bar is of 2024-02-01 12:00')
  })

  it('says what a window does not reach, with what to do', async () => {
    const home = newHome()
    // Kraken: the last 30 bars, the one that is being made among them.
    const result = await download(fakeExchange(truth, { window: 30, pageSize: 30 }), home)
    expect(result).toMatchObject({ complete: false, bars: 29, missing: [[start, start + 65 * hour]] })
    expect(result.notes).toHaveLength(1)
    expect(result.notes[0]).toContain(
      'only the last 30 bars of each timeframe, so 65 bars of 1h could not be had: 2024-01-30 to 2024-02-01 17:00',
    )
    expect(result.notes[0]).toContain('--timeframe 1d reaches back that far')
    await expect(readCachedBars({ exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', from: start, home })).rejects.toMatchObject({
      code: 'cache/incomplete',
    })
  })

  it('keeps what a window showed before, and the hole between', async () => {
    const home = newHome()
    await download(fakeExchange(truth.slice(0, 41), { window: 30 }), home, { now: () => start + 40 * hour })
    const result = await download(fakeExchange(truth, { window: 30 }), home)
    expect(result.missing).toEqual([
      [start, start + 11 * hour],
      [start + 40 * hour, start + 65 * hour],
    ])
    expect(await cached(home)).toEqual([...truth.slice(11, 40), ...truth.slice(65, 94)])
  })

  it('believes no edge of a window that has moved on', async () => {
    const home = newHome()
    let late = 0
    // Between the question and the answer a bar has closed: the oldest one that was asked for is not shown any more.
    const source = fakeExchange(rowsOf(96), { window: 30, pageSize: 30, lie: answer => (++late > 0 ? answer : []) })
    const result = await download(source, home, { now: () => start + (94 + Math.min(late, 1)) * hour })
    expect(result.gaps).toEqual([])
    expect(result.missing).toEqual([[start, start + 66 * hour]])
  })

  it('reports progress that grows and ends', async () => {
    const seen: HistoryProgress[] = []
    await download(fakeExchange(truth), newHome(), { onProgress: progress => seen.push(progress) })
    expect(seen.map(({ done }) => done)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 94])
    expect(seen.at(-1)).toMatchObject({ total: 94, requests: 10 })
  })

  it('can be done by two at once', async () => {
    const home = newHome()
    const slow = () => {
      const source = fakeExchange(truth)
      const fetchCandles = async (asked: Parameters<typeof source.fetchCandles>[0]) => {
        await new Promise(resolve => setTimeout(resolve, 1))
        return source.fetchCandles(asked)
      }
      return { ...source, fetchCandles }
    }
    const results = await Promise.all([download(slow(), home), download(slow(), home), download(slow(), home)])
    expect(results.map(({ complete }) => complete)).toEqual([true, true, true])
    expect(await cached(home)).toEqual(truth.slice(0, 94))
  })

  it('refuses what cannot be', async () => {
    const source = fakeExchange(truth)
    await expect(download(source, newHome(), { since: start + 94 * hour })).rejects.toMatchObject({ code: 'history/range' })
    await expect(download(source, newHome(), { since: Number.NaN })).rejects.toMatchObject({ code: 'history/range' })
    await expect(fetchHistory({ ...request, timeframe: '4h' }, { source, now, home: newHome() })).rejects.toMatchObject({
      code: 'history/timeframe',
    })
    await expect(fetchHistory({ ...request, symbol: '' }, { source, now, home: newHome() })).rejects.toMatchObject({
      code: 'history/symbol',
    })
    expect(source.requests).toEqual([])
  })
})
