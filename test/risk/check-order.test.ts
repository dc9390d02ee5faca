import { describe, expect, it } from 'vitest'
import { checkOrder } from '../../src/risk/check-order.ts'
import { defineLimits } from '../../src/risk/define-limits.ts'
import type { LimitId, RiskVerdict } from '../../src/risk/limit-check.ts'
import type { RiskAccount } from '../../src/risk/risk-account.ts'
import { RiskBook } from '../../src/risk/risk-book.ts'
import { RiskLimits } from '../../src/risk/risk-limits.ts'
import type { RiskOptions } from '../../src/risk/risk-options.ts'
import type { RiskOrder } from '../../src/risk/risk-order.ts'
import { afterFill, afterOrder, startOfDay } from '../../src/risk/risk-state.ts'

const at = Date.UTC(2025, 0, 15, 12)
const prices = { BTC: 100, ETH: 10 }
const flat: RiskAccount = { cash: 1_000, positions: {} }
const order = (side: 'buy' | 'sell', quantity: number, more: Partial<RiskOrder> = {}): RiskOrder => ({
  id: 'x',
  symbol: 'BTC',
  side,
  quantity,
  ...more,
})
const refused = (verdict: RiskVerdict) => verdict.refusals.map(({ code }) => code)
const day = startOfDay(undefined, { at, equity: 1_000 })
const sent = (times: readonly number[], notional = 100) => times.reduce((state, time) => afterOrder(state, { at: time, notional }), day)

interface Case {
  readonly id: LimitId
  readonly limits: RiskLimits
  readonly passes: RiskOrder
  readonly fails: RiskOrder
  readonly account?: RiskAccount
  readonly options?: RiskOptions
  readonly failing?: RiskOptions
  readonly headroom: number
}

