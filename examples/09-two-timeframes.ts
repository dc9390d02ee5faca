// Dips of the hour in the trend of the days: what is asked of the days makes the difference.
import { backtest, formatValue, rsi, Strategy, sma, syntheticBars } from 'peak-trade'
import { checkStrategy } from 'peak-trade/testing'
import * as z from 'zod'

class TrendAndDip extends Strategy<typeof TrendAndDip.params> {
  static override readonly id = 'trend_and_dip'
  static override readonly params = z.object({
    days: z.int().min(1).default(20).describe('days of the average'),
    dip: z.number().min(0).max(100).default(35).describe('RSI below which a dip is bought'),
  })

  private readonly day = this.higher('1d')
  private readonly trend = this.day.use(sma, { period: this.params.days })
  private readonly strength = this.use(rsi, { period: 14 })

  protected override decide(): number {
    // The last complete day, not the one that is under way.
    if (this.day.close.value < this.trend.value) return 0
    return this.strength.value < this.params.dip ? 1 : this.held
  }
}

const check = checkStrategy(TrendAndDip, { params: { days: 5 }, histories: 10 })
console.log(check.ok ? 'never sees a day before it is over' : check.refusals[0].message)

const bars = syntheticBars({ seed: 1, length: 17_520, kind: 'regimes', timeframe: '1h' })
for (const days of [5, 20, 60, 120]) {
  const { warmup, summary } = backtest(TrendAndDip, bars, { params: { days }, costs: { feeBps: 10 } })
  console.log(
    `${String(days).padStart(3)} days: decides from hour ${String(warmup).padStart(4)} on, ${summary.trades} trades, in the market ${formatValue(summary.exposure, 'percent')}, return ${formatValue(summary.totalReturn, 'percent')}, drawdown ${formatValue(summary.maxDrawdown, 'percent')}`,
  )
}
