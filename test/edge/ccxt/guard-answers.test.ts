import { describe, expect, it } from 'vitest'
import { forgetFailedMarkets, guardAnswers, withinTime } from '../../../src/edge/ccxt/guard-answers.ts'

const answerOf = (answer: unknown, id = 'kraken') => {
  const client = { id, fetch: async () => answer }
  guardAnswers(client, 1000)
  return client.fetch()
}

describe('guardAnswers', () => {
  it.each(['<html>', '', 'null', null, {}, { error: [] }, { error: [], result: null }, { result: {} }, { error: 'x', result: {} }])(
    'takes %j for no answer of Kraken',
    async answer => {
      await expect(answerOf(answer)).rejects.toMatchObject({ name: 'UnreadableAnswer' })
    },
  )

  it('lets answers pass', async () => {
    expect(await answerOf({ error: [], result: {} })).toEqual({ error: [], result: {} })
    expect(await answerOf([1], 'binance')).toEqual([1])
    expect(await answerOf({}, 'binance')).toEqual({})
    await expect(answerOf('<html>', 'binance')).rejects.toMatchObject({ name: 'UnreadableAnswer' })
  })

  it.each([
    ['OpenOrders', 'open'],
    ['ClosedOrders', 'closed'],
    ['TradesHistory', 'trades'],
  ])('does not take an answer of %s without a list for an empty list', async (endpoint, name) => {
    const ask = (result: object) => {
      const client = { id: 'kraken', fetch: async (_: unknown) => ({ error: [], result }) }
      guardAnswers(client, 1000)
      return client.fetch(`https://api.kraken.com/0/private/${endpoint}`)
    }
    await expect(ask({})).rejects.toMatchObject({ name: 'UnreadableAnswer' })
    expect(await ask({ [name]: {} })).toEqual({ error: [], result: { [name]: {} } })
  })

  it('lets the symbols be asked for again after a failure', async () => {
    let tries = 0
    const client = {
      marketsLoading: undefined as Promise<string> | undefined,
      // As ccxt does.
      loadMarkets() {
        this.marketsLoading ??= ++tries === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(`try ${tries}`)
        return this.marketsLoading
      },
    }
    forgetFailedMarkets(client)
    await expect(client.loadMarkets()).rejects.toThrow('no answer')
    expect([await client.loadMarkets(), await client.loadMarkets()]).toEqual(['try 2', 'try 2'])
  })

  it('waits only so long', async () => {
    await expect(withinTime(new Promise(() => undefined), 5)).rejects.toMatchObject({ name: 'NoAnswer' })
    expect(await withinTime(Promise.resolve(7), 1000)).toBe(7)
    await expect(withinTime(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no')
  })
})
