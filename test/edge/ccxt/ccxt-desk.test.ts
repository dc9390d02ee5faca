import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ccxtExecutor } from '../../../src/edge/ccxt/ccxt-executor.ts'
import type { ApprovalContext } from '../../../src/execution/gates/gate.ts'
import { MemoryJournal } from '../../../src/execution/journal.ts'
import { OrderDesk } from '../../../src/execution/order-desk.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import type { RequestFault } from '../../exchange-server/faults.ts'
import { connect, intentOf, keeper, testnet } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const context = (at: number): ApprovalContext => ({
  ...{ at, session: 'running', account: { cash: 100_000, positions: {} }, prices: { 'BTC/USD': 50_000 }, priceTimes: { 'BTC/USD': at } },
})

let server: ExchangeServer
beforeEach(async () => {
  server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 } })
})
afterEach(() => server.close())

async function deskOf() {
  const connection = await connect(server, { timeoutMs: 400 })
  const executor = ccxtExecutor({ connection, environment: testnet, symbols: ['BTC/USD'] })
  await connection.checkSymbol('BTC/USD')
  return new OrderDesk({ session: 'test', journal: new MemoryJournal(), executor, gates: keeper(testnet, start) })
}

describe('an order desk on an exchange', () => {
  const faults: RequestFault[] = [
    { kind: 'timeout', when: 'after' },
    { kind: 'reset', when: 'after' },
    { kind: 'status', status: 502, when: 'after' },
    { kind: 'html' },
    { kind: 'slow-body', msPerByte: 50 },
  ]

  it.each(faults)('finds out what became of an order whose answer was lost (%j), and sends it once', async fault => {
    const desk = await deskOf()
    server.faults.add({ on: 'AddOrder', fault })
    server.faults.add({ on: 'AddOrder', fault: { kind: 'hidden', reads: 1 } })
    const intent = intentOf({ kind: 'market', price: undefined })
    const placed = await desk.place(intent, context(start))
    expect(placed.ok && placed.order.state).toBe('unknown')
    for (let i = 1; i < 5; i++) await desk.poll(start + i * 1000)
    expect(desk.order(intent.clientId)).toMatchObject({ state: 'filled', filled: 0.001 })
    expect(desk.position('BTC/USD')).toBe(0.001)
    expect(desk.fills()).toHaveLength(1)
    expect(server.log.list('AddOrder')).toHaveLength(1)
  })

  it('gives up an order that never arrived, after a while', async () => {
    const desk = await deskOf()
    server.faults.add({ on: 'AddOrder', fault: { kind: 'reset', when: 'before' } })
    const intent = intentOf()
    await desk.place(intent, context(start))
    expect(desk.order(intent.clientId)?.state).toBe('unknown')
    for (let i = 1; i <= 10; i++) await desk.poll(start + i * minute)
    expect(desk.order(intent.clientId)?.state).toBe('rejected')
    expect(server.log.list('AddOrder')).toHaveLength(1)
  })

  it('counts every part of an order that is filled in parts, once', async () => {
    const desk = await deskOf()
    const intent = intentOf({ quantity: 0.003 })
    await desk.place(intent, context(start))
    server.faults.add({ on: 'TradesHistory', fault: { kind: 'duplicate', rows: 2 } })
    for (let i = 1; i <= 3; i++) {
      server.orders.fill(intent.clientId, { quantity: 0.0007 })
      await desk.poll(start + i * 1000)
    }
    expect(desk.order(intent.clientId)).toMatchObject({ state: 'partially-filled' })
    expect(desk.position('BTC/USD')).toBeCloseTo(0.0021, 12)
    expect((await desk.cancel(intent.clientId, start + 4000)).outcome).toBe('canceled')
    await desk.poll(start + 5000)
    expect(desk.order(intent.clientId)).toMatchObject({ state: 'canceled' })
    expect(desk.fills()).toHaveLength(3)
  })
})
