import { backtestOrders, type OrderBacktestResult } from '../../../src/engine/orders/backtest-orders.ts'
import { type OrderBacktestOptions, OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import type { Bars } from '../../../src/market/bars.ts'
import type { OrderConditions, OrderRecord, OrderTicket, Position } from '../../../src/strategies/order.ts'

/** Prices of a bar, and how many milliseconds after the epoch it opened (default: one hour after the one before). */
export type Row = readonly [open: number, high: number, low: number, close: number, time?: number]

/** What a scripted strategy can do in a bar. */
export interface Hands {
  readonly position: Position
  readonly orders: readonly OrderRecord[]
  readonly equity: number
  buy(ticket: OrderTicket): number
  sell(ticket: OrderTicket): number
  exit(conditions?: OrderConditions): number | undefined
  cancel(id: number): boolean
  cancelAll(): void
}

/** What to do at the close of which bar. */
export type Script = Readonly<Record<number, (hands: Hands) => void>>

export const HOUR_MS = 3_600_000

export function barsFrom(rows: readonly Row[], timeframe: Bars['timeframe'] = '1h'): Bars {
  const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(rows, row => row[k])
  const time = Float64Array.from(rows, (row, i) => row[4] ?? i * HOUR_MS)
  return {
    ...{ symbol: 'TEST', timeframe, calendar: '24/7', length: rows.length, time },
    ...{ open: column(0), high: column(1), low: column(2), close: column(3), volume: new Float64Array(rows.length).fill(1000) },
  }
}

/** Plays a script on bars, with 1000 in cash unless told otherwise. */
export function playScript(rows: readonly Row[], script: Script, options: OrderBacktestOptions = {}): OrderBacktestResult {
  class Scripted extends OrderStrategy {
    static override readonly id = 'scripted'
    protected override onBar() {
      script[this.index]?.(this as unknown as Hands)
    }
  }
  return backtestOrders(Scripted, barsFrom(rows), { capital: 1000, ...options })
}

/** The fills as short lists: bar, signed quantity, price, reason. */
export function fillsOf({ fills }: OrderBacktestResult): [number, number, number, string][] {
  return fills.map(({ index, quantity, price, reason }) => [index, quantity, price, reason])
}

/** The orders as short lists: kind, status, bar of the end. */
export function ordersOf({ orders }: OrderBacktestResult): [string, string, number][] {
  return orders.map(({ kind, status, endIndex }) => [kind, status, endIndex])
}
