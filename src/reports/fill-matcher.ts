import { BugError } from '../base/errors.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { FillCosts } from '../engine/fill-costs.ts'
import type { Fill } from '../engine/fills.ts'
import { type FillPrice, orderPrices, paidPrice } from './order-prices.ts'
import type { OrderRecord } from './order-records.ts'

/** A fill and the order that it belongs to; undefined for a liquidation, which nobody ordered. */
export interface OrderFill extends FillPrice {
  readonly order: OrderRecord | undefined
}

/** What has filled of an order so far. */
interface Progress {
  readonly filled: number
  readonly average: number
  /** Position of its last fill in the list of fills. */
  readonly at: number
}

/** The choices for one fill, and what the last one has changed. */
interface Frame {
  readonly choices: readonly OrderFill[]
  next: number
  undo: (() => void) | undefined
}

const LIQUIDATION: OrderFill = { order: undefined, when: 'inside', rawPrice: Number.NaN, limit: false, market: false }

/**
 * Finds the order of every fill. A fill does not name its order, but price, fee and reason follow from it, and quantity and average price of
 * each order from its fills, so what does not belong together shows, to the bit. Where several orders fit, each is tried, oldest first.
 */
export class FillMatcher {
  private readonly result: BacktestResult
  private readonly costs: FillCosts
  /** Orders of which something has filled. */
  private readonly orders: readonly OrderRecord[]
  private readonly progress = new Map<number, Progress>()
  /** Signed position before each fill. */
  private readonly held: number[] = []
  /** Orders that may fill, per fill. */
  private readonly live: (readonly OrderRecord[])[] = []
  /** Orders that are over between a fill and the next bar with a fill. */
  private readonly due: (readonly OrderRecord[])[] = []
  private readonly matched: OrderFill[] = []

  constructor(result: BacktestResult, orders: readonly OrderRecord[]) {
    const { costs, instrument } = result.settings
    this.result = result
    this.costs = new FillCosts(costs, instrument)
    this.orders = orders.filter(order => order.filledQuantity > 0)
    this.prepare()
  }

  /** The order of each fill. */
  match(): readonly OrderFill[] {
    const { fills } = this.result
    const frames: Frame[] = []
    while (this.matched.length < fills.length) {
      const at = this.matched.length
      frames[at] ??= { choices: this.choicesAt(at), next: 0, undo: undefined }
      const frame = frames[at]
      frame.undo?.()
      const choice = frame.choices[frame.next++]
      if (choice === undefined) {
        frames.pop()
        if (at === 0) throw new BugError('explain/mismatch', 'the fills do not follow from the orders', { fills: fills.length })
        this.matched.pop()
        continue
      }
      frame.undo = this.take(choice, at)
      if (this.due[at].every(order => this.isComplete(order))) this.matched.push(choice)
    }
    return this.matched
  }

  private prepare(): void {
    const { fills } = this.result
    let held = 0
    let started = 0
    let live: OrderRecord[] = []
    for (const [at, { index, quantity }] of fills.entries()) {
      this.held.push(held)
      held += quantity
      if (fills[at - 1]?.index !== index) {
        const before = started
        while (started < this.orders.length && this.orders[started].placedIndex <= index) started++
        live = [...live, ...this.orders.slice(before, started)].filter(order => endOf(order) >= index)
      }
      this.live.push(live)
      const next = fills[at + 1]?.index ?? Number.POSITIVE_INFINITY
      this.due.push(next === index ? [] : live.filter(order => endOf(order) < next || at === fills.length - 1))
    }
  }

