import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../src/execution/journal.ts'
import type { OrderEvent } from '../../src/execution/order.ts'
import { OrderLedger } from '../../src/execution/order-ledger.ts'
import { SYMBOL, wish } from './shadow-gates.ts'

type Body = Pick<JournalEntry, 'type' | 'clientId' | 'data'>
const journalOf = (...bodies: readonly Body[]) =>
  bodies.map((body, sequence): JournalEntry => ({ session: 's', sequence, at: sequence, ...body }))
const approval = (clientId: string, quantity = 1): Body => ({ type: 'approval', clientId, data: { intent: wish({ clientId, quantity }) } })
const event = (clientId: string, data: OrderEvent): Body => ({ type: 'event', clientId, data })
const sent = (clientId: string) => event(clientId, { type: 'send', at: 7 })
const filled = (clientId: string, fillId: string, quantity: number) =>
  event(clientId, {
    type: 'fill',
    fill: { fillId, exchangeId: `X-${clientId}`, symbol: SYMBOL, side: 'buy', quantity, price: 10, fee: 0, at: 8 },
    at: 8,
  })

describe('an order ledger', () => {
  it('is what its entries come to', () => {
    const ledger = new OrderLedger(
      journalOf(approval('a', 0.3), sent('a'), filled('a', 'F1', 0.1), filled('a', 'F2', 0.2), approval('b'), sent('b'), approval('c')),
    )
    expect([...ledger.orders].map(([id, { state }]) => [id, state])).toEqual([
      ['a', 'filled'],
      ['b', 'sent'],
      ['c', 'journaled'],
    ])
    expect([...ledger.active]).toEqual(['b', 'c'])
    expect(ledger.sentAt.get('b')).toBe(7)
    expect(ledger.position(SYMBOL)).toBe(0.3)
    expect(ledger.position('ETH/EUR')).toBe(0)
    expect(ledger.symbols).toEqual([SYMBOL])
    expect(ledger.orderOf({ exchangeId: 'X-a' })?.intent.clientId).toBe('a')
    expect(ledger.orderOf({ exchangeId: 'X-b' })).toBeUndefined()
    expect(ledger.next).toBe(7)
  })

  it('is at every prefix what the next entry starts from', () => {
    const entries = journalOf(
      approval('a', 0.3),
      sent('a'),
      filled('a', 'F1', 0.1),
      filled('a', 'F1', 0.1),
      event('a', { type: 'cancel', at: 9 }),
    )
    const states = entries.map((_, k) => {
      const ledger = new OrderLedger(entries.slice(0, k + 1))
      return [ledger.orders.get('a')?.state, ledger.position(SYMBOL), ledger.active.size]
    })
    expect(states).toEqual([
      ['journaled', 0, 1],
      ['sent', 0, 1],
      ['partially-filled', 0.1, 1],
      ['partially-filled', 0.1, 1],
      ['canceled', 0.1, 0],
    ])
  })

  it('says what in a journal makes no sense, and goes on', () => {
    const ledger = new OrderLedger(journalOf(approval('a'), approval('a'), filled('a', 'F', 1), sent('b'), sent('a')))
    expect(ledger.problems).toHaveLength(3)
    expect(ledger.orders.get('a')?.state).toBe('sent')
    expect(ledger.fills).toEqual([])
  })

  it('knows what was there before, and fills that cannot be', () => {
    const fill = { fillId: 'F', exchangeId: 'X', symbol: SYMBOL, side: 'buy', quantity: 1, price: 1, fee: 0, at: 0 }
    const ledger = new OrderLedger(
      journalOf(
        { type: 'note', data: { kind: 'opening', positions: { [SYMBOL]: 2 } } },
        { type: 'note', data: { kind: 'stray-fill', fill, reason: 'r' } },
        { type: 'note', data: null },
        { type: 'note', data: 'text' },
        { type: 'refusal', data: {} },
      ),
    )
    expect(ledger.opening).toEqual({ [SYMBOL]: 2 })
    expect([...ledger.strays.keys()]).toEqual(['F'])
    expect(ledger.problems).toEqual([])
  })
})
