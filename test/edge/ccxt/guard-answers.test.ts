import { describe, expect, it } from 'vitest'
import { guardAnswers, withinTime } from '../../../src/edge/ccxt/guard-answers.ts'

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

  it('waits only so long', async () => {
    await expect(withinTime(new Promise(() => undefined), 5)).rejects.toMatchObject({ name: 'NoAnswer' })
    expect(await withinTime(Promise.resolve(7), 1000)).toBe(7)
    await expect(withinTime(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no')
  })
})
