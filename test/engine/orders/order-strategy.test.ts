import { describe, expect, it } from 'vitest'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { sma } from '../../../src/indicators/sma.ts'
import type { OrderDesk, OrderTicket } from '../../../src/strategies/order.ts'
import { d1 } from '../../golden/d1.ts'

/** A desk that writes down what comes in. */
function desk(quantity: number): OrderDesk & { readonly log: unknown[] } {
  const log: unknown[] = []
  return {
    log,
    position: { quantity, averagePrice: 100, entryIndex: 3, barsHeld: 2 },
    orders: [],
    equity: 1234,
    place: (side: string, ticket: OrderTicket) => log.push([side, ticket]),
    cancel: id => log.push(['cancel', id]) > 0,
    cancelAll: () => void log.push(['cancelAll']),
  }
}

class Probe extends OrderStrategy {
  static override readonly id: string = 'probe'
  readonly average = this.use(sma, { period: 3 })
  readonly seen: unknown[] = []
  act2: (() => void) | undefined
  protected override onBar() {
    this.seen.push([this.index, this.close.value, this.average.value, this.position.quantity, this.equity, this.orders.length])
    this.act2?.()
  }
  do(what: (probe: this) => void) {
    this.act2 = () => what(this)
    return this
  }
  override buy(ticket: OrderTicket) {
    return super.buy(ticket)
  }
  override exit(conditions = {}) {
    return super.exit(conditions)
  }
  override cancel(id: number) {
    return super.cancel(id)
  }
  override cancelAll() {
    super.cancelAll()
  }
}

describe('a strategy of orders', () => {
  it('sees its bar, its indicators and its account', () => {
    const bars = d1()
    const probe = new Probe()
    expect(probe.warmup).toBe(2)
    probe.see(bars)
    probe.act(7, desk(5))
    expect(probe.seen).toEqual([[7, bars.close[7], sma(bars.close, { period: 3 })[7], 5, 1234, 0]])
  })

  it('sends its orders to the desk', () => {
    const there = desk(5)
    const probe = new Probe().do(p => {
      p.buy({ quantity: 2, limit: 90 })
      p.exit({ stop: 80 })
      expect(p.cancel(7)).toBe(true)
      p.cancelAll()
    })
    probe.see(d1())
    probe.act(0, there)
    expect(there.log).toEqual([
      ['buy', { quantity: 2, limit: 90 }],
      ['sell', { stop: 80, quantity: 5, reduceOnly: true }],
      ['cancel', 7],
      ['cancelAll'],
    ])
  })

  it('buys back a short position, and leaves nothing while flat', () => {
    const [short, flat] = [desk(-3), desk(0)]
    const probe = new Probe().do(p => p.exit())
    probe.see(d1())
    probe.act(0, short)
    probe.act(1, flat)
    expect(short.log).toEqual([['buy', { quantity: 3, reduceOnly: true }]])
    expect(flat.log).toEqual([])
  })

  it('can do all that in onBar only', () => {
    const probe = new Probe()
    expect(() => probe.buy({ quantity: 1 })).toThrow(
      expect.objectContaining({
        name: 'StrategyError',
        code: 'strategy/desk',
        message: 'probe: position, orders and equity are there in onBar, and orders can be placed there',
        details: { strategy: 'probe' },
      }),
    )
    const failing = new Probe().do(() => {
      throw new Error('mine')
    })
    failing.see(d1())
    expect(() => failing.act(0, desk(0))).toThrow('mine')
    expect(() => failing.exit()).toThrow('in onBar')
  })

  it('cannot go back', () => {
    const probe = new Probe()
    probe.see(d1(), 20)
    expect(() => probe.see(d1(), 10)).toThrow('cannot go back to 10')
  })
})
