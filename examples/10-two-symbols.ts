// A spread of two symbols (made-up prices, made to belong together): one is traded, the other one says what it ought to cost. Their histories do
// not have to match bar by bar.
import { backtest, deviation, formatValue, rollingBeta, Strategy, sliceBars, sma, syntheticBars, withOthers } from 'peak-trade'
import * as z from 'zod'

class Spread extends Strategy<typeof Spread.params> {
  static override readonly id = 'spread'
  static override readonly params = z.object({
    hedge: z.string().default('ETH/EUR').describe('symbol to compare with'),
    period: z.int().min(2).default(120).describe('bars of the comparison'),
    distance: z.number().positive().default(0.5).describe('deviations of the price that are too far from it'),
  })

  private readonly hedge = this.other(this.params.hedge)
  private readonly beta = this.use(rollingBeta, { period: this.params.period }, [this.close, this.hedge.close])
  private readonly usual = this.use(sma, { period: this.params.period })
  private readonly usualHedge = this.hedge.use(sma, { period: this.params.period })
  private readonly width = this.use(deviation, { period: this.params.period })

  protected override decide(): number {
    // Where the other symbol says that the price should be.
    const fair = this.usual.value + this.beta.value * (this.hedge.close.value - this.usualHedge.value)
    const gap = (this.close.value - fair) / this.width.value
    if (gap < -this.params.distance) return 1
    if (gap > this.params.distance) return -1
    return gap * this.held < 0 ? this.held : 0
  }
}

const eth = syntheticBars({ seed: 3, length: 9000, timeframe: '1h', symbol: 'ETH/EUR', volatility: 0.6 })
// A market that follows the other one, and strays from it for a day or two.
const { close: stray } = syntheticBars({ seed: 4, length: 9000, timeframe: '1h', volatility: 0.2 })
const follow = (column: 'open' | 'high' | 'low' | 'close') =>
  eth[column].slice().map((price, i) => (30 * price ** 0.9 * stray[i]) / stray[Math.max(0, i - 36)])
const btc = {
  ...eth,
  symbol: 'BTC/EUR',
  open: follow('open'),
  high: follow('high'),
  low: follow('low'),
  close: follow('close'),
}

for (const [what, other] of [
  ['all bars', eth],
  ['the other one begins 30 days later', sliceBars(eth, 720)],
] as const) {
  const { warmup, summary } = backtest(Spread, withOthers(btc, [other]), { costs: { feeBps: 2 } })
  console.log(
    `${what}: decides from bar ${warmup} on, ${summary.trades} trades, return ${formatValue(summary.totalReturn, 'percent')}, Sharpe ${formatValue(summary.sharpe, 'ratio')}`,
  )
}

try {
  backtest(Spread, withOthers(btc, [{ ...eth, symbol: 'ETH/USD' }]))
} catch (error) {
  console.log((error as Error).message)
}
