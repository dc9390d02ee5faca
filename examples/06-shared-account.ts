// Three strategies on three markets, one cash account: what each of them contributed, and what the limits refused.
import { alignBars, Breakout, backtestPanel, MaCrossover, RsiReversion, syntheticBars } from 'peak-trade'

const panel = alignBars(
  ['BTC/EUR', 'ETH/EUR', 'GOLD'].map((symbol, k) => syntheticBars({ seed: 11 + k, length: 5000, symbol, kind: 'regimes' })),
)

const result = backtestPanel(
  [
    { strategy: MaCrossover, symbol: 'BTC/EUR', weight: 0.5, group: 'crypto', exits: { trailingStop: 0.1 } },
    { strategy: Breakout, symbol: 'ETH/EUR', weight: 0.4, group: 'crypto', exits: { stopAtr: 3 } },
    { strategy: RsiReversion, symbol: 'GOLD', weight: 0.3 },
  ],
  panel,
  { capital: 100_000, costs: { feeBps: 5, slippageBps: 2 }, rebalance: { band: 0.1 }, groups: { crypto: 0.7 } },
)

const { summary, sleeves } = result
for (const { name, weight, trades, fills, profit, refusals } of sleeves) {
  const money = (profit.at(-1) ?? 0).toFixed(0).padStart(8)
  console.log(
    `${name.padEnd(22)} weight ${weight}  ${money}  ${String(trades.length).padStart(4)} trades  ${String(fills.length).padStart(4)} fills  ${refusals.length} orders cut`,
  )
}
console.log(
  `together ${summary.finalEquity.toFixed(0)} from ${summary.initialEquity}, Sharpe ${summary.sharpe.toFixed(2)}, drawdown ${(100 * summary.maxDrawdown).toFixed(1)} %, fees ${summary.fees.toFixed(0)}`,
)
