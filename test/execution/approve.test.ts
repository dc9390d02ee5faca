import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Approval, type Approved, approve, isApproved, redeemApproval } from '../../src/execution/approve.ts'
import { defaultEnvironment } from '../../src/execution/environment.ts'
import type { Gatekeeper, GateSettings } from '../../src/execution/gatekeeper.ts'
import type { ApprovalContext } from '../../src/execution/gates/gate.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'
import { limit, market, NOW } from './intents.ts'
import { armed, facts, keeperOf, moment } from './keeper.ts'

const testnet = { ...defaultEnvironment, mode: 'testnet' } as const

function orderOf(approval: Approval): Approved {
  if (!approval.ok) throw new Error(approval.refusals.map(({ message }) => message).join('\n'))
  return approval.order
}

const codesOf = (approval: Approval) => (approval.ok ? [] : approval.refusals.map(({ code }) => code))

function ask(settings: Partial<GateSettings> = {}, changes: { intent?: object; context?: object } = {}): Approval {
  const context = { ...moment, ...changes.context } as ApprovalContext
  return approve({ ...market, ...changes.intent } as OrderIntent, keeperOf(settings), context)
}

describe('approve', () => {
  it('approves an order in steps of the exchange, with the gates that it passed and a short time to live', () => {
    const order = orderOf(ask({}, { intent: { quantity: 0.37, kind: 'limit', price: 100.4 } }))
    expect(order.intent).toEqual({ ...limit, quantity: 0.3, price: 100 })
    expect(order).toMatchObject({ mode: 'paper', dryRun: false, at: NOW, expiresAt: NOW + 5_000 })
    expect(order.gates).toHaveLength(18)
    expect([order, order.intent, order.gates].every(part => Object.isFrozen(part))).toBe(true)
  })

  it.each([
    [defaultEnvironment, 'paper', false],
    [testnet, 'testnet', true],
    [{ ...testnet, testnetDryRun: false }, 'testnet', false],
    [armed, 'live', true],
    [{ ...armed, testnetDryRun: false }, 'live', true],
  ] as const)('in %j, orders are for %s, dry run %s', (environment, mode, dryRun) => {
    expect(orderOf(ask({ environment }))).toMatchObject({ mode, dryRun })
  })

  it('approves nothing in live mode without dry run', () => {
    expect(codesOf(ask({ environment: { ...armed, liveDryRunMode: false } }))).toEqual(['gate/live-locked'])
  })

  it('gives every reason of every gate, and each once', () => {
    const context = { session: 'paused', prices: {}, priceTimes: {} }
    const approval = ask({ environment: { ...armed, enableLiveTrading: false }, promotion: undefined }, { context })
    expect(codesOf(approval)).toEqual(['order/min-notional', 'gate/not-enabled', 'gate/session', 'gate/promotion', 'risk/unknown_price'])
    expect(Object.isFrozen(approval)).toBe(true)
  })

  it('looks no further at an order that makes no sense', () => {
    expect(codesOf(ask({}, { intent: { quantity: Number.NaN }, context: { session: 'paused' } }))).toEqual(['order/quantity'])
    expect(codesOf(approve(null as unknown as OrderIntent, keeperOf(), moment))).toContain('order/client-id')
    expect(codesOf(approve(undefined as unknown as OrderIntent, keeperOf(), moment))).toContain('order/client-id')
  })

  it('needs to know the instrument outside of paper', () => {
    expect(codesOf(ask({ instruments: {} }))).toEqual([])
    expect(codesOf(ask({ instruments: {}, environment: testnet }))).toEqual(['gate/instrument'])
    expect(codesOf(ask({ instruments: {}, environment: armed }, { intent: { symbol: 'toString' } }))).toContain('gate/instrument')
  })

  it('refuses what is less than a lot, with all other reasons', () => {
    expect(codesOf(ask({}, { intent: { quantity: 0.05 }, context: { session: 'paused' } }))).toEqual(['order/lot', 'gate/session'])
  })

  it('asks no gates that there are not', () => {
    for (const nothing of [undefined, null, {}, { gates: [] }])
      expect(codesOf(approve(market, nothing as unknown as Gatekeeper, moment))).toEqual(['gate/keeper'])
    const forged = Object.create(keeperOf()) as Gatekeeper
    expect(codesOf(approve(market, forged, moment))).toEqual(['gate/failed'])
  })

  it('never throws', () => {
    for (const nothing of [undefined, null, {}, { at: NOW }])
      expect(approve(market, keeperOf(), nothing as unknown as ApprovalContext).ok).toBe(false)
    const trap = (thrown: unknown) =>
      new Proxy(moment, {
        get: () => {
          throw thrown
        },
      })
    for (const thrown of [new Error('a trap'), 'a trap'])
      expect(approve(market, keeperOf(), trap(thrown))).toEqual({
        ok: false,
        refusals: [{ code: 'gate/failed', message: 'the gates could not be asked: a trap' }],
      })
  })

  it('approves what it has checked, not what becomes of it while it checks', () => {
    let reads = 0
    const shifty = { ...market } as { quantity: number }
    Object.defineProperty(shifty, 'quantity', { enumerable: true, get: () => (reads++ === 0 ? 0.3 : 1e6) })
    expect(orderOf(approve(shifty as OrderIntent, keeperOf(), moment)).intent.quantity).toBe(0.3)
    const input = { ...market }
    const order = orderOf(approve(input, keeperOf(), moment))
    Object.assign(input, { quantity: 1e6 })
    expect(order.intent.quantity).toBe(0.3)
  })
})

