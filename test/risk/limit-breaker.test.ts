import { describe, expect, it } from 'vitest'
import { checkPortfolio } from '../../src/risk/check-portfolio.ts'
import { type BreakerState, LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { RiskBook } from '../../src/risk/risk-book.ts'
import type { RiskOrder } from '../../src/risk/risk-order.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'

const at = Date.UTC(2025, 0, 15, 12)
const open: RiskOrder = { id: '7', symbol: 'BTC', side: 'buy', quantity: 1 }
const account = { cash: 0, positions: { BTC: { quantity: 2 }, ETH: { quantity: -3 }, ADA: { quantity: 0 } }, openOrders: [open] }
const trip = { reason: 'prices look wrong', actor: 'Ada', at, account }

describe('LimitBreaker', () => {
  it('admits everything until it is tripped', () => {
    const breaker = new LimitBreaker()
    expect([breaker.tripped, breaker.admit(open).ok, breaker.cause]).toEqual([false, true, undefined])
    expect(breaker.unwind(account)).toEqual({ cancel: [], close: [] })
  })

  it('cancels open orders, and closes positions when it flattens', () => {
    expect(new LimitBreaker().trip(trip)).toEqual({ cancel: ['7'], close: [] })
    const breaker = new LimitBreaker({ flatten: true })
    const { cancel, close } = breaker.trip(trip)
    expect(cancel).toEqual(['7'])
    expect(close).toEqual([
      { id: 'flatten:1:BTC', symbol: 'BTC', side: 'sell', quantity: 2, reduceOnly: true },
      { id: 'flatten:1:ETH', symbol: 'ETH', side: 'buy', quantity: 3, reduceOnly: true },
    ])
    expect(close.every(order => breaker.admit(order).ok)).toBe(true)
    // What it has sent itself is neither canceled nor sent again.
    expect(breaker.unwind({ positions: account.positions, openOrders: [open, close[0]] })).toEqual({ cancel: ['7'], close: [close[1]] })
    expect(breaker.unwind({ positions: {}, openOrders: [] })).toEqual({ cancel: [], close: [] })
  })

  it('stays off: later trips, time and restarts change nothing', () => {
    const breaker = new LimitBreaker()
    breaker.trip(trip)
    breaker.trip({ ...trip, reason: 'again', at: at + 1 })
    breaker.trip({ ...trip, reason: 'again', at: at + 2 })
    expect(breaker.cause).toEqual({ type: 'trip', reason: 'prices look wrong', actor: 'Ada', at })
    expect(breaker.state.history).toHaveLength(2)
    const restarted = new LimitBreaker({ state: JSON.parse(JSON.stringify(breaker.state)) })
    const { ok, refusals } = restarted.admit(open)
    expect([ok, refusals[0].code]).toEqual([false, 'risk/breaker'])
    expect(refusals[0].message).toContain('prices look wrong (Ada, 2025-01-15T12:00:00.000Z)')
    expect(restarted.admit({ ...open, reduceOnly: true }).ok).toBe(true)
  })

  it.each([null, {}, { tripped: 'false' }, { tripped: undefined, history: 3 }, 'x'])('is off when its state is %j', state => {
    const breaker = new LimitBreaker({ state: state as unknown as BreakerState })
    expect([breaker.tripped, breaker.admit(open).ok]).toEqual([true, false])
  })

  it('is reset by a person with a name only', () => {
    const breaker = new LimitBreaker({ keyholders: ['Ada', 'Bo'] })
    breaker.trip(trip)
    for (const actor of ['', '  ', 'limits', 'Eve', undefined])
      expect(() => breaker.reset({ reason: 'ok', actor: actor as string, at })).toThrow(expect.objectContaining({ code: 'breaker/actor' }))
    expect(() => breaker.reset({ reason: ' ', actor: 'Bo', at })).toThrow(expect.objectContaining({ code: 'breaker/reason' }))
    expect(breaker.tripped).toBe(true)
    breaker.reset({ reason: 'the feed is back', actor: 'Bo', at: at + 5 })
    breaker.reset({ reason: 'again', actor: 'Bo', at: at + 6 })
    expect([breaker.tripped, breaker.cause, breaker.state.history.length]).toEqual([false, undefined, 2])
    breaker.trip({ ...trip, reason: 'second' })
    expect(breaker.cause?.reason).toBe('second')
  })

  it('stops trading even when nobody says why', () => {
    const breaker = new LimitBreaker()
    expect(() => breaker.trip({ ...trip, reason: '' })).toThrow(expect.objectContaining({ code: 'breaker/reason' }))
    expect(breaker.tripped).toBe(true)
  })

  it('is tripped by limits, by a loss that is known', () => {
    const state = startOfDay(undefined, { at, equity: 1_000 })
    const options = { at, state }
    const limits = { maxDailyLoss: 100, maxLeverage: 1 }
    const watch = (price: number) => {
      const breaker = new LimitBreaker({ flatten: true })
      const book = new RiskBook({ cash: 500, positions: { BTC: { quantity: 5 } }, openOrders: [open] }, { BTC: price })
      return { done: breaker.watch(checkPortfolio(limits, book, options), { at, account: book }), breaker }
    }
    expect(watch(80)).toMatchObject({ done: undefined, breaker: { tripped: false } })
    expect(watch(Number.NaN)).toMatchObject({ done: undefined, breaker: { tripped: false } })
    const { done, breaker } = watch(79)
    expect(done).toMatchObject({ cancel: ['7'], close: [{ symbol: 'BTC', quantity: 5 }] })
    expect(breaker.cause?.actor).toBe('limits')
    expect(breaker.cause?.reason).toContain('max_daily_loss: the loss since the start of the day is 105, more than 100')
  })
})
