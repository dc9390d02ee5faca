import { describe, expect, it } from 'vitest'
import { defaultEnvironment } from '../../src/execution/environment.ts'
import { Gatekeeper, type GateSettings } from '../../src/execution/gatekeeper.ts'
import type { Gate } from '../../src/execution/gates/gate.ts'
import type { Confirmation } from '../../src/execution/gates/live-facts.ts'
import type { RiskLimits } from '../../src/risk/risk-limits.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'
import { limit, market, NOW } from './intents.ts'
import { facts, keeperOf, moment, requestOf, settingsOf } from './keeper.ts'

const house = [
  ...[
    'clock',
    'mode',
    'arming',
    'confirm-token',
    'two-people',
    'session',
    'kill-switch',
    'strategy-tier',
    'promotion',
    'duplicate',
    'repeat',
  ],
  ...['fresh-data', 'price-collar', 'fat-finger', 'rate', 'limits', 'live-limits', 'self-trade'],
]

describe('Gatekeeper', () => {
  it('has all gates of the house, and others only after them', () => {
    const own: Gate = { id: 'own', check: () => [] }
    expect(keeperOf().gates.map(({ id }) => id)).toEqual(house)
    expect(keeperOf({ extra: [own] }).gates.map(({ id }) => id)).toEqual([...house, 'own'])
  })

  it('asks a gate of its own as the object that it is', () => {
    class Counter implements Gate {
      readonly id = 'counter'
      private readonly most = 0
      check() {
        return this.most > 0 ? [] : [{ code: 'house/most', message: 'none' }]
      }
    }
    const { gates } = keeperOf({ extra: [new Counter()] })
    expect(gates.at(-1)?.check(requestOf())).toEqual([{ code: 'house/most', message: 'none' }])
  })

  it('copies its settings: what is changed afterwards changes nothing', () => {
    const environment = { ...defaultEnvironment }
    const strategy = { ...facts.strategy }
    const confirmations: Confirmation[] = [{ ...facts.confirmations[0] }]
    const instruments = { 'BTC/EUR': { lot: 0.1 } }
    const limits: { -readonly [K in keyof RiskLimits]: RiskLimits[K] } = { maxOrderNotional: 10 }
    const extra: Gate[] = []
    const keeper = keeperOf({ environment, strategy, confirmations, instruments, limits, extra })
    Object.assign(environment, { mode: 'live' })
    Object.assign(strategy, { tier: 'r_and_d' })
    confirmations.push({ person: 'Eve', at: 0 })
    Object.assign(confirmations[0], { person: 'Eve' })
    Object.assign(instruments['BTC/EUR'], { lot: 5 })
    limits.maxOrderNotional = 1e9
    extra.push({ id: 'late', check: () => [] })
    expect(keeper.environment.mode).toBe('paper')
    expect(keeper.facts.strategy?.tier).toBe('core')
    expect(keeper.facts.confirmations).toEqual([facts.confirmations[0]])
    expect(keeper.instruments['BTC/EUR'].lot).toBe(0.1)
    expect(keeper.limits.maxOrderNotional).toBe(10)
    expect(keeper.gates).toHaveLength(house.length)
    const parts = [keeper, keeper.environment, keeper.facts, keeper.limits, keeper.gates, keeper.instruments, keeper.gates[0]]
    expect(parts.map(part => Object.isFrozen(part)).indexOf(false)).toBe(-1)
  })

  it('keeps its facts', () => {
    const settings = settingsOf()
    expect(keeperOf().facts).toEqual({ ...facts, breaker: settings.breaker })
    expect(keeperOf().facts.token).toBe(facts.token)
    const nothing = keeperOf({ strategy: undefined, promotion: undefined, confirmations: undefined, token: undefined })
    expect(nothing.facts.strategy).toBeUndefined()
    expect(nothing.facts.promotion).toBeUndefined()
  })

  it('cannot be extended', () => {
    class Weak extends Gatekeeper {}
    expect(() => new Weak(settingsOf())).toThrow(expect.objectContaining({ code: 'gate/keeper' }))
  })

  it.each([0, -1, 60_001, Number.NaN])('does not approve for %d ms', timeToLiveMs => {
    expect(() => keeperOf({ timeToLiveMs })).toThrow(
      expect.objectContaining({ code: 'gate/time-to-live', message: expect.stringContaining(`timeToLiveMs is ${timeToLiveMs}`) }),
    )
  })

  it('takes a time to live of a minute, and five seconds by itself', () => {
    expect(keeperOf({ timeToLiveMs: 60_000 }).timeToLiveMs).toBe(60_000)
    expect(keeperOf({ timeToLiveMs: 1 }).timeToLiveMs).toBe(1)
    expect(keeperOf().timeToLiveMs).toBe(5_000)
  })

  it('refuses limits that make no sense', () => {
    expect(() => keeperOf({ limits: { maxOrderNotional: -1 } as GateSettings['limits'] })).toThrow(
      expect.objectContaining({ code: 'risk-limits/value' }),
    )
  })
})

