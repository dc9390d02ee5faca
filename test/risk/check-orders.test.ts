import { describe, expect, it } from 'vitest'
import { checkOrders } from '../../src/risk/check-orders.ts'
import { RiskBook } from '../../src/risk/risk-book.ts'
import type { RiskOrder } from '../../src/risk/risk-order.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'

const prices = { BTC: 100, ETH: 10 }
const flat = { cash: 1_000, positions: {} }
const buy = (id: string, quantity: number, symbol = 'BTC'): RiskOrder => ({ id, symbol, side: 'buy', quantity })
const passed = (batch: ReturnType<typeof checkOrders>) => batch.orders.map(({ ok }) => ok)

describe('checkOrders', () => {
  it('judges each order with those before it that pass', () => {
    const batch = checkOrders({ maxTotalExposure: 500 }, [buy('a', 3), buy('b', 3), buy('c', 20, 'ETH'), buy('d', 1, 'ETH')], flat, prices)
    expect(passed(batch)).toEqual([true, false, true, false])
    expect([batch.ok, batch.severity]).toEqual([false, 'breach'])
    expect(batch.refusals.map(({ message }) => message.slice(0, 27))).toEqual([
      'order b: max_total_exposure',
      'order d: max_total_exposure',
    ])
  })

  it('counts them for rates, and not those that were refused', () => {
    const at = Date.UTC(2025, 0, 15)
    const options = { at, state: startOfDay(undefined, { at, equity: 1_000 }) }
    const batch = checkOrders(
      { maxOrdersPerSecond: 2, maxOrderQuantity: 5 },
      [buy('a', 1), buy('b', 9), buy('c', 1), buy('d', 1)],
      flat,
      prices,
      options,
    )
    expect(passed(batch)).toEqual([true, false, true, false])
  })

  it('makes no room for an entry by an exit that may not fill', () => {
    const account = { cash: 0, positions: { ETH: { quantity: 50 } } }
    const batch = checkOrders({ maxTotalExposure: 500 }, [{ ...buy('a', 50, 'ETH'), side: 'sell' }, buy('b', 1)], account, prices)
    expect(passed(batch)).toEqual([true, false])
  })

  it('refuses an id that comes twice, or that is open', () => {
    const batch = checkOrders({}, [buy('a', 1), buy('a', 1), buy('b', 1)], { ...flat, openOrders: [buy('b', 1)] }, prices)
    expect(passed(batch)).toEqual([true, false, false])
    expect(batch.refusals[0]).toEqual({
      code: 'risk/order_id',
      message: 'order a: order_id: there is another order with the id "a"; give every order its own',
    })
  })

  it('leaves a book as it is, and says the same', () => {
    const book = new RiskBook(flat, prices)
    const orders = [buy('a', 3), buy('b', 3)]
    expect(checkOrders({ maxTotalExposure: 500 }, orders, book)).toEqual(checkOrders({ maxTotalExposure: 500 }, orders, flat, prices))
    expect(book.openOrders).toEqual([])
  })

  it('is fine without orders, and warns when one does', () => {
    expect(checkOrders({}, [], flat, prices)).toEqual({ ok: true, severity: 'ok', refusals: [], orders: [] })
    expect(checkOrders({ maxTotalExposure: 100 }, [buy('a', 1)], flat, prices).severity).toBe('warning')
  })
})