  private choicesAt(at: number): OrderFill[] {
    const { fills, bars, settings } = this.result
    const fill = fills[at]
    if (fill.reason === 'liquidation') return [LIQUIDATION]
    const before = fills[at - 1]?.index === fill.index ? this.matched[at - 1] : undefined
    const rank = before === undefined ? 0 : rankOf(before)
    const { order: last } = before ?? {}
    const choices: OrderFill[] = []
    for (const order of this.live[at]) {
      const { parent, placedIndex } = order
      const entry = parent === undefined ? undefined : this.progress.get(parent)
      const isEntryHere = entry !== undefined && fills[entry.at].index === fill.index
      if (parent !== undefined && placedIndex === fill.index && !isEntryHere) continue
      const entryFill = isEntryHere ? this.matched[entry.at] : undefined
      const prices = orderPrices({
        order,
        index: fill.index,
        open: bars.open[fill.index],
        isRest: this.progress.has(order.id),
        mayWait: settings.costs.participation !== undefined,
        entryPrice: entryFill?.when === 'inside' ? entryFill.rawPrice : undefined,
      })
      for (const price of prices) {
        if (rankOf(price) < rank || (price.market && last !== undefined && last.id > order.id)) continue
        if (this.fits(order, price, at)) choices.push({ ...price, order })
      }
    }
    choices.sort((a, b) => rankOf(a) - rankOf(b))
    // The order that has just closed a position opens one with what is left of it.
    const goesOn = before !== undefined && last !== undefined && this.held[at] === 0 && this.fits(last, before, at)
    return goesOn ? [before, ...choices] : choices
  }

  /** Whether side, reason, price and fee of a fill are those of the order, and its quantity leads to what the order says. */
  private fits(order: OrderRecord, price: FillPrice, at: number): boolean {
    const { fills, bars } = this.result
    const fill = fills[at]
    const { index, quantity } = fill
    const closes = this.held[at] !== 0 && this.held[at] > 0 === quantity < 0
    if (quantity > 0 !== (order.side === 'buy') || (order.reduceOnly && !closes)) return false
    if (fill.reason !== (closes ? reasonOf(order) : 'signal')) return false
    const { rawPrice, limit } = price
    if (!(rawPrice >= bars.low[index] && rawPrice <= bars.high[index])) return false
    const paid = paidPrice(price, fill, { costs: this.costs, volume: bars.volume[index] })
    if (paid !== fill.price || this.costs.fee(quantity, paid, limit) !== fill.fee) return false
    return this.after(order, at).filled <= order.filledQuantity
  }

  /** The sums of an order with one more fill, added up as its record is. */
  private after({ id }: OrderRecord, at: number): Progress {
    const { price, quantity } = this.result.fills[at]
    const size = Math.abs(quantity)
    const { filled, average } = this.progress.get(id) ?? { filled: 0, average: Number.NaN }
    const total = filled + size
    return { filled: total, average: filled === 0 ? price : (average * filled + price * size) / total, at }
  }

  private take({ order }: OrderFill, at: number): (() => void) | undefined {
    if (order === undefined) return undefined
    const { id } = order
    const before = this.progress.get(id)
    this.progress.set(id, this.after(order, at))
    return () => {
      if (before === undefined) this.progress.delete(id)
      else this.progress.set(id, before)
    }
  }

  private isComplete({ id, filledQuantity, averagePrice, status, endIndex }: OrderRecord): boolean {
    const { filled, average, at } = this.progress.get(id) ?? { filled: 0, average: Number.NaN, at: -1 }
    if (filled !== filledQuantity || average !== averagePrice) return false
    return status !== 'filled' || this.result.fills[at].index === endIndex
  }
}

/** Market orders fill first, then what the open has jumped over, then what is in the range. */
function rankOf({ when, market }: FillPrice): number {
  if (market) return 0
  return when === 'open' ? 1 : 2
}

function reasonOf({ kind }: OrderRecord): Fill['reason'] {
  if (kind === 'market') return 'signal'
  if (kind === 'trailing') return 'trailing'
  return kind === 'limit' ? 'target' : 'stop'
}

function endOf({ status, endIndex }: OrderRecord): number {
  return status === 'working' ? Number.POSITIVE_INFINITY : endIndex
}
