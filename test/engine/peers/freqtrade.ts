import type { ExitRules } from '../../../src/engine/exits.ts'
import type { FillReason } from '../../../src/engine/fills.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'
import { SimulatedExchange } from '../../../src/engine/orders/simulated-exchange.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { runTargets } from './targets.ts'

/** A case of `freqtrade_backtest_detail.json`. Distances are fractions of the stake; one candle is one hour. */
export interface FreqtradeCase {
  readonly id: string
  /** Tick, open, high, low, close, volume, enter long, exit long, enter short, exit short, tag. */
  readonly data: readonly (readonly number[])[]
  readonly stop_loss: number
  /** Minutes after the entry → profit at which to leave from then on. */
  readonly roi: Readonly<Record<string, number>>
  readonly use_exit_signal?: boolean
  readonly leverage?: number
  readonly trailing_stop?: boolean
  /** Distance of the trailing stop in profit. */
  readonly trailing_stop_positive?: number
  /** Profit from which on that distance holds. */
  readonly trailing_stop_positive_offset?: number
  readonly custom_entry_price?: number
  /** A new price for an entry that has not filled after a candle; null gives it up. */
  readonly adjust_entry_price?: number | null
  /** Minutes that an entry may wait. */
  readonly timeout?: number
  readonly profit_perc: number
  readonly trades: readonly {
    readonly exit_reason: string
    readonly open_tick: number
    readonly close_tick: number
    readonly is_short?: boolean
  }[]
}

/** What one trade of a case came to. */
export interface FreqtradeTrade {
  readonly openTick: number
  readonly closeTick: number
  readonly reason: FillReason
  readonly isShort: boolean
  /** Fraction of the stake. */
  readonly profit: number
}

/** What freqtrade calls an exit. A holding time is a profit of -100 % that is asked for after some minutes. */
export const REASONS: Readonly<Record<string, readonly FillReason[]>> = {
  STOP_LOSS: ['stop'],
  TRAILING_STOP_LOSS: ['trailing'],
  ROI: ['target', 'time'],
  EXIT_SIGNAL: ['signal'],
}

const HOUR_MINUTES = 60

/** Plays a case: as targets where one signal and the exits of `backtest` say it all, otherwise with orders on an exchange. */
export function playFreqtrade(one: FreqtradeCase): FreqtradeTrade[] {
  return isTargetCase(one) ? playTargets(one) : new FreqtradeClient(one).play()
}

function isTargetCase(one: FreqtradeCase): boolean {
  const entries = one.data.filter(row => signalOf(row) !== 0)
  const later = Object.entries(one.roi).filter(([minutes]) => minutes !== '0')
  return (
    entries.length <= 1 &&
    one.trailing_stop_positive_offset === undefined &&
    one.custom_entry_price === undefined &&
    later.every(([, profit]) => profit === -1)
  )
}

/** 1 enters long, -1 short; two at once cancel each other. */
function signalOf([, , , , , , long = 0, , short = 0]: readonly number[]): number {
  return long - short
}

function isExit(one: FreqtradeCase, row: readonly number[]): boolean {
  return one.use_exit_signal === true && (row[7] === 1 || row[9] === 1)
}

function playTargets(one: FreqtradeCase): FreqtradeTrade[] {
  const leverage = one.leverage ?? 1
  let target = 0
  const targets = Float64Array.from(one.data, row => {
    if (signalOf(row) !== 0) target = signalOf(row)
    else if (isExit(one, row)) target = 0
    return target
  })
  const { trades } = runTargets({ bars: barsOf(one), targets, settings: { sizing: { fraction: leverage }, exits: exitsOf(one) } })
  return trades.flatMap(({ entryIndex, exitIndex, exitReason, side, return: profit }) =>
    exitReason === 'open'
      ? []
      : [{ openTick: entryIndex, closeTick: exitIndex, reason: exitReason, isShort: side === 'short', profit: profit * leverage }],
  )
}

