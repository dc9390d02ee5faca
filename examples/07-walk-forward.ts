// Are the parameters that looked best also good afterwards? Walk forward through a history, then through many histories of the same bars.
import { crossValidate, formatValue, MaCrossover, syntheticBars, walkForward } from 'peak-trade'

const bars = syntheticBars({ seed: 20, length: 17_520, kind: 'regimes', timeframe: '1h', volatility: 0.4 })
const search = {
  grid: { fast: [10, 20, 40, 80], slow: [50, 100, 200, 400] },
  where: ({ fast, slow }: { fast: number; slow: number }) => fast < slow,
  costs: { feeBps: 10, slippageBps: 5 },
}

const forward = walkForward(MaCrossover, bars, { ...search, train: '6M', test: '2M', embargo: '1d', minTrades: 5 })
console.log('test from    chosen             in sample   out of sample')
for (const { testStartTime, params, inSample, outOfSample } of forward.windows) {
  const cells = [
    formatValue(testStartTime, 'date').padEnd(12),
    (params === null ? 'nothing' : `fast ${params.fast}, slow ${params.slow}`).padEnd(18),
    formatValue(inSample?.sharpe ?? Number.NaN, 'ratio').padStart(9),
    formatValue(outOfSample.sharpe, 'ratio').padStart(15),
  ]
  console.log(cells.join(' '))
}
const { summary, efficiency, profitableWindows, drift, candidates } = forward
console.log(`out of sample: return ${formatValue(summary.totalReturn, 'percent')}, drawdown ${formatValue(summary.maxDrawdown, 'percent')}`)
console.log(
  `walk-forward efficiency ${formatValue(efficiency, 'ratio')}, ${formatValue(profitableWindows, 'percent')} of the windows with a profit`,
)
console.log(`${candidates} candidates; "slow" changed in ${formatValue(drift.slow.changed, 'percent')} of the windows`)

const cross = crossValidate(MaCrossover, bars, { ...search, groups: 8, testGroups: 2, purge: 400, embargo: 24 })
const { p05, median, p95, negative } = cross.sharpe
console.log(
  `${cross.splits.length} splits, ${cross.paths.length} paths: Sharpe ${formatValue(p05, 'ratio')} / ${formatValue(median, 'ratio')} / ${formatValue(p95, 'ratio')} (5 % / median / 95 %), ${formatValue(negative, 'percent')} of the paths lose; in sample it was ${formatValue(cross.score.median, 'ratio')}`,
)