const usual = { at, state: day }
const long = { cash: 500, positions: { BTC: { quantity: 5 } } }
const one = order('buy', 1)
/** Each limit alone, at its bound and just beyond. */
const cases: readonly Case[] = [
  { id: 'max_order_notional', limits: { maxOrderNotional: 200 }, passes: order('buy', 2), fails: order('buy', 2.01), headroom: 0 },
  { id: 'max_order_quantity', limits: { maxOrderQuantity: { BTC: 2 } }, passes: order('buy', 2), fails: order('buy', 2.01), headroom: 0 },
  {
    id: 'fat_finger',
    limits: { fatFinger: { multiple: 3, first: 100 } },
    passes: order('buy', 3),
    fails: order('buy', 3.1),
    options: { at, state: sent([1, 2, 3, 4, 5]) },
    headroom: 0,
  },
  {
    id: 'max_symbol_exposure',
    limits: { maxSymbolExposure: 700 },
    account: long,
    passes: order('buy', 2),
    fails: order('buy', 2.5),
    headroom: 0,
  },
  {
    id: 'max_symbol_net_exposure',
    limits: { maxSymbolNetExposure: { equity: 0.5 } },
    account: flat,
    passes: order('sell', 5),
    fails: order('sell', 5.5),
    headroom: 0,
  },
  {
    id: 'max_total_exposure',
    limits: { maxTotalExposure: 600 },
    account: { cash: 1_000, positions: { ETH: { quantity: -50 } } },
    passes: one,
    fails: order('buy', 1.5),
    headroom: 0,
  },
  {
    id: 'max_open_positions',
    limits: { maxOpenPositions: 1 },
    account: long,
    passes: one,
    fails: order('buy', 1, { symbol: 'ETH' }),
    headroom: 0,
  },
  { id: 'max_leverage', limits: { maxLeverage: 1.5 }, account: long, passes: order('buy', 10), fails: order('buy', 10.5), headroom: 0 },
  {
    id: 'max_symbol_concentration',
    limits: { maxSymbolConcentration: 0.75 },
    account: long,
    passes: order('buy', 2.5),
    fails: order('buy', 3),
    headroom: 0,
  },
  {
    id: 'min_free_cash',
    limits: { minFreeCash: { equity: 0.25 } },
    account: long,
    passes: order('buy', 2.5),
    fails: order('buy', 3),
    headroom: 0,
  },
  {
    id: 'max_value_at_risk',
    limits: { maxValueAtRisk: { limit: 82.242_681_347_6 } },
    passes: order('buy', 1),
    fails: order('buy', 1.1),
    options: { volatility: { BTC: 0.5 } },
    headroom: 0,
  },
  {
    id: 'max_daily_loss',
    limits: { maxDailyLoss: 100 },
    account: long,
    passes: one,
    fails: one,
    options: { at, state: startOfDay(undefined, { at, equity: 1_100 }) },
    failing: { at, state: startOfDay(undefined, { at, equity: 1_101 }) },
    headroom: 0,
  },
  {
    id: 'max_daily_loss_share',
    limits: { maxDailyLossShare: 0.5 },
    account: long,
    passes: one,
    fails: one,
    options: { at, state: startOfDay(undefined, { at, equity: 2_000 }) },
    failing: { at, state: startOfDay(undefined, { at, equity: 2_001 }) },
    headroom: 0,
  },
  {
    id: 'max_drawdown',
    limits: { maxDrawdown: 0.5 },
    passes: one,
    fails: one,
    options: { at, state: { ...day, peak: 2_000 } },
    failing: { at, state: { ...day, peak: 2_001 } },
    headroom: 0,
  },
  {
    id: 'max_consecutive_losses',
    limits: { maxConsecutiveLosses: 1 },
    passes: one,
    fails: one,
    options: usual,
    failing: { at, state: afterFill(day, { at, profit: -1 }) },
    headroom: 0,
  },
  {
    id: 'max_orders_per_second',
    limits: { maxOrdersPerSecond: 2 },
    passes: one,
    fails: one,
    options: { at, state: sent([at - 1_000, at - 999]) },
    failing: { at, state: sent([at - 999, at]) },
    headroom: 0,
  },
  {
    id: 'max_orders_per_minute',
    limits: { maxOrdersPerMinute: 2 },
    passes: one,
    fails: one,
    options: { at, state: sent([at - 60_000, at - 59_999]) },
    failing: { at, state: sent([at - 59_999, at - 59_000]) },
    headroom: 0,
  },
  {
    id: 'price_collar',
    limits: { priceCollar: 0.25 },
    passes: order('buy', 1, { price: 125 }),
    fails: order('buy', 1, { price: 126 }),
    headroom: 0,
  },
  {
    id: 'max_price_age_ms',
    limits: { maxPriceAgeMs: 500 },
    passes: one,
    fails: one,
    options: { at, priceTimes: { BTC: at - 500 } },
    failing: { at, priceTimes: { BTC: at - 501 } },
    headroom: 0,
  },
  { id: 'allowed_symbols', limits: { allowedSymbols: ['BTC'] }, passes: one, fails: order('buy', 1, { symbol: 'ETH' }), headroom: 0 },
  { id: 'allowed_sides', limits: { allowedSides: ['buy'] }, passes: one, fails: order('sell', 1), headroom: 0 },
  {
    id: 'trading_hours',
    limits: { tradingHours: [{ zone: 'UTC', days: [3], from: '09:00', to: '17:00' }] },
    passes: one,
    fails: one,
    options: { at },
    failing: { at: at + 5 * 3_600_000 },
    headroom: 0,
  },
]

describe('every limit alone', () => {
  it('is one of these', () => expect(new Set(cases.map(({ id }) => id)).size).toBe(22))

  it.each(cases)(
    '$id lets pass what reaches it, and nothing more',
    ({ id, limits, passes, fails, account = flat, options, failing = options, headroom }) => {
      const good = checkOrder(limits, passes, account, prices, options)
      expect(good.refusals).toEqual([])
      expect(good.checks.map(({ limit }) => limit)).toEqual([id])
      expect(good.checks[0].headroom).toBeCloseTo(headroom, 9)
      const bad = checkOrder(limits, fails, account, prices, failing)
      expect(refused(bad)).toEqual([`risk/${id}`])
      expect([bad.ok, bad.severity, bad.checks[0].severity]).toEqual([false, 'breach', 'breach'])
      expect(bad.checks[0].headroom).toBeLessThan(0)
      expect(bad.refusals[0].message).toMatch(new RegExp(`^${id}: .+; .+`))
      expect(bad.refusals[0].message).not.toContain('\n')
    },
  )

  const always = [
    'max_order_notional',
    'max_order_quantity',
    'max_orders_per_second',
    'max_orders_per_minute',
    'price_collar',
    'max_price_age_ms',
    'trading_hours',
  ]
  it.each(cases.filter(({ id }) => !always.includes(id)))(
    '$id never stops an order that only reduces',
    ({ limits, fails, options, failing = options }) => {
      const held = {
        cash: 0,
        positions: { BTC: { quantity: fails.side === 'buy' ? -50 : 50 }, ETH: { quantity: fails.side === 'buy' ? -50 : 50 } },
      }
      expect(checkOrder(limits, fails, held, prices, failing).refusals).toEqual([])
    },
  )

  it.each(cases.filter(({ options }) => options !== undefined && !('volatility' in options)))(
    '$id is not looked at without options, and refuses with empty ones',
    ({ id, limits, passes }) => {
      if (id === 'fat_finger') return
      expect(checkOrder(limits, passes, flat, prices)).toMatchObject({ ok: true, severity: 'ok', unchecked: [id] })
      const empty = checkOrder(limits, passes, flat, prices, {})
      expect(empty).toMatchObject({ ok: false, unchecked: [] })
      expect(empty.refusals[0].message).toContain('cannot be checked without')
    },
  )
})

