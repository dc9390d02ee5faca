import { describe, expect, it } from 'vitest'
import { EdgeError } from '../../../src/base/errors.ts'
import type { Alarm } from '../../../src/edge/ccxt/bar-alarm.ts'
import type { CandleRow } from '../../../src/edge/ccxt/candle-source.ts'
import { exchangeBars } from '../../../src/edge/ccxt/exchange-bars.ts'
import type { BarNote } from '../../../src/market/bar-source.ts'
import { fakeExchange, rowsOf, start } from './fake-exchange.ts'

const hour = 3_600_000
const truth = rowsOf(40)

interface Play {
  readonly lie?: (answer: readonly CandleRow[], call: number, now: number) => readonly CandleRow[]
  readonly alarm?: (time: { now: number }) => Alarm
  readonly count: number
  readonly after?: number
}

/** Follows an exchange whose time passes only while somebody sleeps. */
async function play({ lie = answer => answer, alarm, count, after = start - hour }: Play) {
  const clock = { now: start }
  const source = fakeExchange(truth, {
    // What has not opened yet does not exist.
    lie: (answer, _, call) =>
      lie(
        answer.filter(row => (row[0] as number) <= clock.now),
        call,
        clock.now,
      ),
    pageSize: 10,
  })
  const notes: BarNote[] = []
  const control = new AbortController()
  const sleep = async (ms: number) => {
    await new Promise(resolve => setTimeout(resolve, 0))
    clock.now += ms
  }
  const bars = exchangeBars({
    source,
    symbol: 'BTC/EUR',
    timeframe: '1h',
    now: () => clock.now,
    sleep,
    ...(alarm === undefined ? {} : { alarm: () => alarm(clock) }),
  })
  const seen: [bar: number, at: number][] = []
  for await (const { time, close } of bars.follow({ after, signal: control.signal, onNote: note => notes.push(note) })) {
    expect(close).toBe(100.25 + (time - start) / hour)
    // Never before it has ended.
    expect(clock.now).toBeGreaterThanOrEqual(time + hour)
    seen.push([(time - start) / hour, clock.now - time - hour])
    if (seen.length < count) continue
    control.abort()
    break
  }
  return { seen, notes, requests: source.requests.length, times: seen.map(([bar]) => bar) }
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

describe('exchangeBars', () => {
  it('gives each bar when it has ended, with one request', async () => {
    const { seen, notes, requests } = await play({ count: 5 })
    expect(seen).toEqual(upTo(5).map(bar => [bar, 2000]))
    expect(notes).toEqual([])
    expect(requests).toBe(5)
  })

  it('catches up over pages with what happened since a bar', async () => {
    const { times } = await play({ count: 3, after: start - hour })
    expect(times).toEqual([0, 1, 2])
    const source = fakeExchange(truth)
    const control = new AbortController()
    const bars = exchangeBars({
      source,
      symbol: 'BTC/EUR',
      timeframe: '1h',
      now: () => start + 35.5 * hour,
      sleep: async () => control.abort(),
    })
    const caught: number[] = []
    for await (const { time } of bars.follow({ after: start, signal: control.signal })) caught.push((time - start) / hour)
    expect(caught).toEqual(upTo(35).slice(1))
  })

  it('waits for a bar that is late, asking less and less often', async () => {
    const { seen, notes } = await play({
      count: 3,
      lie: (answer, call, now) =>
        call > 1 && now < start + 2 * hour + 60_000 ? answer.filter(row => (row[0] as number) < start + hour) : answer,
    })
    expect(seen.map(([bar]) => bar)).toEqual([0, 1, 2])
    expect(seen[1][1]).toBeGreaterThanOrEqual(60_000)
    expect(notes.map(({ kind, time }) => [kind, time])).toEqual([['late', start + hour]])
  })

  it('asks again for what one answer left out, and reports what stays missing', async () => {
    const slip = await play({ count: 4, after: start - hour, lie: (answer, call) => (call === 3 ? [] : answer) })
    expect(slip.times).toEqual([0, 1, 2, 3])
    const hole = await play({ count: 4, lie: answer => answer.filter(row => row[0] !== start + 2 * hour) })
    expect(hole.times).toEqual([0, 1, 3, 4])
    expect(hole.notes.map(({ kind, missing }) => [kind, missing])).toEqual([
      ['late', undefined],
      ['gap', 1],
    ])
  })

  it('survives an exchange that does not answer, and ends with one that refuses', async () => {
    const failing = await play({
      count: 3,
      lie: (answer, call) => {
        if (call === 2 || call === 3) throw new EdgeError('exchange/timeout', 'no answer', { retryable: true })
        return answer
      },
    })
    expect(failing.times).toEqual([0, 1, 2])
    expect(failing.notes.map(({ kind }) => kind)).toEqual(['failed', 'failed'])
    const refused = play({
      count: 3,
      lie: () => {
        throw new EdgeError('exchange/symbol', 'no such symbol')
      },
    })
    await expect(refused).rejects.toMatchObject({ code: 'exchange/symbol' })
  })

  it('drops what is old, and notes what changes', async () => {
    const { times, notes } = await play({
      count: 4,
      lie: (answer, call) => (call === 3 ? [...answer, truth[0], [...truth[1].slice(0, 4), 1, 1]] : answer),
    })
    expect(times).toEqual([0, 1, 2, 3])
    expect(notes.map(({ kind }) => kind)).toEqual(['dropped', 'changed'])
  })

  it('comes sooner with an alarm, and not too soon with one that is wrong', async () => {
    const ringing = (offset: number) => (clock: { now: number }) => ({
      rings: async (time: number) => {
        await Promise.resolve()
        clock.now = Math.max(clock.now, time + offset)
      },
      stop: () => undefined,
    })
    const prompt = await play({ count: 3, alarm: ringing(100) })
    expect(prompt.times).toEqual([0, 1, 2])
    const early = await play({ count: 3, alarm: ringing(-hour / 2) })
    expect(early.times).toEqual([0, 1, 2])
    expect(early.seen.every(([, delay]) => delay >= 0)).toBe(true)
  })
})
