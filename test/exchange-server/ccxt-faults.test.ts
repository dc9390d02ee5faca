import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ccxt, connectKraken, idOf, type Kraken } from './ccxt-client.ts'
import { type ExchangeServer, startExchangeServer } from './exchange-server.ts'
import type { RequestFault } from './faults.ts'

/** What the client is told: the class of the error, 'nothing' for an answer without content, 'waits' for no end in sight. */
type Outcome = 'RequestTimeout' | 'NetworkError' | 'waits' | 'nothing' | 'SocketError' | (string & {})

interface Row {
  readonly fault: RequestFault
  readonly outcome: Outcome
  /** Whether the order is there afterwards. */
  readonly placed: boolean
}

const refusal = (error: string, outcome: Outcome): Row => ({ fault: { kind: 'error', error, when: 'before' }, outcome, placed: false })
const twice = (fault: (when: 'before' | 'after') => RequestFault, outcome: Outcome): Row[] => [
  { fault: fault('before'), outcome, placed: false },
  { fault: fault('after'), outcome, placed: true },
]
const status = (code: number, outcome: Outcome) => twice(when => ({ kind: 'status', status: code, when }), outcome)

/** The faults of AddOrder as ccxt 4.5 tells them; the README shows the same rows. */
const rows: readonly Row[] = [
  ...twice(when => ({ kind: 'timeout', when }), 'RequestTimeout'),
  ...twice(when => ({ kind: 'reset', when }), 'NetworkError'),
  ...status(429, 'RateLimitExceeded'),
  ...status(500, 'ExchangeNotAvailable'),
  ...status(502, 'ExchangeNotAvailable'),
  ...status(503, 'ExchangeNotAvailable'),
  ...status(504, 'RequestTimeout'),
  ...status(520, 'ExchangeNotAvailable'),
  ...status(403, 'ExchangeNotAvailable'),
  ...twice(when => ({ kind: 'error', error: 'EService:Unavailable', when }), 'ExchangeNotAvailable'),
  ...twice(when => ({ kind: 'error', error: 'EGeneral:Internal error', when }), 'ExchangeNotAvailable'),
  refusal('EService:Busy', 'ExchangeNotAvailable'),
  refusal('EService:Deadline elapsed', 'ExchangeError'),
  refusal('EService:Throttled: 1767225600', 'ExchangeError'),
  refusal('EService:Market in cancel_only mode', 'OnMaintenance'),
  refusal('EAPI:Rate limit exceeded', 'DDoSProtection'),
  refusal('EOrder:Rate limit exceeded', 'DDoSProtection'),
  refusal('EGeneral:Too many requests', 'DDoSProtection'),
  refusal('EGeneral:Temporary lockout', 'DDoSProtection'),
  refusal('EAPI:Invalid nonce', 'InvalidNonce'),
  refusal('EAPI:Invalid signature', 'ExchangeError'),
  refusal('EAPI:Invalid key', 'AuthenticationError'),
  refusal('EGeneral:Permission denied', 'PermissionDenied'),
  refusal('EOrder:Insufficient funds', 'InsufficientFunds'),
  refusal('EOrder:Order minimum not met', 'InvalidOrder'),
  refusal('EOrder:Cost minimum not met', 'ExchangeError'),
  refusal('EOrder:Tick size check failed', 'ExchangeError'),
  refusal('EOrder:Invalid price:XBTUSD price can only be specified up to 1 decimals.', 'ExchangeError'),
  refusal('EOrder:Post only order', 'ExchangeError'),
  refusal('EOrder:Orders limit exceeded', 'ExchangeError'),
  refusal('EOrder:Unknown order', 'InvalidOrder'),
  refusal('EOrder:Invalid order', 'InvalidOrder'),
  refusal('EGeneral:Invalid arguments', 'BadRequest'),
  refusal('EGeneral:Invalid arguments:volume', 'InvalidOrder'),
  refusal('EGeneral:Invalid arguments:cl_ord_id not unique', 'ExchangeError'),
  refusal('EQuery:Unknown asset pair', 'ExchangeError'),
  { fault: { kind: 'slow-body', msPerByte: 60 }, outcome: 'waits', placed: true },
  { fault: { kind: 'truncated', sealed: false }, outcome: 'SocketError', placed: true },
  { fault: { kind: 'truncated', sealed: true }, outcome: 'nothing', placed: true },
  { fault: { kind: 'html' }, outcome: 'nothing', placed: true },
  { fault: { kind: 'garbage', body: '{}' }, outcome: 'nothing', placed: true },
  { fault: { kind: 'garbage', body: 'null' }, outcome: 'nothing', placed: true },
]

