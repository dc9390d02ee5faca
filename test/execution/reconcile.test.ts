import { describe, expect, it } from 'vitest'
import type { ExchangeOrder } from '../../src/execution/executor.ts'
import type { ExchangeFill, LiveOrder, OrderState } from '../../src/execution/order.ts'
import { describePlan, type ExchangeSnapshot, type ReconcileOptions, reconcile, takeSnapshot } from '../../src/execution/reconcile.ts'
import { LyingExchange } from './lying-exchange.ts'
import { SYMBOL, wish } from './shadow-gates.ts'

const here = (clientId: string, state: OrderState, change: Partial<LiveOrder> = {}): LiveOrder => ({
  ...{ intent: wish({ clientId }), state, exchangeId: `X-${clientId}`, filled: 0, averagePrice: Number.NaN, fees: 0, fillIds: [], at: 0 },
  ...change,
})
const there = (clientId: string | undefined, exchangeId = `X-${clientId}`): ExchangeOrder => ({
  ...{
    clientId,
    exchangeId,
    symbol: SYMBOL,
    side: 'buy',
    kind: 'market',
    quantity: 1,
    filled: 0,
    averagePrice: Number.NaN,
    state: 'open',
    at: 0,
  },
})
const fill = (fillId: string, change: Partial<ExchangeFill> = {}): ExchangeFill => ({
  ...{ fillId, exchangeId: 'X-a', symbol: SYMBOL, side: 'buy', quantity: 1, price: 100, fee: 0, at: 0 },
  ...change,
})
const compare = (orders: readonly LiveOrder[], exchange: Partial<ExchangeSnapshot> = {}, options?: ReconcileOptions) =>
  reconcile(orders, { openOrders: [], fills: [], account: { cash: 0, positions: {} }, ...exchange }, options).differences.map(
    ({ kind, action }) => `${kind} → ${action}`,
  )

describe('reconcile', () => {
  it('finds nothing where both sides agree', () => {
    const orders = [here('a', 'filled', { filled: 1, fillIds: ['F1'] }), here('b', 'acknowledged'), here('c', 'canceled')]
    const account = { cash: 0, positions: { [SYMBOL]: 1 } }
    expect(reconcile(orders, { openOrders: [there('b')], fills: [fill('F1')], account })).toEqual({ clean: true, differences: [] })
    expect(describePlan(reconcile([], { openOrders: [], fills: [], account: { cash: 0, positions: {} } }))).toBe(
      'the journal and the exchange agree',
    )
  })

  it('finds each kind of difference, and proposes nothing that trades', () => {
    expect(compare([here('a', 'acknowledged')], { openOrders: [there('a')], fills: [fill('F1'), fill('F1')] })).toEqual([
      'missing-fill → poll',
    ])
    expect(compare([], { fills: [fill('F1')] })).toEqual(['unknown-fill → look'])
    expect(compare([], { openOrders: [there('z')] })).toEqual(['unknown-order → look'])
    expect(compare([], { openOrders: [there(undefined, 'by hand')] })).toEqual(['unknown-order → look'])
    expect(compare([here('a', 'acknowledged')])).toEqual(['open-here → poll'])
    expect(compare([here('a', 'rejected')], { openOrders: [there('a')] })).toEqual(['open-there → cancel'])
    expect(compare([here('a', 'unknown')])).toEqual(['unresolved → poll'])
    expect(compare([here('a', 'unknown')], { openOrders: [there('a')] })).toEqual(['unresolved → poll'])
    expect(compare([], { account: { cash: 0, positions: { [SYMBOL]: 0.5 } } })).toEqual(['position → look'])
    const over = here('a', 'filled', { filled: 2, overfilled: true, fillIds: ['F1'] })
    expect(compare([over], { account: { cash: 0, positions: { [SYMBOL]: 2 } } })).toEqual(['overfilled → look'])
  })

  it('finds an order by the id of the exchange, when that forgets the id of the client', () => {
    expect(compare([here('a', 'acknowledged')], { openOrders: [there(undefined, 'X-a')] })).toEqual([])
  })

  it('counts what was held before, what was sold, and no noise', () => {
    const sold = here('a', 'filled', { intent: wish({ clientId: 'a', side: 'sell' }), filled: 0.1, fillIds: ['F1'] })
    const positions = { [SYMBOL]: 0.3 - 0.1 + 1e-16 }
    expect(compare([sold], { account: { cash: 0, positions } }, { opening: { [SYMBOL]: 0.3 } })).toEqual([])
    expect(compare([sold], { account: { cash: 0, positions } })).toEqual(['position → look'])
    expect(compare([sold], { account: { cash: 0, positions: {} } }, { fills: [] })).toEqual([])
  })

  it('says what is so, and what would be done', () => {
    const plan = reconcile([here('a', 'acknowledged')], { openOrders: [], fills: [], account: { cash: 0, positions: { [SYMBOL]: 2 } } })
    expect(describePlan(plan).split('\n')).toEqual([
      '2 differences between the journal and the exchange',
      '1. BTC/EUR  open-here: buy 1 (a) is acknowledged in the journal and not open at the exchange',
      '   → poll: ask the exchange again and write down what it says',
      '2. BTC/EUR  position: the journal comes to 0, the exchange holds 2',
      '   → a person has to look; nothing is traded to make it fit',
    ])
  })

  it('asks an exchange for all of it', async () => {
    expect(await takeSnapshot(new LyingExchange({ seed: 1, malice: 0 }), { since: 0 })).toEqual({
      openOrders: [],
      fills: [],
      account: { cash: 0, positions: {} },
    })
  })
})
