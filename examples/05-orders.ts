// A breakout that is traded with orders: a stop entry that waits three days, a stop loss and a profit target that come with it, and a limit
// to the time in the position. What became of every order is part of the result.
import { createRequire } from 'node:module'
import { atr, backtest, formatValue, highest, normalizeBars, OrderStrategy } from 'peak-trade'
import { readCsv } from 'peak-trade/node'
import * as z from 'zod'

class OrderedBreakout extends OrderStrategy<typeof OrderedBreakout.params> {
  static override readonly id = 'ordered_breakout'
  static override readonly title = 'Breakout with orders'
  static override readonly params = z.object({
    lookback: z.int().min(2).default(20),
    stopAtr: z.number().positive().default(2.5),
    targetAtr: z.number().positive().default(5),
    maxBars: z.int().min(1).default(30),
  })

  private readonly top = this.use(highest, { period: this.params.lookback }, 'high')
  private readonly range = this.use(atr, { period: 14 })

  protected override onBar() {
    const { stopAtr, targetAtr, maxBars } = this.params
    if (this.position.barsHeld >= maxBars) this.exit()
    if (this.position.quantity !== 0 || this.orders.length > 0) return
    const entry = this.top.value
    this.buy({
      fraction: 1,
      stop: entry,
      limit: 1.01 * entry, // never chase a gap of more than a percent
      timeInForce: { bars: 3 },
      stopLoss: { level: entry - stopAtr * this.range.value },
      takeProfit: { level: entry + targetAtr * this.range.value },
    })
  }
}

const file = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
const { bars } = normalizeBars(await readCsv(file), { symbol: 'AAPL', timeframe: '1d' })
const result = backtest(OrderedBreakout, bars, { costs: { feeBps: 10, slippageBps: 5 } })

const day = (index: number) => new Date(bars.time[index]).toISOString().slice(0, 10)
const line = (...cells: string[]) => console.log(cells.map((cell, k) => cell.padEnd([5, 6, 11, 10, 12, 12, 10][k])).join(''))

console.log('The first orders that came to something, and what was attached to them:')
line('id', 'side', 'kind', 'level', 'placed', 'ended', 'status')
for (const order of result.orders.filter(({ status }) => status !== 'expired').slice(0, 12)) {
  const level = Number.isNaN(order.stop) ? order.limit : order.stop
  const ended = Number.isNaN(order.endIndex) ? '–' : day(order.endIndex)
  const name = order.parent === undefined ? `${order.id}` : `└ ${order.id}`
  line(name, order.side, order.kind, Number.isNaN(level) ? '–' : level.toFixed(2), day(order.placedIndex), ended, order.status)
}

const { orders, trades, summary, assumptions } = result
const entries = orders.filter(order => order.parent === undefined && order.kind !== 'market')
const count = (status: string) => entries.filter(order => order.status === status).length
console.log(`\n${entries.length} entries: ${count('filled')} filled, ${count('expired')} expired after three days`)
const endings = [...new Set(trades.map(trade => trade.exitReason))]
console.log(`trades: ${endings.map(reason => `${trades.filter(trade => trade.exitReason === reason).length} × ${reason}`).join(', ')}`)
console.log(`total return ${formatValue(summary.totalReturn, 'percent')}, win rate ${formatValue(summary.winRate, 'percent')}`)
console.log(`bars whose inner order had to be assumed: ${assumptions.ambiguousBars}`)