function barsOf({ data }: FreqtradeCase): Bars {
  const column = (k: number) => Float64Array.from(data, row => row[k])
  const time = column(0).map(tick => tick * HOUR_MINUTES * 60_000)
  return {
    symbol: 'TEST',
    timeframe: '1h',
    calendar: '24/7',
    length: data.length,
    time,
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
}

function exitsOf({ stop_loss, roi, leverage = 1, trailing_stop, trailing_stop_positive }: FreqtradeCase): ExitRules {
  const stopLoss = -stop_loss / leverage
  const holding = Object.keys(roi).find(minutes => roi[minutes] === -1)
  return {
    stopLoss,
    takeProfit: roi[0] === undefined ? undefined : roi[0] / leverage,
    targetFill: 'limit',
    ...(trailing_stop === true ? { trailingStop: trailing_stop_positive ?? stopLoss } : {}),
    ...(holding === undefined ? {} : { maxBars: Math.ceil(Number(holding) / HOUR_MINUTES) }),
  }
}

/** A trader who sends orders: entries with their stop loss and profit target, which are moved later. */
class FreqtradeClient {
  private readonly one: FreqtradeCase
  private readonly exchange: SimulatedExchange
  private entry: { id: number; readonly tick: number } | undefined
  private isTrailing = false
  private best = Number.NaN

  constructor(one: FreqtradeCase) {
    this.one = one
    this.exchange = new SimulatedExchange(resolveSettings({ capital: 1_000_000 }))
  }

  play(): FreqtradeTrade[] {
    const { one, exchange } = this
    const trades: FreqtradeTrade[] = []
    for (const [t, row] of one.data.entries()) {
      const [, open, high, low, close] = row
      const seen = exchange.fills.length
      const before = exchange.account.averagePrice
      if (t > 0) this.decide(t, one.data[t - 1])
      const entry = this.entry
      exchange.openBar(t, { open, high, low, close })
      exchange.closeBar()
      let price = before
      for (const fill of exchange.fills.slice(seen)) {
        const opens = Number.isNaN(price)
        const side = Math.sign(opens ? fill.quantity : -fill.quantity)
        if (!opens && entry !== undefined) {
          const profit = side * (fill.price / price - 1)
          trades.push({ openTick: entry.tick, closeTick: t, reason: fill.reason, isShort: side < 0, profit })
        }
        price = opens ? fill.price : Number.NaN
      }
      this.follow(high, low)
    }
    return trades
  }

  /** What the close of a candle decides for the next one. */
  private decide(t: number, row: readonly number[]): void {
    const { one, exchange } = this
    const { quantity } = exchange.account
    if (quantity !== 0) {
      if (isExit(one, row)) exchange.place({ ...this.leaving(), kind: 'market', reason: 'signal' })
      else this.lowerTarget(t)
    } else if (this.isWaiting()) this.adjustEntry(t)
    else if (signalOf(row) !== 0) {
      this.entry = { id: exchange.place(this.entryOrder(signalOf(row), one.custom_entry_price)), tick: t }
      this.isTrailing = false
      this.best = Number.NaN
    }
  }

  private isWaiting(): boolean {
    return this.entry !== undefined && this.exchange.orders.some(({ id }) => id === this.entry?.id)
  }

  private entryOrder(signal: number, price: number | undefined): NewOrder {
    const { stop_loss, roi } = this.one
    return {
      ...(price === undefined ? { kind: 'market' } : { kind: 'limit', level: price }),
      side: signal > 0 ? 'buy' : 'sell',
      quantity: 1,
      reason: 'signal',
      stopLoss: { distance: -stop_loss },
      takeProfit: roi[0] === undefined ? undefined : { distance: roi[0] },
    }
  }

  private adjustEntry(t: number): void {
    const { one, exchange, entry } = this
    if (entry === undefined) return
    const isOver = (t - entry.tick) * HOUR_MINUTES >= (one.timeout ?? Number.POSITIVE_INFINITY)
    if (isOver || one.adjust_entry_price === null) exchange.cancel(entry.id)
    else if (one.adjust_entry_price !== undefined) {
      const side = exchange.orders.find(({ id }) => id === entry.id)?.side
      exchange.amend(entry.id, this.entryOrder(side === 'sell' ? -1 : 1, one.adjust_entry_price))
    }
  }

  /** The profit that is asked for falls with time. */
  private lowerTarget(t: number): void {
    const { one, exchange } = this
    const target = exchange.orders.find(({ reason }) => reason === 'target')
    const held = (t - exchange.entryIndex) * HOUR_MINUTES
    const profits = Object.entries(one.roi).filter(([minutes]) => Number(minutes) <= held)
    const distance = profits.at(-1)?.[1]
    if (target === undefined || distance === undefined) return
    const { quantity, averagePrice } = exchange.account
    exchange.amend(target.id, { ...target, kind: 'limit', level: averagePrice * (1 + Math.sign(quantity) * distance) })
  }

  /** After a candle: the trailing stop takes over once the profit was large enough. */
  private follow(high: number, low: number): void {
    const { one, exchange } = this
    const { quantity, averagePrice } = exchange.account
    if (quantity === 0 || one.trailing_stop !== true) return
    const side = Math.sign(quantity)
    const known = Number.isNaN(this.best) ? averagePrice : this.best
    this.best = side > 0 ? Math.max(known, high) : Math.min(known, low)
    const isReached = side * (this.best / averagePrice - 1) >= (one.trailing_stop_positive_offset ?? 0)
    if (this.isTrailing || !isReached) return
    this.isTrailing = true
    for (const { id, reason } of exchange.orders) if (reason === 'stop') exchange.cancel(id)
    const distance = one.trailing_stop_positive ?? -one.stop_loss
    exchange.place({ ...this.leaving(), kind: 'trailing', distance, extreme: this.best, reason: 'trailing' })
  }

  private leaving() {
    const { quantity } = this.exchange.account
    return { side: quantity > 0 ? ('sell' as const) : ('buy' as const), quantity: Math.abs(quantity), reduceOnly: true }
  }
}
