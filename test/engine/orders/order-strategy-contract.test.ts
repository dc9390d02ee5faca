import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { checkOrderStrategy, orderStrategyChecks } from '../../../src/engine/orders/order-strategy-contract.ts'
import { atr } from '../../../src/indicators/atr.ts'
import { donchian } from '../../../src/indicators/donchian.ts'
import { highest } from '../../../src/indicators/highest.ts'
import { defineIndicator } from '../../../src/indicators/indicator.ts'
import { sma } from '../../../src/indicators/sma.ts'
import type { Bars } from '../../../src/market/bars.ts'
import type { History } from '../../../src/strategies/strategy.ts'

class Honest extends OrderStrategy<typeof Honest.params> {
  static override readonly id = 'honest'
  static override readonly params = z.object({ period: z.int().min(2).default(10) })
  private readonly channel = this.use(donchian, { period: this.params.period, offset: 1 })
  private readonly range = this.use(atr, { period: 5 })
  protected override onBar() {
    const { upper, lower } = this.channel
    if (this.position.barsHeld >= 12) this.exit()
    if (this.position.quantity !== 0) return
    this.cancelAll()
    const distance = Math.min(0.5, (2 * this.range.value) / this.close.value) || 0.01
    this.buy({
      fraction: 0.5,
      stop: upper.value,
      group: 'break',
      timeInForce: 'day',
      stopLoss: { distance },
      takeProfit: { distance: 2 * distance },
    })
    this.sell({ fraction: 0.5, stop: lower.value, limit: 0.99 * lower.value, group: 'break', stopLoss: { trailing: distance } })
  }
}

it('an honest strategy passes all parts', () => {
  const check = checkOrderStrategy(Honest, { histories: 30 })
  expect(check.refusals).toEqual([])
  expect(check.ok).toBe(true)
  expect(check.parts).toEqual(Object.fromEntries(orderStrategyChecks.map(part => [part, true])))
  expect(check).toMatchObject({ strategy: 'honest', warmup: 10, histories: 30 })
  expect(check.orders).toBeGreaterThan(1000)
  expect(checkOrderStrategy(Honest, { params: { period: 40 }, histories: 2 }).warmup).toBe(40)
})

/** An indicator whose kernel is given freely: the only door through which a strategy could see the future. */
const peek = (fill: (out: Float64Array, close: ArrayLike<number>) => void) =>
  defineIndicator({
    ...{ id: 'peek', inputs: ['close'], outputs: ['value'], params: {} },
    warmup: () => 0,
    start: () => close => close,
    fill: (_params, [out], close) => fill(out, close),
  })
const nextClose = peek((out, close) => {
  for (let i = 0; i < out.length; i++) out[i] = close[i + 1] ?? close[i]
})

