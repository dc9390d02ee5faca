import type { Bars } from '../../market/bars.ts'
import type { OrderDesk } from '../../strategies/order.ts'
import type { History, StrategyBase } from '../../strategies/strategy-base.ts'
import { BREAK_EVEN, FillLog, type FillReason, LIQUIDATION, SIGNAL, STOP, TARGET, TIME, TRAILING } from '../fills.ts'
import type { Admit } from '../refusals.ts'
import type { BacktestSettings } from '../settings.ts'
import type { Simulation } from '../simulation.ts'
import { ExchangeDesk } from './exchange-desk.ts'
import { orderAdmission } from './order-admission.ts'
import { SimulatedExchange } from './simulated-exchange.ts'

const CODES: Readonly<Record<FillReason, number>> = {
  signal: SIGNAL,
  stop: STOP,
  target: TARGET,
  trailing: TRAILING,
  time: TIME,
  liquidation: LIQUIDATION,
  'break-even': BREAK_EVEN,
}

/** A strategy as its exchange knows it: it sees bars, and acts at their closes. */
export interface OrderPlacer extends StrategyBase {
  see(history: History, to?: number): void
  act(index: number, desk: OrderDesk): void
}

/**
 * An order-driven strategy on a simulated exchange, bar by bar. Bars may come all at once or in pieces; what happens is the same.
 */
export class OrderRun {
  readonly exchange: SimulatedExchange
  private readonly strategy: OrderPlacer
  private readonly desk: ExchangeDesk
  /** The bars that came last: what judges an order reads its time from them. */
  private readonly now: { symbol: string; time: Bars['time'] } = { symbol: '', time: new Float64Array(0) }
  private worth: Float64Array = new Float64Array(0)
  private done = 0
  private barsInPosition = 0

  constructor(strategy: OrderPlacer, settings: BacktestSettings, admit?: Admit) {
    const { capital, costs, instrument } = settings
    this.strategy = strategy
    this.exchange = new SimulatedExchange({ capital, costs, instrument, admission: orderAdmission(settings, { bars: this.now, admit }) })
    this.desk = new ExchangeDesk(this.exchange, instrument.lot)
  }

  /** Equity at each close so far. */
  get equity(): Float64Array {
    return this.worth.subarray(0, this.done)
  }

  /** Trades the bars that are new. The history starts with the same bars at every call. */
  follow(bars: Bars): void {
    const { strategy, exchange, desk } = this
    const { time, open, high, low, close, volume } = bars
    this.now.symbol = bars.symbol
    this.now.time = time
    this.reserve(bars.length)
    strategy.see(bars)
    const { warmup } = strategy
    for (let t = this.done; t < bars.length; t++) {
      exchange.openBar(t, { time: time[t], open: open[t], high: high[t], low: low[t], close: close[t], volume: volume[t] })
      exchange.closeBar()
      if (exchange.account.quantity !== 0) this.barsInPosition++
      if (t >= warmup) strategy.act(t, desk)
      this.worth[t] = exchange.worth()
    }
    this.done = bars.length
  }

  /** What came of it, in the form that every run leaves behind. */
  simulation(): Simulation {
    const { account, slippage, turned, ambiguousBars, gapExits, targetBeforeStop } = this.exchange
    return { account, barsInPosition: this.barsInPosition, slippage, turned, ambiguousBars, gapExits, targetBeforeStop }
  }

  /** The fills as columns. */
  fillLog(): FillLog {
    const log = new FillLog()
    for (const { index, quantity, price, fee, reason } of this.exchange.fills) log.push(index, quantity, price, fee, CODES[reason])
    return log
  }

  private reserve(length: number): void {
    if (length <= this.worth.length) return
    const larger = new Float64Array(this.done === 0 ? length : Math.max(length, 2 * this.worth.length))
    larger.set(this.worth.subarray(0, this.done))
    this.worth = larger
  }
}
