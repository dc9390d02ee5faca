import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CcxtExecutor, ccxtExecutor } from '../../../src/edge/ccxt/ccxt-executor.ts'
import { connectExchange, type ExchangeConnection } from '../../../src/edge/ccxt/exchange-connection.ts'
import type { SubmitResult } from '../../../src/execution/executor.ts'
import type { OrderIntent } from '../../../src/execution/order.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import type { RequestFault } from '../../exchange-server/faults.ts'
import { approved, connect, intentOf, testnet } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
const symbols = ['BTC/USD', 'ETH/USD']

let server: ExchangeServer
let connection: ExchangeConnection
let executor: CcxtExecutor

beforeAll(async () => {
  server = await startExchangeServer({ prices: { 'BTC/USD': 50_000, 'ETH/USD': 3000 }, balances: { USD: 100_000, BTC: 1 } })
})
beforeEach(async () => {
  // A circuit breaker of its own for every test.
  connection = await connect(server)
  executor = ccxtExecutor({ connection, environment: testnet, symbols })
})
afterEach(() => {
  server.faults.clear()
  server.log.clear()
})
afterAll(() => server.close())

const submit = (intent: OrderIntent, by = executor): Promise<SubmitResult> => by.submit(approved(intent), intent.at)
const placed = (clientId: string) => server.orders.list().filter(order => order.clientId === clientId)

