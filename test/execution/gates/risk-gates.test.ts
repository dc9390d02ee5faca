import { describe, expect, it } from 'vitest'
import type { Environment } from '../../../src/execution/environment.ts'
import type { ApprovalContext, Gate } from '../../../src/execution/gates/gate.ts'
import {
  ask,
  collarGate,
  fatFingerGate,
  freshDataGate,
  killSwitchGate,
  limitsGate,
  liveLimitsGate,
  rateGate,
  riskOrder,
  selfTradeGate,
} from '../../../src/execution/gates/risk-gates.ts'
import type { OrderIntent } from '../../../src/execution/order.ts'
import { LimitBreaker } from '../../../src/risk/limit-breaker.ts'
import type { RiskLimits } from '../../../src/risk/risk-limits.ts'
import type { RiskOrder } from '../../../src/risk/risk-order.ts'
import { afterOrder, type RiskState, startOfDay } from '../../../src/risk/risk-state.ts'
import { limit, market, NOW } from '../intents.ts'
import { armed, moment, requestOf } from '../keeper.ts'

interface Parts {
  readonly intent?: Partial<OrderIntent>
  readonly context?: Partial<ApprovalContext>
  readonly limits?: RiskLimits
  readonly environment?: Environment
  readonly state?: RiskState
  readonly open?: readonly RiskOrder[]
}

const day = startOfDay(undefined, { at: NOW - 3_600_000, equity: 10_000 })

function codes(gate: Gate, { intent = {}, context = {}, limits = {}, environment, state = day, open = [] }: Parts = {}) {
  const account = { ...moment.account, openOrders: open }
  return gate
    .check(
      requestOf(
        { intent: { ...(intent.price === undefined ? market : limit), ...intent }, context: { ...moment, account, ...context } },
        { limits, state, ...(environment === undefined ? {} : { environment }) },
      ),
    )
    .map(({ code }) => code)
}

describe('riskOrder', () => {
  it('is the intent as limits see it', () => {
    expect(riskOrder({ ...limit, reduceOnly: true, reason: 'exit' })).toEqual({
      id: 'order-1',
      symbol: 'BTC/EUR',
      side: 'buy',
      quantity: 0.3,
      price: 100,
      reduceOnly: true,
    })
  })
})

describe('ask', () => {
  it('passes on everything that limits look at', () => {
    const context = { currency: 'USD', quotes: { 'BTC/EUR': 'EUR' }, rates: { EUR: 2 }, volatility: { 'BTC/EUR': 0.1 } }
    const limits: RiskLimits = { maxValueAtRisk: { limit: 1 } }
    const found = ask(limits, requestOf({ context: { ...moment, ...context, references: { 'BTC/EUR': 100 } } }))
    expect(found.notional).toBe(60)
    expect(found.unchecked).toEqual([])
    // 60 × 10 % × 1.645
    expect(found.checks[0].value).toBeCloseTo(9.869, 3)
  })
})

describe('killSwitchGate', () => {
  it('refuses after a trip, but for orders that reduce, until a person resets', () => {
    const breaker = new LimitBreaker()
    const gate = killSwitchGate(breaker)
    expect(codes(gate)).toEqual([])
    breaker.trip({ reason: 'prices look wrong', actor: 'Ada', at: NOW, account: moment.account })
    expect(codes(gate)).toEqual(['risk/breaker'])
    expect(codes(gate, { intent: { reduceOnly: true } })).toEqual([])
    breaker.reset({ reason: 'they are right', actor: 'Ada', at: NOW })
    expect(codes(gate)).toEqual([])
  })
})

describe('freshDataGate', () => {
  it('asks for a price that is at most a minute old, or as old as the limits say', () => {
    const aged = (ms: number) => ({ context: { priceTimes: { 'BTC/EUR': NOW - ms } } })
    expect(codes(freshDataGate, aged(60_000))).toEqual([])
    expect(codes(freshDataGate, aged(60_001))).toEqual(['risk/max_price_age_ms'])
    expect(codes(freshDataGate, aged(-60_001))).toEqual(['risk/max_price_age_ms'])
    expect(codes(freshDataGate, { ...aged(6_000), limits: { maxPriceAgeMs: 5_000 } })).toEqual(['risk/max_price_age_ms'])
    expect(codes(freshDataGate, { ...aged(90_000), limits: { maxPriceAgeMs: 100_000 } })).toEqual([])
  })

  it('refuses what is not known', () => {
    expect(codes(freshDataGate, { context: { priceTimes: {} } })).toEqual(['risk/max_price_age_ms'])
    expect(codes(freshDataGate, { context: { priceTimes: { 'BTC/EUR': Number.NaN } } })).toEqual(['risk/max_price_age_ms'])
    expect(codes(freshDataGate, { context: { priceTimes: undefined } as unknown as ApprovalContext })).toHaveLength(1)
    expect(codes(freshDataGate, { context: { at: Number.NaN } })).toEqual(['risk/unknown_time'])
    expect(codes(freshDataGate, { context: { prices: {} } })).toEqual(['risk/unknown_price'])
    expect(codes(freshDataGate, { context: { prices: { 'BTC/EUR': Number.NaN } } })).toEqual(['risk/unknown_price'])
  })

  it('does not look at other limits', () => {
    expect(codes(freshDataGate, { limits: { maxOrderNotional: 1, priceCollar: 0 }, intent: { price: 101 } })).toEqual([])
  })
})

