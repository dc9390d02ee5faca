import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { ccxt } from '../exchange-server/ccxt-client.ts'
import { controlExchange } from '../exchange-server/exchange-process.ts'
import { startExchangeServer } from '../exchange-server/exchange-server.ts'
import type { FaultRule, RequestFault } from '../exchange-server/faults.ts'
import { compareWithExchange } from './compare-with-exchange.ts'
import { connectTrader, OPENING, PRICE, SYMBOL, Trader } from './trader.ts'

/*
 * A program trades over HTTP with an exchange on which everything goes wrong that can: answers are lost before and after the order is taken, late, half, or something
 * else; orders are shown late, lists repeat themselves. Whatever happens: no order is sent twice, no fill is lost, and every doubt ends.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
// Orders go over HTTP here; the same desk gets 25,000 more from an exchange in memory, in test/property/desk-crash.test.ts.
const orders = Number(process.env.PEAK_TRADE_CASES ?? (deep ? 4000 : 500))
const perWorld = 250
const TIMEOUT_MS = 150

/** Faults of any request, with how often of a hundred they hit an order; others are hit a fifth as often. */
const requestFaults: readonly (readonly [RequestFault, number])[] = [
  [{ kind: 'timeout', when: 'before' }, 1],
  [{ kind: 'timeout', when: 'after' }, 2],
  [{ kind: 'reset', when: 'before' }, 2],
  [{ kind: 'reset', when: 'after' }, 3],
  [{ kind: 'status', status: 500, when: 'before' }, 1],
  [{ kind: 'status', status: 500, when: 'after' }, 1],
  [{ kind: 'status', status: 502, when: 'before' }, 1],
  [{ kind: 'status', status: 502, when: 'after' }, 1],
  [{ kind: 'status', status: 504, when: 'after' }, 1],
  [{ kind: 'status', status: 520, when: 'after' }, 1],
  [{ kind: 'status', status: 429, when: 'before' }, 1],
  [{ kind: 'status', status: 429, when: 'after' }, 1],
  [{ kind: 'error', error: 'EService:Unavailable', when: 'before' }, 1],
  [{ kind: 'error', error: 'EService:Unavailable', when: 'after' }, 1],
  [{ kind: 'error', error: 'EGeneral:Internal error', when: 'after' }, 1],
  [{ kind: 'error', error: 'EAPI:Rate limit exceeded', when: 'before' }, 1],
  [{ kind: 'error', error: 'EOrder:Insufficient funds', when: 'before' }, 1],
  [{ kind: 'error', error: 'EGeneral:Invalid arguments:cl_ord_id not unique', when: 'before' }, 1],
  [{ kind: 'html' }, 1],
  [{ kind: 'garbage', body: '{}' }, 1],
  [{ kind: 'garbage', body: 'null' }, 1],
  [{ kind: 'garbage', body: '{"error":[],"result":{}}' }, 1],
  [{ kind: 'truncated', sealed: false }, 1],
  [{ kind: 'truncated', sealed: true }, 1],
  [{ kind: 'slow-body', msPerByte: 20 }, 1],
  [{ kind: 'delay', ms: 50 }, 2],
]

function rules(): FaultRule[] {
  const made = requestFaults.flatMap(([fault, percent]): FaultRule[] => [
    { on: 'AddOrder', fault, probability: percent / 100 },
    { on: 'CancelOrder', fault, probability: percent / 200 },
    ...['OpenOrders', 'ClosedOrders', 'TradesHistory', 'QueryOrders'].map(on => ({ on, fault, probability: percent / 500 })),
  ])
  return [
    ...made,
    { on: 'AddOrder', fault: { kind: 'hidden', reads: 1 }, probability: 0.1 },
    { on: 'AddOrder', fault: { kind: 'hidden', reads: 3 }, probability: 0.05 },
    { on: 'AddOrder', fault: { kind: 'partial', fractions: [0.3, 0.2], after: 'rests' }, probability: 0.15 },
    { on: 'AddOrder', fault: { kind: 'partial', fractions: [0.4], after: 'canceled' }, probability: 0.1 },
    { on: 'TradesHistory', fault: { kind: 'duplicate', rows: 5 }, probability: 0.2 },
    { on: 'ClosedOrders', fault: { kind: 'duplicate', rows: 2 }, probability: 0.2 },
    { on: 'TradesHistory', fault: { kind: 'out-of-order' }, probability: 0.2 },
  ]
}

async function runWorld(world: number, wanted: number) {
  const random = seededRandom(`faults/${world}`)
  const server = await startExchangeServer({ prices: { [SYMBOL]: PRICE }, balances: { USD: 1e8, BTC: OPENING }, seed: world })
  try {
    const { key, secret } = server.credentials()
    const connection = await connectTrader(server.url, { apiKey: key, secret }, TIMEOUT_MS)
    const journal = new MemoryJournal()
    const session = `faults-${world}`
    const unresolved = new Set<string>()
    let failed = 0
    const tell = (what: { readonly polled?: { readonly unknown: readonly string[]; readonly failed: readonly string[] } }) => {
      for (const id of what.polled?.unknown ?? []) unresolved.add(id)
      failed += what.polled?.failed.length ?? 0
    }
    const trader = new Trader({ connection, url: server.url, journal, session, seed: session, tell })
    // The list of symbols does not come at first.
    server.faults.add({ on: 'AssetPairs', fault: { kind: 'reset', when: 'before' }, times: 2 })
    await connection.checkSymbol(SYMBOL)
    for (const rule of rules()) server.faults.add(rule)
    while (trader.desk.orders().length < wanted) {
      await trader.step()
      server.market.setPrice(SYMBOL, PRICE * (0.989 + 0.022 * random.uniform()))
      server.advance(random.integer(8000))
      // What is hidden is so for a while, and not until somebody looks.
      if (random.integer(2) === 0) await trader.poll()
    }
    const faults = server.faults.report().reduce((sum, { hits }) => sum + hits, 0)
    server.faults.clear()
    await trader.settle()
    const compared = await compareWithExchange(journal.read(session), controlExchange(server.url))
    return { ...compared, faults, failed, requests: server.log.list().length, waited: unresolved.size }
  } finally {
    await server.close()
  }
}

describe.skipIf(ccxt === undefined)('an exchange on which everything goes wrong', () => {
  it(`gets no order twice and loses none, in ${orders} orders`, { timeout: 3_600_000 }, async () => {
    const started = performance.now()
    const total = { orders: 0, fills: 0, doubts: 0, absent: 0, canceled: 0, faults: 0, failed: 0, requests: 0, waited: 0 }
    for (let world = 1; total.orders < orders; world++) {
      const result = await runWorld(world, Math.min(perWorld, orders - total.orders))
      const { duplicates, losses, problems } = result
      expect({ world, duplicates, losses, problems }).toEqual({ world, duplicates: [], losses: [], problems: [] })
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += result[name]
    }
    if (deep) console.log({ ...total, seconds: Math.round((performance.now() - started) / 1000) })
    // Otherwise nothing was tried.
    expect(total.faults).toBeGreaterThan(orders / 2)
    expect(total.doubts).toBeGreaterThan(orders / 10)
    expect(total.fills).toBeGreaterThan(orders / 2)
    expect(total.absent).toBeGreaterThan(orders / 50)
  })
})