describe('planted faults', () => {
  it('a gate that throws', () => {
    const broken = {
      id: 'broken',
      check: () => {
        throw new Error('no connection')
      },
    }
    expect(ask({ extra: [broken] })).toEqual({
      ok: false,
      refusals: [{ code: 'gate/failed', message: 'gate broken failed: no connection, so nothing passes it' }],
    })
  })

  it('a gate that answers later', () => {
    const late = { id: 'late', check: async () => [] }
    expect(codesOf(ask({ extra: [late] as unknown as NonNullable<GateSettings['extra']> }))).toEqual(['gate/failed'])
  })

  it('a time that is not a number', () => {
    const codes = codesOf(ask({ environment: armed }, { context: { at: Number.NaN } }))
    expect(codes).toEqual(['gate/clock', 'gate/token-expired', 'gate/two-people', 'risk/unknown_time'])
  })

  it('stale prices, and prices from the future', () => {
    expect(codesOf(ask({}, { context: { priceTimes: { 'BTC/EUR': NOW - 60_001 } } }))).toEqual(['risk/max_price_age_ms'])
    expect(codesOf(ask({}, { context: { priceTimes: { 'BTC/EUR': NOW + 60_001 } } }))).toEqual(['risk/max_price_age_ms'])
  })

  it('a clock that goes back', () => {
    const keeper = keeperOf()
    orderOf(approve(market, keeper, moment))
    const earlier = { ...moment, at: NOW - 1 }
    expect(codesOf(approve({ ...market, clientId: 'order-2', at: NOW - 1 }, keeper, earlier))).toEqual(['gate/clock'])
    expect(codesOf(approve({ ...market, clientId: 'order-2' }, keeper, moment))).toEqual([])
  })

  it('one wrong time in the future does not close the gates for good', () => {
    const keeper = keeperOf()
    expect(approve({ ...market, clientId: 'order-0' }, keeper, { ...moment, at: NOW * 2 }).ok).toBe(false)
    expect(approve(market, keeper, moment).ok).toBe(true)
  })

  it('the same order twice at the same time', async () => {
    const keeper = keeperOf()
    const approvals = await Promise.all(Array.from({ length: 20 }, async () => approve(market, keeper, moment)))
    expect(approvals.filter(({ ok }) => ok)).toHaveLength(1)
    expect(approvals.filter(({ ok }) => !ok).every(one => codesOf(one).includes('gate/duplicate'))).toBe(true)
  })

  it('many orders at the same time, each within the limits, all of them not', async () => {
    const keeper = keeperOf({ limits: { maxSymbolExposure: 100 } })
    const approvals = await Promise.all(
      Array.from({ length: 5 }, async (_, k) => approve({ ...market, clientId: `order-${k}`, quantity: 0.4 }, keeper, moment)),
    )
    expect(approvals.map(codesOf)).toEqual([[], [], ...Array(3).fill(['risk/max_symbol_exposure'])])
    keeper.release('order-0')
    expect(codesOf(approve({ ...market, clientId: 'order-9', quantity: 0.4 }, keeper, moment))).toEqual([])
  })

  it('orders that are refused use up no place in the rate', () => {
    const keeper = keeperOf({ limits: { maxOrdersPerSecond: 1 } })
    for (let k = 0; k < 10; k++) approve({ ...market, clientId: `bad-${k}`, quantity: 0.01 }, keeper, moment)
    expect(codesOf(approve(market, keeper, moment))).toEqual([])
    expect(codesOf(approve({ ...market, clientId: 'order-2' }, keeper, moment))).toEqual(['risk/max_orders_per_second'])
  })

  it('only one person has confirmed', () => {
    expect(codesOf(ask({ environment: armed, confirmations: facts.confirmations.slice(0, 1) }))).toEqual(['gate/two-people'])
    expect(codesOf(ask({ environment: armed, confirmations: [] }))).toEqual(['gate/two-people'])
  })

  it('a loop that sends the same order under new ids', () => {
    const keeper = keeperOf({ limits: { maxOrdersPerSecond: 100 } })
    const codes = (k: number, changes: object = {}) => codesOf(approve({ ...market, clientId: `order-${k}`, ...changes }, keeper, moment))
    expect([0, 1, 2, 3, 4].flatMap(k => codes(k))).toEqual([])
    expect(codes(5)).toEqual(['gate/repeat'])
    expect(codes(6, { quantity: 0.4 })).toEqual([])
  })

  it('an own order on the other side', () => {
    const keeper = keeperOf()
    orderOf(approve({ ...limit, side: 'sell', clientId: 'offer', price: 100 }, keeper, moment))
    expect(codesOf(approve({ ...market }, keeper, moment))).toEqual(['gate/self-trade'])
  })
})