describe('collarGate', () => {
  it('keeps limit prices near the market: five percent, or what the limits say', () => {
    expect(codes(collarGate, { intent: { price: 105 } })).toEqual([])
    expect(codes(collarGate, { intent: { price: 105.5 } })).toEqual(['risk/price_collar'])
    expect(codes(collarGate, { intent: { price: 94 } })).toEqual(['risk/price_collar'])
    expect(codes(collarGate, { intent: { price: 102 }, limits: { priceCollar: 0.01 } })).toEqual(['risk/price_collar'])
    expect(codes(collarGate, { intent: { price: 110 }, limits: { priceCollar: 0.2 } })).toEqual([])
  })

  it('compares market orders with a reference from elsewhere', () => {
    expect(codes(collarGate)).toEqual([])
    expect(codes(collarGate, { context: { references: { 'BTC/EUR': 90 } } })).toEqual(['risk/price_collar'])
    expect(codes(collarGate, { context: { references: {} } })).toEqual(['risk/price_collar'])
  })
})

describe('fatFingerGate', () => {
  const usual = [10, 10, 10, 10, 10].reduce((state, notional) => afterOrder(state, { at: NOW - 600_000, notional }), day)

  it('asks the first orders and market orders too: a tenth of the equity', () => {
    expect(codes(fatFingerGate, { intent: { quantity: 10 } })).toEqual([])
    expect(codes(fatFingerGate, { intent: { quantity: 10.1 } })).toEqual(['risk/fat_finger'])
  })

  it('then ten times what is usual, or what the limits say', () => {
    expect(codes(fatFingerGate, { state: usual, intent: { quantity: 1 } })).toEqual([])
    expect(codes(fatFingerGate, { state: usual, intent: { quantity: 1.05 } })).toEqual(['risk/fat_finger'])
    expect(codes(fatFingerGate, { state: usual, limits: { fatFinger: { multiple: 20, first: 1 } }, intent: { quantity: 1.1 } })).toEqual([])
  })
})

describe('rateGate', () => {
  const sent = (count: number, gap: number) =>
    Array.from({ length: count }, (_, k) => NOW - (count - k) * gap).reduce((state, at) => afterOrder(state, { at, notional: 10 }), day)

  it('lets five in a second and sixty in a minute pass, or what the limits say', () => {
    expect(codes(rateGate, { state: sent(4, 100) })).toEqual([])
    expect(codes(rateGate, { state: sent(5, 100) })).toEqual(['risk/max_orders_per_second'])
    expect(codes(rateGate, { state: sent(59, 900) })).toEqual([])
    expect(codes(rateGate, { state: sent(60, 900) })).toEqual(['risk/max_orders_per_minute'])
    expect(codes(rateGate, { state: sent(1, 100), limits: { maxOrdersPerSecond: 1 } })).toEqual(['risk/max_orders_per_second'])
    expect(codes(rateGate, { state: sent(3, 5_000), limits: { maxOrdersPerMinute: 3 } })).toEqual(['risk/max_orders_per_minute'])
  })
})

describe('limitsGate', () => {
  it('asks all other limits', () => {
    expect(codes(limitsGate, { limits: { maxOrderNotional: 30 } })).toEqual([])
    expect(codes(limitsGate, { limits: { maxOrderNotional: 29 } })).toEqual(['risk/max_order_notional'])
    expect(codes(limitsGate, { limits: { maxOrderNotional: 29, allowedSymbols: ['ETH/EUR'] } })).toEqual([
      'risk/max_order_notional',
      'risk/allowed_symbols',
    ])
  })

  it('does not repeat the four that have gates of their own', () => {
    const strict: RiskLimits = {
      maxPriceAgeMs: 0,
      priceCollar: 0,
      maxOrdersPerSecond: 0,
      maxOrdersPerMinute: 0,
      fatFinger: { multiple: 1, first: 0 },
    }
    expect(codes(limitsGate, { limits: strict, intent: { price: 101 } })).toEqual([])
    expect(codes(fatFingerGate, { limits: strict })).toHaveLength(1)
    expect(codes(freshDataGate, { limits: strict })).toEqual(['risk/max_price_age_ms'])
    expect(codes(collarGate, { limits: strict, intent: { price: 101 } })).toEqual(['risk/price_collar'])
    expect(codes(rateGate, { limits: strict })).toHaveLength(2)
  })

  it('counts open orders', () => {
    const other = { id: 'other', symbol: 'ETH/EUR', side: 'buy', quantity: 1, price: 100 } as const
    const parts = { limits: { maxTotalExposure: 100 }, context: { prices: { 'BTC/EUR': 100, 'ETH/EUR': 100 } } }
    expect(codes(limitsGate, parts)).toEqual([])
    expect(codes(limitsGate, { ...parts, context: { ...parts.context, account: { ...moment.account, openOrders: [other] } } })).toEqual([
      'risk/max_total_exposure',
    ])
  })
})

