import { describe, expect, it } from 'vitest'
import type { ExchangeOrder, Executor, SubmitResult } from '../../src/execution/executor.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import type { ExchangeFill } from '../../src/execution/order.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { moment, openGates, START, SYMBOL, wish } from './shadow-gates.ts'

const there = (clientId: string, change: Partial<ExchangeOrder> = {}): ExchangeOrder => ({
  ...{
    clientId,
    exchangeId: `X-${clientId}`,
    symbol: SYMBOL,
    side: 'buy',
    kind: 'market',
    quantity: 1,
    filled: 0,
    averagePrice: Number.NaN,
  },
  ...{ state: 'open', at: START },
  ...change,
})

/** A desk with one order `a`, and an exchange whose answers the test sets. */
async function deskOf(result: SubmitResult) {
  const asked: number[] = []
  const world = { found: undefined as ExchangeOrder | undefined, open: [] as ExchangeOrder[], fills: [] as ExchangeFill[], fails: false }
  const answer = async <T>(value: T): Promise<T> => {
    if (world.fails) throw new Error('no route')
    return value
  }
  const executor: Executor = {
    mode: 'paper',
    submit: async () => result,
    cancel: async () => ({ outcome: 'canceled' }),
    find: () => answer(world.found),
    openOrders: () => answer(world.open),
    fillsSince: at => {
      asked.push(at)
      return answer(world.fills)
    },
    account: async () => ({ cash: 0, positions: {} }),
  }
  const desk = new OrderDesk({ session: 's', journal: new MemoryJournal(), executor, gates: openGates(), visibilityMs: 1000, lateMs: 5000 })
  await desk.place(wish({ clientId: 'a' }), moment())
  return { desk, world, asked, state: () => desk.order('a')?.state }
}

const lost: SubmitResult = { outcome: 'unknown', reason: 'timeout' }
const taken: SubmitResult = { outcome: 'acknowledged', exchangeId: 'X-a' }

describe('an unknown order', () => {
  it('that is found is adopted', async () => {
    const { desk, world, state } = await deskOf(lost)
    world.found = there('a')
    world.open = [there('a')]
    expect(await desk.poll(START + 1)).toEqual({ fills: [], resolved: ['a'], unknown: [], failed: [] })
    expect([state(), desk.order('a')?.exchangeId]).toEqual(['acknowledged', 'X-a'])
  })

  it.each(['canceled', 'expired', 'rejected'] as const)('that is %s there is so here', async over => {
    const { desk, world, state } = await deskOf(lost)
    world.found = there('a', { state: over })
    await desk.poll(START + 1)
    expect(state()).toBe(over)
  })

  it('never arrived only when the exchange still does not know it after a while', async () => {
    const { desk, state } = await deskOf(lost)
    expect((await desk.poll(START + 999)).unknown).toEqual(['a'])
    expect((await desk.poll(START + 1000)).resolved).toEqual(['a'])
    expect([state(), desk.order('a')?.reason]).toEqual(['rejected', 'it never arrived'])
  })

  it('stays unknown while nobody answers, however long', async () => {
    const { desk, world, state } = await deskOf(lost)
    world.fails = true
    const { failed, unknown } = await desk.poll(START + 1e9)
    expect([failed, unknown]).toEqual([['fills: no route', 'order a: no route'], ['a']])
    expect(state()).toBe('unknown')
  })

  it('that has filled in part has arrived, whatever the exchange says later', async () => {
    const { desk, world, state } = await deskOf(lost)
    world.fills = [
      { fillId: 'F', clientId: 'a', exchangeId: 'X-a', symbol: SYMBOL, side: 'buy', quantity: 0.5, price: 99, fee: 0, at: START },
    ]
    await desk.poll(START + 1)
    desk.settle('a', lost, START + 2)
    const entries = desk.ledger.next
    expect((await desk.poll(START + 1e6)).unknown).toEqual(['a'])
    expect([state(), desk.ledger.next]).toEqual(['unknown', entries])
  })

  it('that is filled there waits for its fills', async () => {
    const { desk, world, state } = await deskOf(lost)
    world.found = there('a', { state: 'filled', filled: 1 })
    await desk.poll(START + 1)
    expect(state()).toBe('acknowledged')
    world.fills = [{ fillId: 'F', exchangeId: 'X-a', symbol: SYMBOL, side: 'buy', quantity: 1, price: 99, fee: 0, at: START }]
    expect((await desk.poll(START + 2)).fills).toHaveLength(1)
    expect([state(), desk.position(SYMBOL)]).toEqual(['filled', 1])
  })
})

describe('an open order', () => {
  it('that the exchange does not list any more is asked for', async () => {
    const { desk, world, state } = await deskOf(taken)
    world.open = [there('a')]
    await desk.poll(START + 1)
    expect(state()).toBe('acknowledged')
    world.open = []
    await desk.poll(START + 2)
    expect(state()).toBe('acknowledged')
    world.found = there('a', { state: 'expired' })
    await desk.poll(START + 3)
    expect(state()).toBe('expired')
  })
})

describe('fills', () => {
  it('are asked for from a minute before the oldest order that may still have some', async () => {
    const { desk, world, asked } = await deskOf(taken)
    world.found = there('a', { state: 'canceled' })
    await desk.poll(START + 10)
    await desk.poll(START + 4000)
    await desk.poll(START + 6000)
    expect(asked).toEqual([START - 60_000, START - 60_000])
  })
})
