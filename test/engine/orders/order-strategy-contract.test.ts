import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import {
  checkOrderStrategy,
  type OrderStrategyCheckOptions,
  orderStrategyChecks,
} from '../../../src/engine/orders/order-strategy-contract.ts'
import { atr } from '../../../src/indicators/atr.ts'
import { donchian } from '../../../src/indicators/donchian.ts'
import { highest } from '../../../src/indicators/highest.ts'
import { defineIndicator } from '../../../src/indicators/indicator.ts'
import { sma } from '../../../src/indicators/sma.ts'
import type { Bars } from '../../../src/market/bars.ts'
import type { OrderTicket } from '../../../src/strategies/order.ts'
import type { History } from '../../../src/strategies/strategy.ts'
import type { Hands } from './scripted.ts'

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

describe('what it reports', () => {
  /** Does something else on bar 1 (after `before` on bar 0) of every run over a history, the first of which is the one to be repeated. */
  function changing(runs: readonly ((hands: Hands) => void)[], before: (hands: Hands) => void = () => {}) {
    let run = -1
    class Changing extends OrderStrategy {
      static override readonly id = 'changing'
      protected override onBar() {
        const hands = this as unknown as Hands
        if (this.index === 0) run++
        if (this.index === 0) before(hands)
        if (this.index === 1) runs[Math.min(run, runs.length - 1)](hands)
      }
    }
    return checkOrderStrategy(Changing, { histories: 1, length: 40 })
  }
  const REPEAT = 'changing, history 0 of seed 1: a second run differs (is there a clock, a random number or shared state?): '
  const NONE = 'limit NaN, stop NaN, trailing NaN'

  it.each<[OrderTicket, string]>([
    [{ quantity: 2 }, `2 (market, ${NONE}, gtc, no group) of bar 1, filled at bar 2`],
    [{ fraction: 0.25, timeInForce: 'ioc' }, `0.25 of equity (market, ${NONE}, ioc, no group) of bar 1, filled at bar 2`],
    [
      { quantity: 3, limit: 1e-9, timeInForce: { bars: 5 } },
      '3 (limit, limit 1e-9, stop NaN, trailing NaN, 5 bars, no group) of bar 1, expired at bar 6',
    ],
    [{ quantity: 3, stop: 1e9, group: 'a' }, '3 (stop, limit NaN, stop 1000000000, trailing NaN, gtc, a) of bar 1, working'],
  ])('an order that only one of two runs has placed: %j', (ticket, described) => {
    const check = changing([hands => hands.buy(ticket), hands => hands.sell({ quantity: 1e-3, limit: 1e9 })])
    const instead = 'order 1 to sell 0.001 (limit, limit 1000000000, stop NaN, trailing NaN, gtc, no group) of bar 1, working'
    expect(check.refusals[0]).toEqual({
      code: 'strategy/repeat',
      message: `${REPEAT}order 1 to buy ${described} becomes ${instead}`,
    })
    expect(check.ok).toBe(false)
    expect(check.parts).toEqual({ run: true, 'warm-up': true, repeat: false, chop: false, grow: false, poison: false })
  })

  it('a trailing stop with its distance, not with the price at which it has arrived', () => {
    const check = changing([hands => hands.sell({ quantity: 1, trailing: 0.99 }), hands => hands.sell({ quantity: 1, trailing: 0.98 })])
    const trailing = (distance: number) =>
      `order 1 to sell 1 (trailing, limit NaN, stop NaN, trailing ${distance}, gtc, no group) of bar 1, working`
    expect(check.refusals[0].message).toBe(`${REPEAT}${trailing(0.99)} becomes ${trailing(0.98)}`)
  })

  it('an order that nothing stands for in the other run', () => {
    const check = changing([() => {}, hands => hands.buy({ quantity: 1, limit: 1e-9 })])
    expect(check.refusals[0].message).toMatch(/: the equity of 10000 at bar 0 becomes order 1 to buy 1 \(limit, /)
  })

  it('the fill in which orders with the same terms differ', () => {
    // Sells three of the two that are held: one run turns them over, the others only close them.
    const sale = (reduceOnly: boolean) => (hands: Hands) => hands.sell({ quantity: 3, reduceOnly })
    const [{ message }] = changing([sale(false), sale(true)], hands => hands.buy({ quantity: 2 })).refusals
    expect(message).toMatch(/: the fill of -1 at [\d.]+ on bar 2 \(signal\) becomes the equity of 10000 at bar 0$/)
  })

  it('the equity, when an indicator writes into the prices', () => {
    const louder = peek((out, close) => {
      const prices = close as Float64Array
      for (let i = 0; i < out.length; i++) prices[i] += 1
    })
    class Louder extends OrderStrategy {
      static override readonly id = 'louder'
      readonly noise = this.use(louder)
      protected override onBar() {
        if (this.index === 0) this.buy({ quantity: 1 })
      }
    }
    const { refusals } = checkOrderStrategy(Louder, { histories: 1, length: 10 })
    expect(refusals[0].message).toMatch(/: the equity of ([\d.]+) at bar 1 becomes the equity of ([\d.]+) at bar 1/)
  })

  it('which way of giving the history it was, and only the feature that peeks', () => {
    class Peeking extends OrderStrategy {
      static override readonly id = 'peeking'
      readonly crystal = this.use(nextClose)
      readonly average = this.use(sma, { period: 3 })
      protected override onBar() {
        this.cancelAll()
        this.buy({ quantity: 1, limit: 0.5 * this.crystal.value })
      }
    }
    const { refusals, warmup } = checkOrderStrategy(Peeking, { histories: 8, length: 60, seed: 'x' })
    expect(warmup).toBe(2)
    for (const part of ['chop', 'grow', 'poison'])
      expect(refusals.filter(({ code }) => code === `strategy/${part}`).length, part).toBeGreaterThan(3)
    // At most one for each part and history.
    const kinds = refusals.map(({ code, message }) => `${code} ${message.slice(0, 34)}`)
    expect(new Set(kinds).size).toBe(refusals.length)
    const saying: Record<string, RegExp> = {
      'strategy/chop': /^peeking, history \d of seed x: given in pieces, order \d+ to buy/,
      'strategy/grow': /^peeking, history \d of seed x: bar by bar, order \d+ to buy/,
      'strategy/poison':
        /^peeking, history \d of seed x: bars from \d+ on were changed, and before them (order \d+ to buy|a feature differs)/,
    }
    for (const { code, message } of refusals) {
      expect(message).toMatch(saying[code])
      expect(message).toMatch(/: feature "crystal" at bar \d+$/)
    }
  })

  it('a feature that differs before what was changed', () => {
    class Idle extends OrderStrategy {
      static override readonly id = 'idle'
      readonly crystal = this.use(nextClose)
      protected override onBar() {}
    }
    const { refusals } = checkOrderStrategy(Idle, { histories: 3 })
    // The close after the last bar that stayed.
    for (const { code, message } of refusals) {
      expect(code).toBe('strategy/poison')
      const [, cut, bar] =
        / bars from (\d+) on were changed, and before them a feature differs: feature "crystal" at bar (\d+)$/.exec(message) ?? []
      expect(Number(bar)).toBe(Number(cut) - 1)
    }
    expect(refusals).toHaveLength(3)
  })

  it('an order from before the end of the warm-up', () => {
    class Early extends OrderStrategy {
      static override readonly id = 'early'
      private begun = false
      override get warmup() {
        return this.begun ? 3 : 1
      }
      protected override onBar() {
        this.begun = true
        if (this.index % 2 === 1) this.buy({ quantity: 1, limit: 1e-9 })
      }
    }
    const { refusals, ok, warmup } = checkOrderStrategy(Early, { histories: 1, length: 20 })
    expect(refusals[0]).toEqual({
      code: 'strategy/warm-up',
      message: 'early, history 0 of seed 1: order 1 was placed at bar 1, before the warm-up was over',
    })
    expect({ ok, warmup }).toEqual({ ok: false, warmup: 3 })
  })

  it('no feature that knows nothing as long as prices stand still', () => {
    const moved = defineIndicator({
      ...{ id: 'moved', inputs: ['close'], outputs: ['value'], params: {} },
      warmup: () => 1,
      start: () => {
        let first = Number.NaN
        let moving = false
        return close => {
          if (Number.isNaN(first)) first = close
          moving ||= close !== first
          return moving ? close : Number.NaN
        }
      },
    })
    class Moved extends OrderStrategy {
      static override readonly id = 'moved'
      readonly move = this.use(moved)
      protected override onBar() {}
    }
    // Of 200 histories of three bars a quarter stands still for some time, from the first bar on or later.
    const { refusals, parts } = checkOrderStrategy(Moved, { histories: 200, length: 3 })
    expect(refusals).toEqual([])
    expect(parts['warm-up']).toBe(true)
  })
})

describe('the histories', () => {
  /** Lengths of the histories that it is given, and their first closes. */
  function seen(options: OrderStrategyCheckOptions, period = 2) {
    const lengths: number[] = []
    const closes = new Set<number>()
    class Watching extends OrderStrategy {
      static override readonly id = 'watching'
      readonly average = this.use(sma, { period })
      override see(history: History, to = history.length) {
        lengths.push(to)
        if (to > 0) closes.add(history.close[0])
        super.see(history, to)
      }
      protected override onBar() {}
    }
    const check = checkOrderStrategy(Watching, options)
    expect(check.ok).toBe(true)
    return { lengths, closes, check }
  }

  it('are four times as long as the warm-up, and at least 200 bars', () => {
    expect(Math.max(...seen({ histories: 1 }, 50).lengths)).toBe(200)
    expect(Math.max(...seen({ histories: 1 }, 100).lengths)).toBe(400)
    expect(Math.max(...seen({ histories: 1, length: 30 }, 100).lengths)).toBe(30)
  })

  it('are all different, by number and by seed', () => {
    const one = seen({ histories: 13, length: 20 }).closes
    const two = seen({ histories: 13, length: 20, seed: 2 }).closes
    expect(one.size).toBe(13)
    expect(new Set([...one, ...two]).size).toBe(26)
    expect(seen({ histories: 13, length: 20 }).closes).toEqual(one)
    const none = seen({ histories: 0 })
    expect([none.closes.size, none.check.orders]).toEqual([0, 0])
  })

  it('come whole, again, in pieces, bar by bar and with another future', () => {
    const { lengths } = seen({ histories: 1, length: 100, seed: 5 })
    expect(lengths.slice(0, 2)).toEqual([100, 100])
    const pieces = lengths.slice(2, lengths.indexOf(100, 2))
    expect(pieces.length).toBeGreaterThan(1)
    for (let k = 1; k < pieces.length; k++) expect(pieces[k] - pieces[k - 1]).toBeLessThanOrEqual(25)
    expect(lengths.slice(2 + pieces.length)).toEqual([100, ...Array.from({ length: 100 }, (_, i) => i + 1), 100])
  })

  it('cost fees and slippage', () => {
    const paid: number[] = []
    class Paying extends OrderStrategy {
      static override readonly id = 'paying'
      protected override onBar() {
        if (this.index === 0) this.buy({ quantity: 1 })
        if (this.index === 1)
          paid.push(this.position.averagePrice / this.open.value, this.equity - this.close.value + this.position.averagePrice)
        if (this.index === 1) paid.push(this.position.averagePrice)
      }
    }
    checkOrderStrategy(Paying, { histories: 1, length: 10 })
    const [ratio, left, price] = paid
    expect(ratio).toBeCloseTo(1.0005, 12)
    expect(10_000 - left).toBeCloseTo(0.001 * price, 9)
  })
})
