import type { Fill } from '../../../src/engine/fills.ts'
import { SimulatedExchange } from '../../../src/engine/orders/simulated-exchange.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import type { VectorbtColumn } from './vectorbt.ts'

/** True for columns that ask for orders and not for positions: order values, shares of the cash, stops of a kind that settings do not have. */
export function needsOrders(column: VectorbtColumn): boolean {
  const type = column.setting('size_type')
  if (column.mode === 'orders') return type === 'value' || type === 'percent'
  if (type === 'percent') return column.setting('accumulate') === true
  return ['stop_entry_price', 'stop_exit_price', 'upon_stop_exit', 'upon_stop_update'].some(name => column.setting(name) !== undefined)
}

/** Sends the orders of a column to an exchange at the close of each bar. */
export function runOrders(column: VectorbtColumn): readonly Fill[] {
  const client = new VectorbtClient(column)
  for (let t = 0; t < column.length; t++) client.play(t)
  return client.exchange.fills
}

/** What becomes of the account when exactly the orders that vectorbt has recorded are sent, at the price of its record. */
export function replayOrders({ series, setting, length, expected }: VectorbtColumn): readonly Fill[] {
  const { capital, costs } = resolveSettings({ capital: Number(setting('init_cash') ?? 100) })
  const exchange = new SimulatedExchange({ capital, costs })
  for (let t = 0; t < length; t++) {
    const at = (name: string) => Number(series(name)[t] ?? series('close')[t])
    const order = expected.find(([bar]) => bar === t)
    exchange.openBar(t, { open: at('open'), high: at('high'), low: at('low'), close: order?.[2] ?? at('close') })
    exchange.closeBar()
    if (order !== undefined) exchange.trade({ quantity: order[1], reason: 'signal' })
  }
  return exchange.fills
}

class VectorbtClient {
  readonly exchange: SimulatedExchange
  private readonly column: VectorbtColumn
  private readonly slippage: number
  /** Of the stop order; the level is the one that it was placed with. */
  private stop: { readonly id: number; readonly level: number } | undefined

  constructor(column: VectorbtColumn) {
    this.column = column
    this.slippage = Number(column.setting('slippage') ?? 0)
    const pays = column.setting('stop_exit_price') === 'stopmarket'
    const { capital, costs } = resolveSettings({ capital: 100, costs: { slippageBps: pays ? 10_000 * this.slippage : 0 } })
    this.exchange = new SimulatedExchange({ capital, costs })
  }

  play(t: number): void {
    const close = this.number('close', t)
    // Entries pay the slippage of the exchange; where its stops must not, it is part of the price.
    const price = (this.number('price', t) || close) * (this.column.setting('stop_exit_price') === 'stopmarket' ? 1 : 1 + this.slippage)
    this.exchange.openBar(t, {
      open: this.number('open', t) || close,
      high: this.number('high', t) || close,
      low: this.number('low', t) || close,
      close: price,
    })
    this.exchange.closeBar()
    if (this.column.mode === 'orders') this.order(t, price)
    else this.signal(t, price)
  }

  /** An order for a value, or for a share of the cash. */
  private order(t: number, price: number): void {
    const size = this.number('size', t)
    const value = this.column.setting('size_type') === 'percent' ? size * this.exchange.account.cash : size
    const quantity = (this.column.direction === 'shortonly' ? -value : value) / price
    if (this.column.direction === 'longonly' && quantity < 0 && this.exchange.account.quantity === 0) return
    if (this.column.direction === 'shortonly' && quantity > 0 && this.exchange.account.quantity === 0) return
    if (!Number.isNaN(quantity)) this.exchange.trade({ quantity, reason: 'signal' })
  }

  private signal(t: number, price: number): void {
    const { account } = this.exchange
    const entry = this.column.series('entries')[t]
    const exit = this.column.series('exits')[t]
    if (entry === exit) return
    const size = this.number('size', t)
    const share = this.column.setting('size_type') === 'percent' ? size * account.cash : account.cash
    const paid = price * (this.column.setting('stop_exit_price') === 'stopmarket' ? 1 + this.slippage : 1)
    const quantity = this.column.setting('size_type') === undefined && Number.isFinite(size) ? size : share / paid
    if (entry === true) this.exchange.trade({ quantity, reason: 'signal' })
    else this.exchange.trade({ quantity: account.quantity > 0 ? -account.quantity : -quantity, reason: 'signal' })
    if (this.column.setting('sl_stop') !== undefined) this.moveStop(t, price)
  }

  /** Places the stop order of an entry, or fits the one that is there to a larger position. */
  private moveStop(t: number, price: number): void {
    const distance = this.number('sl_stop', t)
    const fresh = this.stopBase(t, price) * (1 - distance)
    const update = this.column.setting('upon_stop_update')
    if (this.stop !== undefined && Number.isNaN(distance) && update === 'overridenan') {
      this.exchange.cancel(this.stop.id)
      this.stop = undefined
      return
    }
    const keeps = this.stop !== undefined && (update === 'keep' || Number.isNaN(distance))
    const level = keeps && this.stop !== undefined ? this.stop.level : fresh
    if (this.stop !== undefined) this.exchange.cancel(this.stop.id)
    const reverses = ['reverse', 'reversereduce'].includes(String(this.column.setting('upon_stop_exit')))
    const reduces = this.column.setting('upon_stop_exit') === 'reversereduce' && this.column.setting('accumulate') === true
    const quantity = this.exchange.account.quantity * (reverses && !reduces ? 2 : 1)
    this.stop = { id: this.exchange.place({ kind: 'stop', level, side: 'sell', quantity, reason: 'stop' }), level }
  }

  /** The price that the distance of a stop is measured from. */
  private stopBase(t: number, paid: number): number {
    const base = this.column.setting('stop_entry_price')
    if (base === 'fillprice') return paid
    if (base === 'price') return this.number('price', t)
    return this.number(base === 'val_price' ? 'val_price' : 'close', t)
  }

  private number(name: string, t: number): number {
    return Number(this.column.series(name)[t])
  }
}