describe('cheats are caught and named', () => {
  it('tomorrow', () => {
    class Tomorrow extends OrderStrategy {
      static override readonly id = 'tomorrow'
      readonly crystal = this.use(nextClose)
      protected override onBar() {
        this.cancelAll()
        if (this.crystal.value > this.close.value) this.buy({ quantity: 1, limit: this.close.value })
        else this.exit()
      }
    }
    const check = checkOrderStrategy(Tomorrow, { histories: 10 })
    expect(check.parts).toMatchObject({ poison: false, chop: false, grow: false, repeat: true })
    expect(check.refusals.some(({ message }) => message.includes('feature "crystal" at bar'))).toBe(true)
  })

  it('a peek that changes only a level', () => {
    class Level extends OrderStrategy {
      static override readonly id = 'level'
      readonly crystal = this.use(nextClose)
      protected override onBar() {
        this.cancelAll()
        this.buy({ quantity: 1, limit: 0.5 * this.crystal.value })
      }
    }
    expect(checkOrderStrategy(Level, { histories: 10 }).parts.chop).toBe(false)
  })

  it('a peek that happens not to change an order', () => {
    class Idle extends OrderStrategy {
      static override readonly id = 'idle'
      readonly crystal = this.use(nextClose)
      protected override onBar() {}
    }
    const check = checkOrderStrategy(Idle, { histories: 10 })
    expect(check.parts).toMatchObject({ poison: false, chop: true })
    expect(check.orders).toBe(0)
  })

  it('the time between the runs', () => {
    let calls = 0
    class Shared extends OrderStrategy {
      static override readonly id = 'shared'
      protected override onBar() {
        if (++calls % 7 === 0) this.buy({ quantity: 1 })
      }
    }
    const check = checkOrderStrategy(Shared, { histories: 3, length: 100 })
    expect(check.parts.repeat).toBe(false)
    expect(check.refusals[0].message).toMatch(/shared, history 0 of seed 1: a second run differs .* order 1 to buy 1/)
  })

  it('the number of bars that there are', () => {
    const bars = { of: undefined as { length: number } | undefined }
    class Length extends OrderStrategy {
      static override readonly id = 'length'
      readonly crystal = this.use(
        peek((out, close) => {
          out.set(Float64Array.from(close))
          bars.of = out
        }),
      )
      protected override onBar() {
        if (this.index === (bars.of?.length ?? 0) - 2) this.buy({ quantity: 1 })
      }
    }
    expect(checkOrderStrategy(Length, { histories: 5 }).parts.grow).toBe(false)
  })

  it('an indicator that knows less than it promises', () => {
    const late = defineIndicator({
      ...{ id: 'late', inputs: ['close'], outputs: ['value'], params: {} },
      warmup: () => 2,
      start: () => {
        let bars = 0
        return close => (++bars > 5 ? close : Number.NaN)
      },
    })
    class Late extends OrderStrategy {
      static override readonly id = 'late'
      readonly average = this.use(late)
      protected override onBar() {}
    }
    const check = checkOrderStrategy(Late, { histories: 2 })
    expect(check.parts['warm-up']).toBe(false)
    expect(check.refusals[0].message).toContain('feature "average" is not known at bar 2')
  })

  it('orders that contradict themselves', () => {
    class Confused extends OrderStrategy {
      static override readonly id = 'confused'
      protected override onBar() {
        this.buy({ quantity: 1, trailing: 0.1, limit: 5 })
      }
    }
    expect(checkOrderStrategy(Confused, { histories: 1 }).parts.run).toBe(false)
  })

  it('but an exception of its own goes through', () => {
    class Broken extends OrderStrategy {
      static override readonly id = 'broken'
      protected override onBar() {
        throw new TypeError('mine')
      }
    }
    expect(() => checkOrderStrategy(Broken, { histories: 1 })).toThrow('mine')
  })
})

describe('an order strategy that looks at other markets', () => {
  class Led extends OrderStrategy {
    static override readonly id: string = 'led'
    readonly day = this.higher('1d')
    readonly lead = this.other('B/EUR')
    readonly top = this.day.use(highest, { period: 2 }, 'high')
    readonly trend = this.lead.use(sma, { period: 5 })
    protected override onBar() {
      if (this.position.barsHeld >= 5) this.exit()
      if (this.position.quantity !== 0 || this.orders.length > 0) return
      if (this.lead.close.value > this.trend.value) this.buy({ fraction: 0.5, stop: this.top.value, timeInForce: { bars: 2 } })
    }
  }

  it('keeps its promises', () => {
    const check = checkOrderStrategy(Led, { histories: 10 })
    expect(check.refusals).toEqual([])
    expect(check.orders).toBeGreaterThan(50)
    // Two days of four bars, or five bars of a market that begins later.
    expect(check.warmup).toBeGreaterThanOrEqual(7)
  })

  it('is caught when it sees the next bar of the other symbol', () => {
    class Peeking extends Led {
      static override readonly id = 'peeking'
      private next: Float64Array = new Float64Array(0)
      override see(history: History, to = history.length) {
        const [{ time, close }] = history.others as readonly Bars[]
        this.next = history.time.slice().map(now => close[time.slice().findIndex(later => later > now)] ?? 0)
        super.see(history, to)
      }
      protected override onBar() {
        if (this.position.quantity === 0 && this.next[this.index] > this.lead.close.value) this.buy({ fraction: 0.5 })
        else this.exit()
      }
    }
    expect(checkOrderStrategy(Peeking, { histories: 4 }).parts).toMatchObject({ poison: false, grow: false })
  })
})