describe('what a Gatekeeper remembers', () => {
  it('is nothing at first', () => {
    const keeper = keeperOf()
    const memory = keeper.memory(moment.account)
    expect(memory).toMatchObject({ lastAt: Number.NEGATIVE_INFINITY, recent: [], account: { cash: 10_000, positions: {}, openOrders: [] } })
    expect(memory.isKnown('order-1')).toBe(false)
    expect(memory.state).toBe(keeper.state)
  })

  it('is every order that was approved', () => {
    const keeper = keeperOf()
    keeper.reserve(limit, { at: NOW, notional: 30 })
    const { state, lastAt, recent, isKnown, account } = keeper.memory(moment.account)
    expect(isKnown('order-1')).toBe(true)
    expect(lastAt).toBe(NOW)
    expect(recent).toEqual([{ intent: limit, at: NOW }])
    expect(state).toMatchObject({ orderTimes: [NOW], orderSizes: [30] })
    expect(account.openOrders).toEqual([
      { id: 'order-1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.3, price: 100, reduceOnly: undefined },
    ])
  })

  it('forgets after a minute what only counts for a minute', () => {
    const keeper = keeperOf()
    keeper.reserve(market, { at: NOW, notional: 30 })
    keeper.reserve({ ...market, clientId: 'order-2' }, { at: NOW + 59_999, notional: 30 })
    expect(keeper.memory(moment.account).recent.map(({ at }) => at)).toEqual([NOW, NOW + 59_999])
    keeper.reserve({ ...market, clientId: 'order-3' }, { at: NOW + 60_000, notional: 30 })
    expect(keeper.memory(moment.account).recent.map(({ at }) => at)).toEqual([NOW + 59_999, NOW + 60_000])
  })

  it('believes the account about what is left of an order', () => {
    const keeper = keeperOf()
    keeper.reserve(market, { at: NOW, notional: 30 })
    const open = { id: 'order-1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.1 } as const
    const other = { ...open, id: 'other' }
    expect(keeper.memory({ ...moment.account, openOrders: [other, open] }).account.openOrders).toEqual([other, open])
    expect(keeper.memory({ ...moment.account, openOrders: [other] }).account.openOrders?.map(({ id }) => id)).toEqual(['other', 'order-1'])
  })

  it('frees the place of an order that is over, and still knows its id', () => {
    const keeper = keeperOf()
    keeper.reserve(market, { at: NOW, notional: 30 })
    keeper.release('order-1')
    keeper.release('never heard of')
    expect(keeper.memory(moment.account).account.openOrders).toEqual([])
    expect(keeper.memory(moment.account).isKnown('order-1')).toBe(true)
  })

  it('takes ids from a journal, with orders that may still fill', () => {
    const keeper = keeperOf()
    keeper.remember('done')
    keeper.remember('order-1', market)
    const { isKnown, account } = keeper.memory(moment.account)
    expect([isKnown('done'), isKnown('order-1'), isKnown('order-2')]).toEqual([true, true, false])
    expect(account.openOrders?.map(({ id }) => id)).toEqual(['order-1'])
    expect(keeper.state.orderTimes).toEqual([])
  })

  it('takes nothing when the order cannot be counted', () => {
    const keeper = keeperOf()
    expect(() => keeper.reserve(market, { at: NOW, notional: Number.NaN })).toThrow()
    expect(keeper.memory(moment.account)).toMatchObject({ lastAt: Number.NEGATIVE_INFINITY, account: { openOrders: [] } })
    expect(keeper.memory(moment.account).isKnown('order-1')).toBe(false)
  })

  it('follows the account', () => {
    const keeper = keeperOf({ state: startOfDay(undefined, { at: NOW, equity: 10_000 }) })
    keeper.mark({ at: NOW, equity: 11_000 })
    expect(keeper.state.peak).toBe(11_000)
    keeper.fill({ at: NOW, profit: -5 })
    expect(keeper.state).toMatchObject({ losses: 1, lastLossAt: NOW })
    keeper.transfer(500)
    expect(keeper.state).toMatchObject({ peak: 11_500, day: { equity: 10_500 } })
  })
})
