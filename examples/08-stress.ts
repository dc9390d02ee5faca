// What has to happen to lose a third? The same strategy through crashes, droughts, outages and a replay of March 2020.
import { formatValue, replayEpisode, type StressRow, stressScenarios, stressTest, syntheticBars, TrendFollowing } from 'peak-trade'

const bars = syntheticBars({ seed: 3, length: 2_000, timeframe: '1d', kind: 'regimes', volatility: 0.4 })

// Load real prices of the time here; these are made up.
const history = syntheticBars({ seed: 9, length: 800, timeframe: '1d', start: Date.UTC(2019, 0, 1), kind: 'jumps', volatility: 0.9 })

const result = stressTest(TrendFollowing, bars, {
  scenarios: [...stressScenarios, replayEpisode({ history, episode: 'covid_2020' })],
  severities: [0.2, 0.5],
  seed: 1,
  maxDrawdown: 0.33,
  costs: { feeBps: 10, slippageBps: 5 },
  exits: { stopLoss: 0.1 },
})

const line = (name: string, severity: string, { metrics, survived }: Pick<StressRow, 'metrics' | 'survived'>) =>
  console.log(
    name.padEnd(20),
    severity.padStart(8),
    formatValue(metrics.totalReturn, 'percent').padStart(9),
    formatValue(metrics.maxDrawdown, 'percent').padStart(9),
    formatValue(metrics.sharpe, 'ratio').padStart(7),
    survived ? '' : '  lost',
  )
console.log('scenario             severity    return  drawdown  Sharpe')
line('baseline', '', { metrics: result.baseline, survived: true })
for (const row of result.rows) line(row.scenario, row.severity.toFixed(1), row)
console.log(
  `worst: ${result.worst.title} at severity ${result.worst.severity}; ${result.survived ? 'survived all' : 'did not survive all'}`,
)