/** A row of the README. */
function describeRow({ fault, outcome, placed }: Row): string {
  const { kind, ...rest } = fault
  const words = Object.entries(rest).map(([name, value]) =>
    name === 'when' ? `, ${value}` : name === kind ? ` \`${value}\`` : `, ${name} \`${value}\``,
  )
  return `| ${kind}${words.join('')} | \`${outcome}\` | ${placed ? 'yes' : 'no'} |`
}

describe.skipIf(ccxt === undefined)('faults as ccxt tells them', () => {
  let server: ExchangeServer
  let kraken: Kraken
  /** The same client with little time; the other one has enough for a machine that is busy. */
  let hasty: Kraken

  beforeAll(async () => {
    server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 }, balances: { USD: 1_000_000, BTC: 10 } })
    kraken = connectKraken({ url: server.url, credentials: server.credentials() })
    hasty = connectKraken({ url: server.url, credentials: server.credentials(), timeout: 250 })
    await kraken.loadMarkets()
    await hasty.loadMarkets()
  })
  afterEach(() => server.faults.clear())
  afterAll(() => server.close())

  async function outcomeOf(client: Kraken): Promise<Outcome> {
    const call = client.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000)
    const told = call.then(
      ({ id }) => (id === undefined ? 'nothing' : 'something'),
      (error: Error) => error.constructor.name,
    )
    if (client !== hasty) return told
    // Four times the timeout of the client.
    return Promise.race([told, new Promise<Outcome>(resolve => setTimeout(() => resolve('waits'), 1000))])
  }

  it.each(rows.map(row => [describeRow(row), row] as const))('AddOrder: %s', async (_, { fault, outcome, placed }) => {
    const before = server.orders.list().length
    server.faults.add({ on: 'AddOrder', fault })
    const told = await outcomeOf(fault.kind === 'timeout' || fault.kind === 'slow-body' ? hasty : kraken)
    expect(told).toBe(outcome)
    expect(server.orders.list().length - before).toBe(placed ? 1 : 0)
  })

  it('are in the README, row for row', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    expect(rows.map(describeRow).filter(row => !readme.includes(row))).toEqual([])
  })

  it('turn a page of HTML into empty answers that look like success', async () => {
    const id = idOf(await kraken.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000))
    server.faults.add({ on: '*', fault: { kind: 'html' } })
    expect(await kraken.fetchOpenOrders()).toEqual([])
    expect(await kraken.fetchMyTrades()).toEqual([])
    expect(await kraken.fetchOHLCV('BTC/USD')).toEqual([])
    expect((await kraken.fetchBalance()).total).toEqual({})
    expect((await kraken.fetchTicker('BTC/USD')).last).toBeUndefined()
    expect((await kraken.cancelOrder(id)).id).toBeUndefined()
    await expect(kraken.fetchOrder(id)).rejects.toThrow(ccxt?.OrderNotFound)
  })

  it('tell orders that are over from orders that never were', async () => {
    const id = idOf(await kraken.createOrder('BTC/USD', 'market', 'buy', 0.001))
    await expect(kraken.cancelOrder(id)).rejects.toBeInstanceOf(ccxt?.OrderNotFound)
    const never = await kraken.cancelOrder('OZZZZZ-ZZZZZ-ZZZZZZ').catch((error: Error) => error.constructor.name)
    expect(never).toBe('InvalidOrder')
    expect(await kraken.fetchOrder('OZZZZZ-ZZZZZ-ZZZZZZ').catch((error: Error) => error.constructor.name)).toBe('InvalidOrder')
  })

  it('come by chance, the same ones for the same seed', async () => {
    const draw = async (seed: number) => {
      const other = await startExchangeServer({ prices: { 'BTC/USD': 50_000 }, seed })
      const client = connectKraken({ url: other.url, credentials: other.credentials() })
      await client.loadMarkets()
      other.faults.add({ on: 'Ticker', fault: { kind: 'reset', when: 'before' }, probability: 0.4 })
      let failures = ''
      for (let i = 0; i < 30; i++)
        failures += await client.fetchTicker('BTC/USD').then(
          () => '.',
          () => 'x',
        )
      await other.close()
      return failures
    }
    const first = await draw(7)
    expect(first).toBe(await draw(7))
    expect(first).toMatch(/x.*\..*x/)
  })
})