describe('checkOrder', () => {
  it('lists every limit that is exceeded', () => {
    const verdict = checkOrder(RiskLimits.moderate, order('buy', 50), flat, prices)
    expect(refused(verdict)).toEqual(
      ['max_order_notional', 'fat_finger', 'max_symbol_exposure', 'max_total_exposure', 'max_leverage', 'min_free_cash'].map(
        id => `risk/${id}`,
      ),
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, -5, undefined, null, '100'] as number[])(
    'refuses an order at the price %s, whatever it does and whatever the limits are',
    price => {
      const held = { cash: 1_000, positions: { BTC: { quantity: 2 } } }
      for (const limits of [{}, RiskLimits.aggressive])
        for (const side of ['buy', 'sell'] as const) {
          expect(refused(checkOrder(limits, order(side, 1), held, { ETH: 10, BTC: price }))).toEqual(['risk/unknown_price'])
          expect(refused(checkOrder(limits, order(side, 1), new RiskBook(held, { ETH: 10, BTC: price })))).toEqual(['risk/unknown_price'])
        }
      if (price !== undefined) expect(refused(checkOrder({}, order('buy', 1, { price }), flat, prices))).toEqual(['risk/order_price'])
      expect(refused(checkOrder({}, order('buy', price), flat, prices))).toEqual(['risk/order_quantity'])
      const other = { cash: 1_000, positions: { ETH: { quantity: 2 } } }
      expect(checkOrder({ maxTotalExposure: 1e9 }, order('buy', 1), other, { BTC: 100, ETH: price }).refusals[0].message).toContain(
        '"ETH" cannot be valued',
      )
    },
  )

  it('has no price for what is missing, nor for what every object has', () => {
    expect(refused(checkOrder({}, order('buy', 1), flat, {}))).toEqual(['risk/unknown_price'])
    expect(refused(checkOrder({}, order('buy', 1, { symbol: 'constructor' }), flat, prices))).toEqual(['risk/unknown_price'])
    expect(refused(checkOrder({}, order('buy', 1, { symbol: '__proto__' }), flat, prices))).toEqual(['risk/unknown_price'])
  })

  it('names everything that makes no sense at once', () => {
    const nonsense = { id: '', symbol: '', side: 'hold', quantity: Number.NaN, price: -1 } as unknown as RiskOrder
    expect(refused(checkOrder(RiskLimits.moderate, nonsense, { cash: Number.NaN, positions: {} }, prices, { at: Number.NaN }))).toEqual(
      ['order_id', 'order_symbol', 'order_side', 'order_quantity', 'order_price', 'unknown_price', 'unknown_cash', 'unknown_time'].map(
        kind => `risk/${kind}`,
      ),
    )
    expect(refused(checkOrder({}, order('buy', 1), { cash: 1, positions: { BTC: { quantity: Number.NaN } } }, prices))).toEqual([
      'risk/unknown_position',
    ])
  })

  it('lets an exit pass while another position cannot be valued', () => {
    const account = { cash: 100, positions: { BTC: { quantity: 2 }, ETH: { quantity: 5 } } }
    const verdict = checkOrder({ maxTotalExposure: 1, maxLeverage: 0 }, order('sell', 2), account, { BTC: 100 })
    expect([verdict.ok, verdict.severity]).toEqual([true, 'warning'])
    expect(verdict.checks[0].message).toContain('only reduces')
  })

  it('knows no sum with a position that is not a number', () => {
    const limits = { minFreeCash: 0, maxTotalExposure: 1e9, maxLeverage: 1e9 }
    const account = { cash: 1_000, positions: { ETH: { quantity: Number.NaN } } }
    const ids = ['max_total_exposure', 'max_leverage', 'min_free_cash'].map(id => `risk/${id}`)
    expect(refused(checkOrder(limits, order('buy', 1), account, prices))).toEqual(ids)
    expect(refused(checkOrder(limits, order('buy', 1), new RiskBook(account, prices)))).toEqual(ids)
  })

  it('judges the part of a turn that opens', () => {
    const account = { cash: 0, positions: { BTC: { quantity: 10 } } }
    const limits = { maxSymbolExposure: 500 }
    expect(checkOrder(limits, order('sell', 10), account, prices).ok).toBe(true)
    expect(checkOrder(limits, order('sell', 15), account, prices).ok).toBe(true)
    expect(refused(checkOrder(limits, order('sell', 16), account, prices))).toEqual(['risk/max_symbol_exposure'])
    expect(refused(checkOrder({ maxDrawdown: 0 }, order('sell', 10.5), account, prices, { at, state: { ...day, peak: 5_000 } }))).toEqual([
      'risk/max_drawdown',
    ])
  })

  it('takes rounding for what it is', () => {
    const account = { cash: 0, positions: { BTC: { quantity: 0.3 } } }
    expect(checkOrder({ maxSymbolExposure: 0 }, order('sell', 0.1 + 0.2), account, prices).ok).toBe(true)
  })

  it('counts open orders, each as if it filled, and reduce-only ones as far as they can', () => {
    const limits = { maxSymbolExposure: 500 }
    const open = (...openOrders: RiskOrder[]) => ({ cash: 1_000, positions: { BTC: { quantity: 2 } }, openOrders })
    const rest = order('buy', 2, { id: 'a' })
    expect(checkOrder(limits, order('buy', 1), open(rest), prices).ok).toBe(true)
    expect(checkOrder(limits, order('buy', 1.5), open(rest), prices).ok).toBe(false)
    // Two exits for one position: when both fill, the account is short.
    const exit = order('sell', 2, { id: 'a' })
    const strict = { maxSymbolExposure: 200, allowedSides: ['buy'] as const }
    expect(refused(checkOrder(strict, order('sell', 2), open(exit), prices))).toEqual(['risk/allowed_sides'])
    expect(checkOrder(strict, order('sell', 2, { reduceOnly: true }), open({ ...exit, reduceOnly: true }), prices).ok).toBe(true)
    expect(refused(checkOrder(strict, order('sell', 2), open({ ...exit, reduceOnly: true }), prices))).toEqual(['risk/allowed_sides'])
  })

  it('refuses a reduce-only order that has nothing to reduce', () => {
    expect(refused(checkOrder({}, order('sell', 1, { reduceOnly: true }), flat, prices))).toEqual(['risk/nothing_to_reduce'])
    expect(refused(checkOrder({}, order('buy', 1, { reduceOnly: true }), long, prices))).toEqual(['risk/nothing_to_reduce'])
    expect(checkOrder({}, order('sell', 99, { reduceOnly: true }), long, prices).ok).toBe(true)
  })

  it('warns from a share of a limit on', () => {
    const severity = (quantity: number, warnAt?: number) =>
      checkOrder({ maxOrderNotional: 1_000, warnAt }, order('buy', quantity), flat, prices).severity
    expect([7.9, 8, 10, 10.1].map(quantity => severity(quantity))).toEqual(['ok', 'warning', 'warning', 'breach'])
    expect(severity(7, 0.7)).toBe('warning')
    const cash = (quantity: number) => checkOrder({ minFreeCash: 400 }, order('buy', quantity), flat, prices).severity
    expect([5, 5.5, 6, 6.5].map(cash)).toEqual(['ok', 'warning', 'warning', 'breach'])
  })

  it('never takes a profit for a loss', () => {
    const richer = { cash: 5_000, positions: {} }
    const limits = { maxDailyLoss: 10, maxDailyLossShare: 0.01, maxDrawdown: 0.01 }
    const { checks, ok } = checkOrder(limits, order('buy', 1), richer, prices, usual)
    expect([ok, ...checks.map(({ value }) => value)]).toEqual([true, 0, 0, 0])
  })

  it('looks at fat fingers without a price of their own and without orders before', () => {
    const limits = { fatFinger: { multiple: 2, first: 300 } }
    expect(checkOrder(limits, order('buy', 3), flat, prices).ok).toBe(true)
    expect(checkOrder(limits, order('buy', 4), flat, prices).ok).toBe(false)
    expect(checkOrder(limits, order('buy', 4), flat, prices, { at, state: sent([1, 2, 3, 4]) }).ok).toBe(false)
  })

  it('compares a market order to the reference too', () => {
    const limits = { priceCollar: 0.05 }
    expect(checkOrder(limits, order('buy', 1), flat, prices, { references: { BTC: 80 } }).ok).toBe(false)
    expect(checkOrder(limits, order('buy', 1), flat, prices, { references: { ETH: 80 } }).refusals[0].message).toContain('is not known')
  })

  it('takes no state of another day, or of days of another zone', () => {
    const limits = { maxDailyLoss: 10 }
    expect(checkOrder(limits, one, flat, prices, { at: at + 86_400_000, state: day }).refusals[0].message).toContain('a state of this day')
    expect(checkOrder({ ...limits, dayZone: 'Asia/Tokyo' }, one, flat, prices, usual).refusals[0].message).toContain('Asia/Tokyo')
  })

  it('refuses on a state that has lost its numbers', () => {
    const broken = JSON.parse(
      JSON.stringify({ ...day, peak: Number.NaN, losses: null, orderTimes: null, orderSizes: null, day: { ...day.day, equity: null } }),
    )
    const limits = {
      maxDailyLoss: 1e9,
      maxDrawdown: 1,
      maxConsecutiveLosses: 9,
      maxOrdersPerMinute: 99,
      fatFinger: { multiple: 9, first: 1e9 },
    }
    expect(refused(checkOrder(limits, one, flat, prices, { at, state: broken }))).toHaveLength(5)
    expect(checkOrder(limits, one, flat, prices, usual).ok).toBe(true)
  })

  it('pauses after losses in a row until the pause is over', () => {
    const state = afterFill(afterFill(day, { at, profit: -1 }), { at, profit: -1 })
    const ok = (limits: RiskLimits, now: number) => checkOrder(limits, one, flat, prices, { at: now, state }).ok
    expect(ok({ maxConsecutiveLosses: 2 }, at + 3_600_000)).toBe(false)
    expect(ok({ maxConsecutiveLosses: 3 }, at)).toBe(true)
    expect(ok({ maxConsecutiveLosses: 2, coolDownMs: 60_000 }, at + 59_999)).toBe(false)
    expect(ok({ maxConsecutiveLosses: 2, coolDownMs: 60_000 }, at + 60_000)).toBe(true)
  })

  it('values a symbol in another currency by its rate, and refuses it without one', () => {
    const limits = { maxOrderNotional: 1_000 }
    const check = (symbol: string, options?: RiskOptions) =>
      checkOrder(limits, order('buy', 1, { symbol }), flat, { [symbol]: 100 }, options)
    expect(check('X/USD', { currency: 'EUR', rates: { USD: 0.5 } }).notional).toBe(50)
    expect(check('X/USD:USD', { currency: 'EUR', rates: { USD: 0.5 } }).notional).toBe(50)
    expect(check('X/EUR', { currency: 'EUR' }).notional).toBe(100)
    expect(check('X', { currency: 'EUR', quotes: { X: 'USD' }, rates: { USD: 2 } }).notional).toBe(200)
    for (const options of [
      { currency: 'EUR' },
      { currency: 'EUR', rates: { USD: 0 } },
      { currency: 'EUR', rates: { GBP: 1 } },
      { rates: { USD: 1 } },
    ])
      expect(refused(check('X/USD', options))).toEqual(['risk/unknown_rate'])
    expect(refused(check('X', { currency: 'EUR' }))).toEqual(['risk/unknown_rate'])
    const held = { cash: 1_000, positions: { 'Y/USD': { quantity: 1 } } }
    expect(
      checkOrder({ maxTotalExposure: 1e9 }, order('buy', 1, { symbol: 'X/EUR' }), held, { 'X/EUR': 1, 'Y/USD': 1 }, { currency: 'EUR' }).ok,
    ).toBe(false)
  })

  it('notices that limits which are not frozen were changed', () => {
    const limits = { maxOrderNotional: 1_000 }
    expect(checkOrder(limits, one, flat, prices).ok).toBe(true)
    limits.maxOrderNotional = 50
    expect(checkOrder(limits, one, flat, prices).ok).toBe(false)
    expect(checkOrder(defineLimits(limits), one, flat, prices).ok).toBe(false)
  })

  it('refuses numbers that are huge', () => {
    const huge = checkOrder(RiskLimits.moderate, order('buy', 1e308), flat, { BTC: 1e308 })
    expect(huge.ok).toBe(false)
    expect(checkOrder(RiskLimits.moderate, order('buy', 1), { cash: -1e9, positions: {} }, prices).ok).toBe(false)
  })
})