describe('faults of Peak_Trade that are none here', () => {
  const losing = (equity: number) => {
    const keeper = keeperOf({ limits: { maxDailyLoss: 500 }, state: startOfDay(undefined, { at: NOW, equity: 10_000 }) })
    keeper.mark({ at: NOW, equity })
    return codesOf(approve(market, keeper, { ...moment, account: { cash: equity, positions: {} } }))
  }

  it('b-1: the guard is asked in every mode, and live gives no order for a network', () => {
    expect(codesOf(approve(market, keeperOf({ environment: { ...defaultEnvironment, mode: 'live' } }), moment))).toEqual([
      'gate/not-enabled',
      'gate/not-armed',
      'gate/token-missing',
    ])
  })

  it('b-2: a dry run on a testnet is one', () => {
    expect(orderOf(ask({ environment: testnet })).dryRun).toBe(true)
  })

  it('b-3: simulated orders are not blocked by what guards live ones', () => {
    const bare = { strategy: undefined, promotion: undefined, token: undefined, confirmations: undefined }
    expect(orderOf(ask(bare)).mode).toBe('paper')
  })

  it('b-4, b-5: the loss of a day counts, and a profit is no loss', () => {
    expect(losing(9_500)).toEqual([])
    expect(losing(9_499)).toEqual(['risk/max_daily_loss'])
    expect(losing(10_600)).toEqual([])
  })

  it('b-6: what has no price does not pass', () => {
    for (const price of [undefined, Number.NaN, 0, -1, Number.POSITIVE_INFINITY])
      expect(codesOf(ask({ instruments: {} }, { context: { prices: { 'BTC/EUR': price } } }))).toEqual(['risk/unknown_price'])
  })

  it('b-7: positions count, many small orders do not pass, and exits do', () => {
    const held = { account: { cash: 10_000, positions: { 'BTC/EUR': { quantity: 10 } } } }
    const limits = { maxSymbolExposure: 1_000 }
    expect(codesOf(ask({ limits }, { context: held }))).toEqual(['risk/max_symbol_exposure'])
    expect(codesOf(ask({ limits }, { context: held, intent: { side: 'sell' } }))).toEqual([])
    expect(codesOf(ask({ limits: { maxSymbolExposure: 1 } }, { context: held, intent: { side: 'sell', reduceOnly: true } }))).toEqual([])
  })

  it('b-33: nonsense does not pass', () => {
    for (const nonsense of [{ quantity: Number.POSITIVE_INFINITY }, { side: 'long' }, { kind: 'stop' }, { symbol: '' }])
      expect(ask({}, { intent: nonsense }).ok).toBe(false)
  })

  it('b-38: the limits of live mode hold', () => {
    expect(codesOf(ask({ environment: { ...armed, maxLiveNotionalPerOrder: 20 } }))).toEqual(['risk/max_order_notional'])
  })

  it('b-39: research does not leave paper', () => {
    const strategy = { ...facts.strategy, tier: 'r_and_d' } as const
    expect(codesOf(ask({ environment: testnet, strategy }))).toEqual(['gate/tier'])
    expect(codesOf(ask({ environment: armed, strategy }))).toEqual(['gate/tier'])
    expect(codesOf(ask({ strategy }))).toEqual([])
  })

  it('b-40: no reason shows a token', () => {
    for (const confirmToken of [undefined, 'a guess of mine'])
      expect(JSON.stringify(ask({ environment: { ...armed, confirmToken } }))).not.toMatch(/horse|guess of mine/)
  })

  it('the kill switch lets exits pass', () => {
    const breaker = new LimitBreaker()
    breaker.trip({ reason: 'prices', actor: 'Ada', at: NOW, account: moment.account })
    const held = { account: { cash: 10_000, positions: { 'BTC/EUR': { quantity: 1 } } } }
    expect(codesOf(ask({ breaker }, { context: held, intent: { side: 'sell' } }))).toEqual(['risk/breaker'])
    expect(codesOf(ask({ breaker }, { context: held, intent: { side: 'sell', reduceOnly: true } }))).toEqual([])
  })
})