describe('liveLimitsGate', () => {
  const live = (changes: Partial<Environment>): Parts => ({ environment: { ...armed, ...changes } })

  it('holds in live mode, and only there', () => {
    expect(codes(liveLimitsGate, live({}))).toEqual([])
    expect(codes(liveLimitsGate, live({ maxLiveNotionalPerOrder: 30 }))).toEqual([])
    expect(codes(liveLimitsGate, live({ maxLiveNotionalPerOrder: 29 }))).toEqual(['risk/max_order_notional'])
    expect(codes(liveLimitsGate, live({ mode: 'paper', maxLiveNotionalPerOrder: 29 }))).toEqual([])
    expect(codes(liveLimitsGate, live({ mode: 'testnet', maxLiveNotionalTotal: 1 }))).toEqual([])
  })

  it('counts what is held for the total', () => {
    const held = { account: { cash: 10_000, positions: { 'BTC/EUR': { quantity: 1 } } } }
    expect(codes(liveLimitsGate, { ...live({ maxLiveNotionalTotal: 130 }), context: held })).toEqual([])
    expect(codes(liveLimitsGate, { ...live({ maxLiveNotionalTotal: 129 }), context: held })).toEqual(['risk/max_total_exposure'])
  })

  it('refuses orders that are too small', () => {
    expect(codes(liveLimitsGate, live({ liveTradeMinSize: 30 }))).toEqual([])
    expect(codes(liveLimitsGate, live({ liveTradeMinSize: 31 }))).toEqual(['gate/live-min-size'])
  })

  it('refuses what cannot be valued', () => {
    expect(codes(liveLimitsGate, { ...live({}), context: { prices: {} } })).toEqual(['risk/unknown_price'])
    expect(codes(liveLimitsGate, { ...live({ liveTradeMinSize: 1 }), context: { prices: {} } })).toEqual([
      'risk/unknown_price',
      'gate/live-min-size',
    ])
  })
})

describe('selfTradeGate', () => {
  const resting = (side: 'buy' | 'sell', price?: number, symbol = 'BTC/EUR'): Parts => ({
    open: [{ id: 'own', symbol, side, quantity: 1, ...(price === undefined ? {} : { price }) }],
  })

  it.each([
    ['a bid at an own offer', 'buy', 100, resting('sell', 100), true],
    ['a bid above an own offer', 'buy', 100, resting('sell', 99), true],
    ['a bid below an own offer', 'buy', 100, resting('sell', 100.5), false],
    ['an offer at an own bid', 'sell', 100, resting('buy', 100), true],
    ['an offer below an own bid', 'sell', 100, resting('buy', 101), true],
    ['an offer above an own bid', 'sell', 100, resting('buy', 99.5), false],
    ['two bids', 'buy', 100, resting('buy', 100), false],
    ['another symbol', 'buy', 100, resting('sell', 100, 'ETH/EUR'), false],
    ['a market order and an offer near the price', 'buy', undefined, resting('sell', 100.4), true],
    ['a market order and an offer further away', 'buy', undefined, resting('sell', 101), false],
    ['a market order and a bid near the price', 'sell', undefined, resting('buy', 99.6), true],
    ['a market order and a bid further away', 'sell', undefined, resting('buy', 99), false],
    ['a bid and an own market order', 'buy', 99.6, resting('sell'), true],
    ['a bid below an own market order', 'buy', 99, resting('sell'), false],
    ['an offer and an own market order', 'sell', 100.4, resting('buy'), true],
    ['an offer above an own market order', 'sell', 101, resting('buy'), false],
    ['nothing open', 'buy', 100, {}, false],
  ] as const)('%s', (_, side, price, parts, refused) => {
    const found = codes(selfTradeGate, { ...parts, intent: { side, ...(price === undefined ? {} : { price }) } })
    expect(found).toEqual(refused ? ['gate/self-trade'] : [])
  })

  it('takes what is not known for a meeting', () => {
    expect(
      codes(selfTradeGate, {
        ...resting('sell', 200),
        context: { prices: {}, account: { ...moment.account, openOrders: resting('sell', 200).open } },
      }),
    ).toEqual(['gate/self-trade'])
  })
})