describe('ccxtExecutor', () => {
  it('places an order under its client id, and finds it, open and over', async () => {
    const intent = intentOf()
    const result = await submit(intent)
    const [order] = placed(intent.clientId)
    expect(result).toEqual({ outcome: 'acknowledged', exchangeId: order.id })
    expect(order).toMatchObject({ side: 'buy', quantity: '0.001', limit: '49000', status: 'open' })
    const shown = {
      clientId: intent.clientId,
      exchangeId: order.id,
      symbol: 'BTC/USD',
      side: 'buy',
      kind: 'limit',
      quantity: 0.001,
      price: 49_000,
    }
    expect(await executor.find(intent.clientId)).toEqual({ ...shown, filled: 0, averagePrice: Number.NaN, state: 'open', at: start })
    expect(await executor.openOrders()).toContainEqual({ ...shown, filled: 0, averagePrice: Number.NaN, state: 'open', at: start })
    server.orders.fill(intent.clientId, { quantity: 0.0004 })
    expect(await executor.find(intent.clientId)).toMatchObject({ state: 'open', filled: 0.0004, averagePrice: 49_000 })
    server.orders.fill(intent.clientId)
    expect(await executor.find(intent.clientId)).toMatchObject({ state: 'filled', filled: 0.001, averagePrice: 49_000 })
    expect((await executor.openOrders()).map(({ clientId }) => clientId)).not.toContain(intent.clientId)
    expect(await executor.find('00000000-0000-8000-8000-000000000000')).toBeUndefined()
  })

  it('cancels, and says what is there instead', async () => {
    const intent = intentOf()
    await submit(intent)
    expect(await executor.cancel(intent.clientId)).toEqual({ outcome: 'canceled' })
    expect(placed(intent.clientId)[0].status).toBe('canceled')
    expect(await executor.cancel(intent.clientId)).toEqual({ outcome: 'not-open', state: 'canceled' })
    const market = intentOf({ kind: 'market', price: undefined })
    await submit(market)
    expect(await executor.cancel(market.clientId)).toEqual({ outcome: 'not-open', state: 'filled' })
    expect(await executor.cancel('00000000-0000-8000-8000-000000000000')).toEqual({ outcome: 'not-open', state: 'absent' })
  })

  it.each([
    ['timeout', { kind: 'timeout', when: 'after' }],
    ['html', { kind: 'html' }],
    ['502', { kind: 'status', status: 502, when: 'before' }],
  ] as const)('does not know what became of a cancellation without an answer (%s), and does not repeat it', async (_, fault) => {
    const hasty = ccxtExecutor({ connection: await connect(server, { timeoutMs: 300 }), environment: testnet, symbols })
    const intent = intentOf()
    await submit(intent, hasty)
    server.faults.add({ on: 'CancelOrder', fault })
    expect((await hasty.cancel(intent.clientId)).outcome).toBe('unknown')
    expect(server.log.list('CancelOrder')).toHaveLength(1)
  })

  const refused = (error: string): [RequestFault, SubmitResult['outcome']] => [{ kind: 'error', error, when: 'before' }, 'rejected']
  const both = (make: (when: 'before' | 'after') => RequestFault): [RequestFault, SubmitResult['outcome']][] => [
    [make('before'), 'unknown'],
    [make('after'), 'unknown'],
  ]
  const faults: [RequestFault, SubmitResult['outcome']][] = [
    ...both(when => ({ kind: 'timeout', when })),
    ...both(when => ({ kind: 'reset', when })),
    ...[403, 429, 500, 502, 503, 504, 520].flatMap(status => both(when => ({ kind: 'status', status, when }))),
    ...['EService:Unavailable', 'EGeneral:Internal error'].flatMap(error => both(when => ({ kind: 'error', error, when }))),
    [{ kind: 'error', error: 'EService:Busy', when: 'before' }, 'unknown'],
    [{ kind: 'error', error: 'EGeneral:Invalid arguments:cl_ord_id not unique', when: 'before' }, 'unknown'],
    [{ kind: 'error', error: 'EOrder:Unknown order', when: 'before' }, 'unknown'],
    [{ kind: 'slow-body', msPerByte: 60 }, 'unknown'],
    [{ kind: 'truncated', sealed: false }, 'unknown'],
    [{ kind: 'truncated', sealed: true }, 'unknown'],
    [{ kind: 'html' }, 'unknown'],
    [{ kind: 'garbage', body: '{}' }, 'unknown'],
    [{ kind: 'garbage', body: 'null' }, 'unknown'],
    [{ kind: 'garbage', body: '{"error":[]}' }, 'unknown'],
    [{ kind: 'garbage', body: '{"error":[],"result":{}}' }, 'unknown'],
    ...[
      ...['EService:Deadline elapsed', 'EService:Throttled: 1767225600', 'EService:Market in cancel_only mode', 'EAPI:Rate limit exceeded'],
      ...[
        'EOrder:Rate limit exceeded',
        'EGeneral:Too many requests',
        'EGeneral:Temporary lockout',
        'EAPI:Invalid nonce',
        'EAPI:Invalid key',
      ],
      ...['EAPI:Invalid signature', 'EGeneral:Permission denied', 'EOrder:Insufficient funds', 'EOrder:Order minimum not met'],
      ...['EOrder:Cost minimum not met', 'EOrder:Tick size check failed', 'EOrder:Post only order', 'EOrder:Orders limit exceeded'],
      ...['EGeneral:Invalid arguments', 'EGeneral:Invalid arguments:volume', 'EQuery:Unknown asset pair'],
      'EOrder:Invalid price:XBTUSD price can only be specified up to 1 decimals.',
    ].map(refused),
  ]

  it.each(faults.map(([fault, outcome]) => [JSON.stringify(fault), fault, outcome] as const))(
    'never sends twice, never guesses: %s',
    async (_, fault, outcome) => {
      const isSlow = fault.kind === 'timeout' || fault.kind === 'slow-body'
      const hasty = ccxtExecutor({ connection: await connect(server, { timeoutMs: isSlow ? 300 : 5000 }), environment: testnet, symbols })
      // The list of symbols is not what is slow.
      await hasty.find('00000000-0000-8000-8000-000000000000')
      server.faults.add({ on: 'AddOrder', fault })
      const intent = intentOf()
      const result = await submit(intent, hasty)
      expect(result.outcome).toBe(outcome)
      expect(server.log.list('AddOrder')).toHaveLength(1)
      server.faults.clear()
      const truth = placed(intent.clientId)
      // What is there is found by the client id, and only that.
      expect((await executor.find(intent.clientId))?.exchangeId).toBe(truth[0]?.id)
      if (result.outcome === 'rejected') expect(truth).toEqual([])
      if (truth.length > 0) server.orders.cancel(truth[0].id)
    },
  )

  it('sees an order that is not shown at first, later', async () => {
    server.faults.add({ on: 'AddOrder', fault: { kind: 'hidden', reads: 1 } })
    const intent = intentOf()
    await submit(intent)
    expect(await executor.find(intent.clientId)).toBeUndefined()
    expect(await executor.find(intent.clientId)).toMatchObject({ state: 'open' })
  })

  it('asks again when a question is not answered, and never takes a bad answer for an empty one', async () => {
    const intent = intentOf()
    await submit(intent)
    for (const fault of [
      { kind: 'html' },
      { kind: 'garbage', body: '{}' },
      { kind: 'status', status: 502, when: 'before' },
      { kind: 'truncated', sealed: true },
    ] as const)
      server.faults.add({ on: 'OpenOrders', fault, calls: [server.faults.report().length + 1] })
    await expect(executor.find(intent.clientId)).rejects.toMatchObject({ name: 'EdgeError', retryable: true })
    expect(await executor.find(intent.clientId)).toMatchObject({ state: 'open' })
  })

  it.each(['TradesHistory', 'BalanceEx', 'OpenOrders', 'ClosedOrders'])('fails when %s is a page of HTML for good', async endpoint => {
    server.faults.add({ on: endpoint, fault: { kind: 'html' } })
    await expect(
      Promise.all([executor.fillsSince(start), executor.account(), executor.openOrders(), executor.find('none')]),
    ).rejects.toMatchObject({
      code: 'exchange/unreadable',
    })
  })

  it('lists every fill once, over many pages that repeat and mix rows', async () => {
    server.advance(1000)
    const since = server.now()
    const intent = intentOf({ quantity: 0.0124, at: start })
    await submit(intent)
    for (let i = 0; i < 124; i++) {
      server.orders.fill(intent.clientId, { quantity: 0.0001 })
      if (i % 3 === 0) server.advance(7)
    }
    server.faults.add({ on: 'TradesHistory', fault: { kind: 'duplicate', rows: 7 } })
    server.faults.add({ on: 'TradesHistory', fault: { kind: 'out-of-order' } })
    const other = ccxtExecutor({ connection: await connect(server), environment: testnet, symbols })
    const fills = await other.fillsSince(since)
    const truth = server.fills().filter(({ at }) => at >= since)
    expect(fills).toHaveLength(124)
    expect(new Set(fills.map(({ fillId }) => fillId))).toEqual(new Set(truth.map(({ id }) => id)))
    expect(fills.every(({ clientId }) => clientId === intent.clientId)).toBe(true)
    expect(fills.reduce((sum, { quantity }) => sum + quantity, 0)).toBeCloseTo(0.0124, 10)
    expect(fills[0]).toMatchObject({ symbol: 'BTC/USD', side: 'buy', price: 49_000, feeCurrency: 'USD', at: since })
    expect(fills.map(({ at }) => at)).toEqual([...fills.map(({ at }) => at)].sort((a, b) => a - b))
    // From a time on, that time included.
    const later = truth[60].at
    expect(await other.fillsSince(later)).toHaveLength(truth.filter(({ at }) => at >= later).length)
  })

  it('knows cash and positions by symbol', async () => {
    const { USD, BTC } = server.balances()
    expect(await executor.account()).toEqual({ cash: Number(USD.total), positions: { 'BTC/USD': Number(BTC.total), 'ETH/USD': 0 } })
  })

  it('takes nothing that was not approved, for testnet, now, once', async () => {
    const intent = intentOf()
    const order = approved(intent)
    expect(await executor.submit({ ...order }, intent.at)).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('did not come from approve'),
    })
    expect(await executor.submit(approved(intentOf()), start + 3_600_000)).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('counts until'),
    })
    const paper = intentOf()
    expect(await executor.submit(approved(paper, { ...testnet, mode: 'paper' }), paper.at)).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('approved for paper'),
    })
    expect((await executor.submit(order, intent.at)).outcome).toBe('acknowledged')
    expect(await executor.submit(order, intent.at)).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('used before') })
    expect(server.log.list('AddOrder')).toHaveLength(1)
    const short = intentOf({ reduceOnly: true })
    expect(await executor.submit(approved(short, testnet, { 'BTC/USD': -0.5 }), short.at)).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('no short positions'),
    })
  })

  it('sends nothing that had to wait for longer than the approval counts', async () => {
    let now = start
    const slow = await connect(server, { world: { now: () => now } })
    const late = ccxtExecutor({ connection: slow, environment: testnet, symbols })
    const load = slow.checkSymbol.bind(slow)
    slow.checkSymbol = async symbol => {
      await load(symbol)
      now += 6000
    }
    expect(await submit(intentOf(), late)).toMatchObject({
      outcome: 'rejected',
      reason: expect.stringContaining('it took 6000 ms to get ready'),
    })
    expect(server.log.list('AddOrder')).toEqual([])
  })

  it('only validates what was approved for a check, or when it was made so', async () => {
    const before = server.orders.list().length
    const dry = intentOf()
    expect(await executor.submit(approved(dry, { ...testnet, testnetDryRun: true }), dry.at)).toEqual({ outcome: 'validated' })
    for (const careful of [
      ccxtExecutor({ connection, environment: testnet, symbols, validateOnly: true }),
      ccxtExecutor({ connection, environment: { ...testnet, testnetDryRun: true }, symbols, validateOnly: false }),
      ccxtExecutor({ connection, environment: { mode: 'testnet', testnetDryRun: 'false' as never }, symbols }),
    ]) {
      expect(careful.validateOnly).toBe(true)
      expect(await submit(intentOf(), careful)).toEqual({ outcome: 'validated' })
      const much = intentOf({ quantity: 0.02, price: 50_500 })
      server.faults.add({ on: 'AddOrder', fault: { kind: 'error', error: 'EOrder:Insufficient funds', when: 'before' }, times: 1 })
      expect(await submit(much, careful)).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('Insufficient funds') })
      server.faults.add({ on: 'AddOrder', fault: { kind: 'reset', when: 'after' }, times: 1 })
      expect(await submit(intentOf(), careful)).toMatchObject({
        outcome: 'rejected',
        reason: expect.stringContaining('nothing was placed'),
      })
      const requests = server.log.list().length
      expect(await careful.find(dry.clientId)).toBeUndefined()
      expect(await careful.cancel(dry.clientId)).toEqual({ outcome: 'not-open', state: 'absent' })
      expect([await careful.openOrders(), await careful.fillsSince(0)]).toEqual([[], []])
      expect(server.log.list().length).toBe(requests)
    }
    expect(server.orders.list().length).toBe(before)
    expect(server.log.list('AddOrder').every(({ params }) => params.validate === 'true')).toBe(true)
  })

  it('cannot be made for anything but testnet, and places nothing where it is not harmless', async () => {
    const real = await connectExchange({ exchange: 'kraken' })
    expect(ccxtExecutor({ connection: real, environment: testnet, symbols }).validateOnly).toBe(true)
    const code = (make: () => unknown) => {
      try {
        make()
        return 'made'
      } catch (error) {
        return (error as { code?: string }).code
      }
    }
    for (const mode of ['live', 'paper', 'production', undefined]) {
      expect(code(() => ccxtExecutor({ connection, environment: { ...testnet, mode: mode as never }, symbols }))).toBe('executor/live')
      expect(code(() => new CcxtExecutor({ connection, environment: { ...testnet, mode: mode as never }, symbols }))).toBe('executor/live')
    }
    const binance = await connectExchange({ exchange: 'binance' })
    expect(code(() => ccxtExecutor({ connection: binance, environment: testnet, symbols }))).toBe('executor/validate')
    const sandbox = await connectExchange({ exchange: 'binance', sandbox: true })
    expect(ccxtExecutor({ connection: sandbox, environment: testnet, symbols }).validateOnly).toBe(false)
    await expect(connectExchange({ exchange: 'kraken', sandbox: true })).rejects.toMatchObject({ code: 'exchange/sandbox' })
    expect(code(() => ccxtExecutor({ connection, environment: testnet, symbols: [] }))).toBe('executor/symbols')
    expect(code(() => ccxtExecutor({ connection, environment: testnet, symbols: ['BTC/USD', 'BTC/EUR'] }))).toBe('executor/symbols')
    expect(code(() => ccxtExecutor({ connection, environment: testnet, symbols: ['BTC/USD:USD'] }))).toBe('executor/symbols')
  })

  it('sends nothing while the exchange is left alone, but takes orders back', async () => {
    const shy = ccxtExecutor({
      connection: await connect(server, { breaker: { failures: 2, coolMs: 60_000 } }),
      environment: testnet,
      symbols,
    })
    const intent = intentOf()
    await submit(intent, shy)
    server.faults.add({ on: 'BalanceEx', fault: { kind: 'status', status: 503, when: 'before' } })
    await expect(shy.account()).rejects.toMatchObject({ code: 'exchange/circuit-open' })
    server.log.clear()
    expect(await submit(intentOf(), shy)).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('left alone') })
    expect(server.log.list()).toEqual([])
    expect(await shy.cancel(intent.clientId)).toEqual({ outcome: 'canceled' })
  })
})
