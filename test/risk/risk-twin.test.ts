import { describe, expect, it } from 'vitest'
import {
  afterFill,
  afterMark,
  afterOrder,
  afterTransfer,
  checkOrder,
  defineLimits,
  RiskBook,
  type RiskLimits,
  type RiskOptions,
  type RiskOrder,
  type RiskState,
  type RiskVerdict,
  seededRandom,
  startOfDay,
} from '../../src/index.ts'
import { type Measured, measure, refusedBy, type World } from './plain-risk.ts'

/** 100,000 streams in a deep run. */
const STREAMS = process.env.PEAK_TRADE_DEEP === '1' ? 100_000 : Number(process.env.PEAK_TRADE_CASES ?? 5_000)
const FIRST = process.env.PEAK_TRADE_DEEP === '1' ? 1_000_000 : 0
const symbols = ['A/EUR', 'B/EUR', 'C/USD', 'D/USD']
const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1]

/** One random life of an account: prices, fills, cancels, days and orders. Quarters and halves keep sums exact. */
class Life {
  readonly random: ReturnType<typeof seededRandom>
  readonly world: World
  readonly limits: RiskLimits
  readonly book: RiskBook
  state: RiskState
  at = Date.UTC(2025, 0, 15, 12)
  private ids = 0

  constructor(seed: number) {
    this.random = seededRandom(seed)
    const positions: World['positions'] = {}
    for (const symbol of symbols) if (this.chance(0.5)) positions[symbol] = { quantity: this.whole(-40, 40) / 4 }
    const prices = Object.fromEntries(symbols.map(symbol => [symbol, this.whole(2, 400) / 2]))
    this.world = { cash: this.whole(-1_000, 8_000), positions, openOrders: [], prices }
    this.limits = defineLimits(this.drawLimits())
    this.book = new RiskBook(this.world, prices, this.options)
    this.state = startOfDay(undefined, { at: this.at, equity: Math.max(1, this.equity + this.whole(-500, 500)) })
    for (let k = this.whole(0, 7); k > 0; k--)
      this.state = afterOrder(this.state, { at: this.at - this.whole(0, 90_000), notional: this.whole(1, 500) })
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.random.uniform() * (to - from + 1))
  }

  chance(share: number): boolean {
    return this.random.uniform() < share
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)]
  }

  get options(): RiskOptions {
    const volatility = { 'A/EUR': 0.25, 'B/EUR': 0.5, 'C/USD': 0.125, 'D/USD': 0.0625 }
    return { currency: 'EUR', rates: { USD: 0.5 }, volatility }
  }

  /** Everything that a check is told; prices are of now, but for one symbol. */
  get given(): RiskOptions {
    const priceTimes = { 'A/EUR': this.at, 'B/EUR': this.at - 1_500, 'C/USD': this.at, 'D/USD': this.at + 500 }
    return { ...this.options, at: this.at, state: this.state, priceTimes }
  }

  get equity(): number {
    return measure(this.world, this.options, this.limits ?? {}).equity
  }

  drawOrder(): RiskOrder {
    const symbol = this.pick(symbols)
    const quantity = this.chance(0.03) ? this.pick(bad) : this.whole(1, 60) / 4
    const price = this.chance(0.03) ? this.pick(bad) : this.chance(0.5) ? undefined : this.world.prices[symbol] + this.whole(-10, 10) / 2
    const reduceOnly = this.chance(0.15) ? true : undefined
    return { id: `${this.ids++}`, symbol, side: this.chance(0.5) ? 'buy' : 'sell', quantity, price, reduceOnly }
  }

  /** Something that happens between orders. */
  step(): void {
    const { world, book } = this
    const kind = this.whole(0, 6)
    const open = world.openOrders[this.whole(0, Math.max(0, world.openOrders.length - 1))]
    this.at += this.whole(0, 2_000)
    if (kind === 0) this.setPrice(this.pick(symbols), this.chance(0.05) ? this.pick(bad) : this.whole(2, 400) / 2)
    else if (kind === 1 && open !== undefined) this.cancel(open)
    else if (kind <= 3 && open !== undefined) this.fill(open)
    else if (kind === 4) this.state = afterFill(this.state, { at: this.at, profit: this.whole(-3, 1) })
    else if (kind === 5 && this.chance(0.2)) {
      this.at += this.whole(1, 30) * 3_600_000
      const { equity } = book
      if (Number.isFinite(equity)) this.state = afterMark(this.state, { at: this.at, equity })
    } else if (kind === 6 && this.chance(0.2)) {
      const amount = this.whole(-200, 200)
      world.cash += amount
      book.cash = world.cash
      this.state = afterTransfer(this.state, amount)
    }
  }

  /** Adds what was approved. At most three orders of a symbol: the plain model tries all sequences. */
  place(order: RiskOrder, verdict: RiskVerdict): void {
    const mine = this.world.openOrders.filter(({ symbol }) => symbol === order.symbol)
    this.state = afterOrder(this.state, { at: this.at, notional: verdict.notional })
    this.world.openOrders.push(order)
    this.book.addOrder(order)
    if (mine.length >= 3) this.cancel(mine[0])
  }

  private setPrice(symbol: string, price: number): void {
    this.world.prices[symbol] = price
    this.book.setPrice(symbol, price)
  }

  private cancel(order: RiskOrder): void {
    this.world.openOrders = this.world.openOrders.filter(({ id }) => id !== order.id)
    this.book.removeOrder(order.id)
  }

  /** Fills an order as a venue does: at its limit or at the price, and a reduce-only one only against a position. */
  private fill(order: RiskOrder): void {
    const { world, book } = this
    const { symbol, side } = order
    const now = world.positions[symbol]?.quantity ?? 0
    const price = order.price ?? world.prices[symbol]
    const against = side === 'buy' ? now < 0 : now > 0
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) return
    if (order.reduceOnly === true && !against) {
      this.cancel(order)
      return
    }
    const part = this.chance(0.3) && order.quantity > 0.5 ? 0.25 : order.quantity
    const quantity = order.reduceOnly === true ? Math.min(part, Math.abs(now)) : part
    const signed = side === 'buy' ? quantity : -quantity
    world.positions[symbol] = { quantity: now + signed }
    world.cash -= signed * price * (symbol.endsWith('USD') ? 0.5 : 1)
    world.openOrders = world.openOrders.flatMap(open =>
      open.id !== order.id ? [open] : open.quantity === quantity ? [] : [{ ...open, quantity: open.quantity - quantity }],
    )
    book.fill({ symbol, side, quantity, price, orderId: order.id })
  }

  private drawLimits(): RiskLimits {
    const maybe = <T>(value: () => T, share = 0.3): T | undefined => (this.chance(share) ? value() : undefined)
    const amount = () => (this.chance(0.5) ? this.whole(0, 4_000) : { equity: this.pick([0.125, 0.25, 0.5, 1, 2]) })
    const losses = maybe(() => this.whole(0, 4))
    return {
      maxOrderNotional: maybe(amount),
      maxOrderQuantity: maybe(() => (this.chance(0.5) ? this.whole(0, 15) : { 'A/EUR': 5, 'C/USD': 10 })),
      maxSymbolExposure: maybe(amount),
      maxSymbolNetExposure: maybe(amount),
      maxTotalExposure: maybe(amount),
      maxOpenPositions: maybe(() => this.whole(0, 4)),
      maxLeverage: maybe(() => this.pick([0.25, 0.5, 1, 2])),
      maxSymbolConcentration: maybe(() => this.pick([0.125, 0.25, 0.5])),
      minFreeCash: maybe(amount),
      maxValueAtRisk: maybe(() => ({
        limit: amount(),
        confidence: this.pick([0.95, 0.99]),
        correlation: this.pick([0, 0.5, 1]),
        days: this.pick([1, 4]),
      })),
      maxDailyLoss: maybe(() => this.whole(0, 1_000)),
      maxDailyLossShare: maybe(() => this.pick([0.0625, 0.125, 0.25])),
      maxDrawdown: maybe(() => this.pick([0.125, 0.25, 0.5])),
      maxConsecutiveLosses: losses,
      coolDownMs: losses === undefined ? undefined : maybe(() => this.whole(0, 10_000), 0.5),
      maxOrdersPerSecond: maybe(() => this.whole(0, 3)),
      maxOrdersPerMinute: maybe(() => this.whole(1, 12)),
      priceCollar: maybe(() => this.pick([0.03125, 0.0625, 0.125])),
      fatFinger: maybe(() => ({ multiple: this.whole(1, 5), first: amount() })),
      maxPriceAgeMs: maybe(() => this.pick([0, 500, 1_500]), 0.15),
      allowedSymbols: maybe(() => ['A/EUR', 'C/USD', 'D/USD'], 0.15),
      allowedSides: maybe(() => [this.pick(['buy', 'sell'] as const)], 0.15),
      tradingHours: maybe(() => [{ zone: 'UTC', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], 0.15),
      dayZone: maybe(() => 'UTC'),
    }
  }
}