describe('Approved', () => {
  const submit = (order: Approved) => order.intent.clientId
  const place = (order: Extract<Approved, { dryRun: false }>) => order.mode

  it('is made by approve only, as a type', () => {
    const order = orderOf(ask())
    expect(submit(order)).toBe('order-1')
    const plain = { intent: market, mode: 'paper', dryRun: false, gates: [], at: 0, expiresAt: 1 } as const
    // @ts-expect-error a plain object is no approved order
    expect(submit(plain)).toBe('order-1')
    // @ts-expect-error an intent is no approved order
    expect(() => submit(market)).toThrow()
    // @ts-expect-error what may be refused is not approved yet
    expect(() => submit(ask())).toThrow()
  })

  it('in live mode is a dry run, as a type', () => {
    expectTypeOf<Extract<Approved, { mode: 'live' }>['dryRun']>().toEqualTypeOf<true>()
    expectTypeOf<Extract<Approved, { dryRun: false }>['mode']>().toEqualTypeOf<'paper'>()
    const order = orderOf(ask({ environment: armed }))
    // @ts-expect-error what may be a dry run cannot be placed
    expect(place(order)).toBe('live')
  })

  it('is made by approve only, at run time', () => {
    const order = orderOf(ask())
    expect(isApproved(order)).toBe(true)
    for (const forged of [
      { ...order },
      structuredClone(order),
      Object.create(order),
      Object.freeze({ ...order }),
      market,
      null,
      undefined,
      5,
      'order',
    ])
      expect(isApproved(forged)).toBe(false)
  })

  it('cannot be changed', () => {
    const order = orderOf(ask({ environment: armed }))
    for (const change of [{ dryRun: false }, { mode: 'testnet' }, { expiresAt: 1e15 }]) expect(() => Object.assign(order, change)).toThrow()
    expect(() => Object.assign(order.intent, { quantity: 1e6 })).toThrow()
  })
})

describe('redeemApproval', () => {
  const codes = (order: Approved, at: number) => redeemApproval(order, at).refusals.map(({ code }) => code)

  it('works once', () => {
    const order = orderOf(ask())
    expect(codes(order, NOW)).toEqual([])
    expect(codes(order, NOW)).toEqual(['approval/used'])
  })

  it('works for a short time', () => {
    const keeper = keeperOf({ timeToLiveMs: 100 })
    const order = orderOf(approve(market, keeper, moment))
    for (const at of [NOW + 100, NOW - 1, Number.NaN, Number.POSITIVE_INFINITY]) expect(codes(order, at)).toEqual(['approval/expired'])
    expect(redeemApproval(order, NOW + 100).refusals[0].message).toContain('order-1')
    expect(codes(order, NOW + 99)).toEqual([])
  })

  it('works for no forgery', () => {
    const order = orderOf(ask())
    expect(codes({ ...order }, NOW)).toEqual(['approval/forged'])
    expect(codes(structuredClone(order), NOW)).toEqual(['approval/forged'])
    expect(codes(undefined as unknown as Approved, NOW)).toEqual(['approval/forged'])
    expect(codes(order, NOW)).toEqual([])
  })
})
