// Which parameters? Draw sets, sweep stops with them, and ask whether the best one stands on a plateau.
import { formatValue, parameterInfluence, parameterStability, sweep, syntheticBars, TrendFollowing } from 'peak-trade'

const bars = syntheticBars({ seed: 3, length: 4_000, timeframe: '4h', kind: 'regimes', volatility: 0.6 })

const result = sweep(TrendFollowing, bars, {
  space: { period: { from: 7, to: 30 }, threshold: { from: 15, to: 35 }, exitThreshold: { from: 8, to: 30 } },
  sample: { runs: 120, seed: 1 },
  settings: { 'exits.trailingStop': [null, 0.08] },
  costs: { feeBps: 10, slippageBps: 5 },
  objective: 'sharpe',
  minTrades: 10,
  top: 5,
})

const show = (value: unknown) => (typeof value === 'number' ? formatValue(Number(value.toPrecision(3)), 'quantity') : (value ?? 'none'))
console.log(`${result.combinations} runs, the best ${result.best.length}:`)
for (const { params, settings, metrics } of result.best) {
  const named = Object.entries({ ...params, ...settings }).map(([name, value]) => `${name} ${show(value)}`)
  console.log(
    formatValue(metrics.sharpe, 'ratio').padStart(6),
    formatValue(metrics.totalReturn, 'percent').padStart(9),
    ' ',
    named.join(', '),
  )
}

const { stability, plateau, median } = parameterStability(result)
console.log(`median Sharpe ${formatValue(median, 'ratio')}; stability ${formatValue(stability, 'ratio')} (1 is a plateau, 0 a spike)`)
if (plateau !== undefined)
  console.log(
    `best plateau: ${Object.entries(plateau.params)
      .map(([name, value]) => `${name} ${show(value)}`)
      .join(', ')}`,
  )
for (const { name, share } of parameterInfluence(result)) console.log(`${name.padEnd(20)} explains ${formatValue(share, 'percent')}`)
