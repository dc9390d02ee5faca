// A strategy of your own: written once, checked for look-ahead, backtested.
import { atr, backtest, ema, Strategy, syntheticBars } from 'peak-trade'
import { checkStrategy } from 'peak-trade/testing'
import * as z from 'zod'

/** Long while the close stands more than some ATRs above its exponential average. */
class Momentum extends Strategy<typeof Momentum.params> {
  static override readonly id = 'ema_momentum'
  static override readonly params = z.object({
    period: z.int().min(2).default(50).describe('bars of the average'),
    distance: z.number().min(0).default(1).describe('ATRs above it'),
  })

  private readonly average = this.use(ema, { period: this.params.period })
  private readonly range = this.use(atr, { period: 14 })

  protected override decide(): number {
    const gap = this.close.value - this.average.value
    if (gap > this.params.distance * this.range.value) return 1
    return gap < 0 ? 0 : this.held
  }
}

const check = checkStrategy(Momentum)
console.log(
  check.ok ? `keeps its contract on ${check.histories} random histories, decides from bar ${check.warmup} on` : check.refusals[0].message,
)

const bars = syntheticBars({ seed: 7, length: 20_000, kind: 'regimes' })
for (const distance of [0, 1, 2, 3]) {
  const { summary } = backtest(Momentum, bars, { params: { distance }, costs: { feeBps: 10, slippageBps: 5 } })
  console.log(
    `distance ${distance}: return ${(100 * summary.totalReturn).toFixed(1)} %, Sharpe ${summary.sharpe.toFixed(2)}, ${summary.trades} trades`,
  )
}
