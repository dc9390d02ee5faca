import { describe, expect, it } from 'vitest'
import { feedAlarm, silentAlarm } from '../../../src/edge/ccxt/bar-alarm.ts'
import type { BarNote } from '../../../src/market/bar-source.ts'

/** A feed whose messages come when the test says so. */
function feedOf() {
  const waiting: { resolve: (times: readonly number[]) => void; reject: (error: Error) => void }[] = []
  const told = async (act: (first: (typeof waiting)[number]) => void) => {
    while (waiting.length === 0) await new Promise(resolve => setTimeout(resolve, 1))
    act(waiting.shift() as (typeof waiting)[number])
  }
  return {
    pauses: 0,
    next: () => new Promise<readonly number[]>((resolve, reject) => waiting.push({ resolve, reject })),
    async pause() {
      this.pauses++
    },
    tell: (...times: number[]) => told(({ resolve }) => resolve(times)),
    cut: () => told(({ reject }) => reject(new Error('cut'))),
  }
}

const settled = (promise: Promise<void> | undefined) =>
  Promise.race([(promise ?? Promise.resolve()).then(() => true), new Promise(resolve => setTimeout(() => resolve(false), 20))])

describe('feedAlarm', () => {
  it('rings when the next bar has opened, not before', async () => {
    const feed = feedOf()
    const alarm = feedAlarm(feed)
    const bell = alarm.rings(200, () => undefined)
    await feed.tell(100)
    expect(await settled(bell)).toBe(false)
    await feed.tell(100, 200)
    expect(await settled(bell)).toBe(true)
    expect(alarm.rings(200, () => undefined)).toBeUndefined()
    alarm.stop()
  })

  it('comes back after a cut, and says so', async () => {
    const feed = feedOf()
    const notes: BarNote[] = []
    const alarm = feedAlarm(feed)
    const bell = alarm.rings(200, note => notes.push(note))
    await feed.cut()
    await feed.cut()
    await feed.tell(200)
    expect(await settled(bell)).toBe(true)
    expect(feed.pauses).toBe(2)
    expect(notes).toMatchObject([{ kind: 'reconnected', message: expect.stringContaining('after 2 tries') }])
    alarm.stop()
  })

  it('ends', async () => {
    const alarm = feedAlarm(feedOf())
    const bell = alarm.rings(200, () => undefined)
    alarm.stop()
    expect(await settled(bell)).toBe(true)
    expect(silentAlarm.rings(1, () => undefined)).toBeUndefined()
    silentAlarm.stop()
  })
})