/** Limits that refused: the model and the library in the same words. */
function namesOf(verdict: RiskVerdict): string[] {
  if (verdict.checks.length === 0 && !verdict.ok) return ['fault']
  return verdict.checks.filter(({ severity }) => severity === 'breach').map(({ limit }) => limit)
}

/** Square roots of both sides may differ in the last digit: a value at risk that near to its bound proves nothing. */
function isClose(verdict: RiskVerdict): boolean {
  return verdict.checks.some(({ limit, value, headroom }) => limit === 'max_value_at_risk' && Math.abs(headroom) <= 1e-9 * value)
}

const exposures = ['symbolExposure', 'exposure', 'positions', 'valueAtRisk'] as const

describe(`${STREAMS} random lives of an account`, () => {
  const count = { orders: 0, approved: 0, refused: 0, faults: 0, reducing: 0 }
  const limitsThatRefused = new Set<string>()

  it('are judged as a slow plain model judges them, on plain data and on a book', { timeout: 1_800_000 }, () => {
    for (let seed = FIRST; seed < FIRST + STREAMS; seed++) {
      const life = new Life(seed)
      for (let turn = 0; turn < 8; turn++) {
        const order = life.drawOrder()
        const { limits, world, given } = life
        const verdict = checkOrder(limits, order, world, world.prices, given)
        const where = `seed ${seed}, turn ${turn}`
        const onBook = checkOrder(limits, order, life.book, given)
        if (JSON.stringify(onBook) !== JSON.stringify(verdict)) expect(onBook, where).toEqual(verdict)
        const expected = refusedBy(limits, order, world, given)
        const found = namesOf(verdict)
        if (!isClose(verdict) && [...found].sort().join() !== [...expected].sort().join()) expect(found, where).toEqual(expected)
        if (verdict.ok !== (found.length === 0)) expect.fail(`${where}: ok is ${verdict.ok}, and ${found.join()} refused`)
        count.orders++
        for (const name of found) limitsThatRefused.add(name)
        if (!verdict.ok) count[found[0] === 'fault' ? 'faults' : 'refused']++
        else {
          count.approved++
          checkApproved(life, order, where)
          life.place(order, verdict)
        }
        life.step()
      }
    }
    expect(count.approved).toBeGreaterThan(STREAMS / 2)
    expect(count.reducing).toBeGreaterThan(STREAMS / 20)
    expect(count.refused).toBeGreaterThan(STREAMS)
    expect(limitsThatRefused.size).toBe(23)
  })

  /** What was approved keeps every limit that it had a part in: within the bound, or no worse than before. */
  function checkApproved({ limits, world, given }: Life, order: RiskOrder, where: string): void {
    const { symbol } = order
    const after: World = { ...world, openOrders: [...world.openOrders, order] }
    const [a, b] = [after, world].map(place => measure(place, given, limits, { symbol, size: largestOf(place, symbol) }))
    const money = (amount: RiskLimits['maxTotalExposure']) =>
      amount === undefined ? Number.POSITIVE_INFINITY : typeof amount === 'number' ? amount : amount.equity * Math.max(0, a.equity)
    const share = (part: number | undefined) => (part === undefined ? Number.POSITIVE_INFINITY : part * Math.max(0, a.equity))
    const bounds: Record<(typeof exposures)[number], number> = {
      symbolExposure: Math.min(money(limits.maxSymbolExposure), share(limits.maxSymbolConcentration)),
      exposure: Math.min(money(limits.maxTotalExposure), share(limits.maxLeverage)),
      positions: limits.maxOpenPositions ?? Number.POSITIVE_INFINITY,
      valueAtRisk: money(limits.maxValueAtRisk?.limit),
    }
    for (const name of exposures) {
      if (!(a[name] <= bounds[name] * (1 + 1e-12)) && grows(a, b, name))
        expect.fail(`${where}: approved, and ${name} ${b[name]} → ${a[name]}, bound ${bounds[name]}`)
    }
    if (!exposures.some(name => grows(a, b, name))) count.reducing++
  }
})

function grows(after: Measured, before: Measured, name: (typeof exposures)[number]): boolean {
  return !Number.isNaN(after[name]) && after[name] > before[name]
}

function largestOf(world: World, symbol: string): number {
  const bare = { ...world, prices: { [symbol]: 1 }, positions: { [symbol]: world.positions[symbol] ?? { quantity: 0 } } }
  return measure({ ...bare, openOrders: world.openOrders.filter(order => order.symbol === symbol) }, undefined, {}).exposure
}
