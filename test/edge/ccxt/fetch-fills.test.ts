import { describe, expect, it } from 'vitest'
import { fetchFills } from '../../../src/edge/ccxt/fetch-fills.ts'

interface Fake {
  readonly id: string
  readonly timestamp: number
}

/** A connection with so many trades, one a second; `page` gives an answer. */
function fakeOf(
  id: string,
  page: (args: { readonly symbol: string | undefined; readonly since: number; readonly offset: number }) => Fake[],
) {
  let requests = 0
  const client = {
    fetchMyTrades: async (symbol: string | undefined, since: number, _limit: undefined, params: { ofs?: number } = {}) => {
      requests++
      return page({ symbol, since, offset: params.ofs ?? 0 })
    },
  }
  const connection = { id, query: (_: string, call: (with_: typeof client) => unknown) => call(client) }
  return { connection: connection as never, requests: () => requests }
}

const trades = Array.from({ length: 120 }, (_, i) => ({ id: `T${i}`, timestamp: 1000 * i }))

describe('fetchFills', () => {
  it('turns the pages of Kraken by offset, newest first, also while new trades come', async () => {
    let extra = 0
    const { connection, requests } = fakeOf('kraken', ({ since, offset }) => {
      const late = Array.from({ length: extra++ }, (_, i) => ({ id: `N${i}`, timestamp: 200_000 + i }))
      return [...trades, ...late]
        .reverse()
        .filter(({ timestamp }) => timestamp > since)
        .slice(offset, offset + 50)
    })
    const found = await fetchFills(connection, { since: 10_000, symbols: [] })
    const ids = found.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter(id => id?.startsWith('T'))).toEqual(trades.slice(10).map(({ id }) => id))
    expect(requests()).toBe(3)
  })

  it('follows the time on other exchanges, symbol by symbol, over trades of one time', async () => {
    const many = [...trades.slice(0, 30), ...Array.from({ length: 4 }, (_, i) => ({ id: `S${i}`, timestamp: 29_000 })), ...trades.slice(30)]
    const { connection } = fakeOf('other', ({ symbol, since }) =>
      symbol === 'A' ? many.filter(({ timestamp }) => timestamp >= since).slice(0, 10) : [],
    )
    const found = await fetchFills(connection, { since: 0, symbols: ['A', 'B'] })
    expect(found).toHaveLength(124)
  })

  it('ends, also on an exchange that never does', async () => {
    const { connection, requests } = fakeOf('kraken', () => trades.slice(0, 50))
    await expect(fetchFills(connection, { since: 0, symbols: [] })).rejects.toThrow('kraken lists more than 50 fills')
    expect(requests()).toBeLessThanOrEqual(200)
  })

  it('does not give half of a list that has no end', async () => {
    for (const id of ['kraken', 'other']) {
      let next = 0
      const { connection } = fakeOf(id, () => Array.from({ length: 50 }, () => ({ id: `E${next++}`, timestamp: next })))
      await expect(fetchFills(connection, { since: 0, symbols: ['A'] })).rejects.toThrow('begin a new session')
    }
  })
})
