// A portfolio that takes less risk in worse times: what that costs, what it saves, and which sleeve earned what in which regime.
import {
  alignBars,
  Breakout,
  backtestPortfolio,
  formatValue,
  labelBars,
  MaCrossover,
  type Portfolio,
  parseRegimeScaling,
  portfolioByRegime,
  RsiReversion,
  scaleByRegime,
  scalingRegime,
  syntheticBars,
} from 'peak-trade'

// Three made-up markets that change between calm and wild.
const bars = ['BTC/EUR', 'ETH/EUR', 'GOLD'].map((symbol, k) =>
  syntheticBars({ seed: 31 + k, length: 6000, timeframe: '1h', symbol, kind: 'regimes' }),
)
const panel = alignBars(bars)
const [market] = bars

// As it would stand in a file; the first symbol decides for all.
const regime = parseRegimeScaling({
  method: 'risk',
  params: { volatility: { lookback: 500 } },
  scales: { risk_on_scale: 1, neutral_scale: 0.5, risk_off_scale: 0.1 },
  symbol: 'BTC/EUR',
  dwell: 24,
  confirm: 3,
})
const sleeves: Portfolio['sleeves'] = [
  { strategy: MaCrossover, symbol: 'BTC/EUR', weight: 0.4, name: 'crossover' },
  { strategy: Breakout, symbol: 'ETH/EUR', weight: 0.3, name: 'breakout' },
  { strategy: RsiReversion, symbol: 'GOLD', weight: 0.3, name: 'reversion' },
]
const trade = (portfolio: Portfolio) => backtestPortfolio(portfolio, panel, { capital: 100_000, costs: { feeBps: 5 } })

// As much risk on average, but always the same: does the scale do more than less risk does?
const scale = scaleByRegime(market, regime)
const average = scale.reduce((sum, one) => sum + one, 0) / scale.length
const constant = sleeves.map(sleeve => ({ ...sleeve, weight: average * (sleeve.weight ?? 0) }))

const scaled = trade({ sleeves, regime, rebalance: { band: 0.02 } })
for (const [name, { summary }] of [
  ['always in full', trade({ sleeves })],
  [`always ${formatValue(average, 'percent')}`, trade({ sleeves: constant })],
  ['scaled by regime', scaled],
] as const)
  console.log(
    `${name.padEnd(18)} return ${formatValue(summary.totalReturn, 'percent').padStart(7)}  drawdown ${formatValue(summary.maxDrawdown, 'percent')}  fees ${summary.fees.toFixed(0)}`,
  )

const byRegime = portfolioByRegime(scaled, { labels: labelBars(market, scalingRegime(regime)) })
for (const { label, share, profit, contributions } of [...byRegime.regimes, { label: 'no label', ...byRegime.unlabeled }])
  console.log(
    `${label.padEnd(9)} ${formatValue(share, 'percent').padStart(6)} of the time  profit ${profit.toFixed(0).padStart(6)}  ${byRegime.sleeves.map((name, k) => `${name} ${contributions[k].toFixed(0)}`).join(', ')}`,
  )
