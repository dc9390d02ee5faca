// Is it the portfolio, or is it luck? Chosen again and again on the past, then shaken in every way, then judged.
import {
  alignBars,
  allocationCandidates,
  Breakout,
  formatValue,
  gatherPortfolioEvidence,
  MaCrossover,
  promote,
  RsiReversion,
  syntheticBars,
  testRobustness,
  walkForwardPortfolio,
} from 'peak-trade'

const percent = (value: number) => formatValue(value, 'percent')
const ratio = (value: number) => formatValue(value, 'ratio')

const panel = alignBars(
  ['BTC/EUR', 'ETH/EUR', 'GOLD'].map((symbol, k) => syntheticBars({ seed: 4 + k, length: 4_000, symbol, kind: 'regimes' })),
)
const sleeves = [
  { strategy: MaCrossover, params: { fast: 10, slow: 40 }, symbol: 'BTC/EUR', weight: 0.4 },
  { strategy: Breakout, symbol: 'ETH/EUR', weight: 0.3 },
  { strategy: RsiReversion, symbol: 'GOLD', weight: 0.3 },
]
const candidates = allocationCandidates({ sleeves, rebalance: 'week' }, ['given', { method: 'risk_parity' }, { method: 'equal' }])
const costs = { feeBps: 5, slippageBps: 2 }

const walk = walkForwardPortfolio(candidates, panel, { train: '60d', test: '20d', anchored: true, costs })
for (const { portfolio, weights, outOfSample } of walk.windows) {
  const shares = weights.map(({ weight }) => percent(weight).padStart(7)).join('')
  console.log(`${(portfolio ?? 'nothing').padEnd(12)} ${shares}   ${percent(outOfSample.totalReturn).padStart(8)} out of sample`)
}
console.log(
  `stitched ${percent(walk.summary.totalReturn)}, Sharpe ${ratio(walk.summary.sharpe)}, ${percent(walk.turnover)} of the account moves\n`,
)

const shaken = testRobustness(candidates[0].portfolio, panel, {
  monteCarlo: { paths: 300, times: 0 },
  stress: { scenarios: ['flash_crash', 'vol_spike', 'fee_shock'], severities: [0.3], places: 3 },
  jitter: { draws: 50 },
  costs,
})
console.log(`as it is       Sharpe ${ratio(shaken.baseline.sharpe)}, drawdown ${percent(shaken.baseline.maxDrawdown)}`)
console.log(`5 % of paths   Sharpe below ${ratio(shaken.monteCarlo?.metrics.sharpe.quantiles[0] ?? Number.NaN)}`)
console.log(`sleeves        fall ${ratio(shaken.jointMonteCarlo?.jointDrawdown ?? Number.NaN)} times as deep together as apart`)
for (const { title, severity, metrics } of shaken.stress?.rows ?? [])
  console.log(`${title.padEnd(20)} ${severity}  return ${percent(metrics.totalReturn)}, drawdown ${percent(metrics.maxDrawdown)}`)
for (const { sleeve, change, dispensable } of shaken.leaveOneOut ?? [])
  console.log(
    `without ${sleeve.padEnd(22)} Sharpe ${change.sharpe > 0 ? '+' : ''}${ratio(change.sharpe)}${dispensable ? '  better off' : ''}`,
  )
console.log(
  `${percent(shaken.jitter?.positive ?? Number.NaN)} of the weights next door earn something; costs may be ${ratio(shaken.costs?.factor ?? Number.NaN)} times as high\n`,
)

const promotion = promote(gatherPortfolioEvidence(candidates, panel, { trials: 60, jitter: { draws: 20 }, costs }), 'portfolio_moderate')
console.log(promotion.go ? 'GO' : `NO-GO: ${promotion.refusals.map(({ message }) => message).join('; ')}`)
