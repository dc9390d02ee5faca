// What have I tried, and how often? Runs that record themselves, a leaderboard, a repetition to the bit, and the number of trials.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  barsPerYear,
  catalog,
  deflatedSharpe,
  diffRuns,
  leaderboard,
  MaCrossover,
  RsiReversion,
  researchPreset,
  standardDeviation,
  syntheticBars,
} from 'peak-trade'
import { exportRuns, openRunStore, reproduce, trackRun } from 'peak-trade/node'

// Leave the folder out, and runs are kept in .peak-trade here, or where PEAK_TRADE_HOME says.
const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const store = openRunStore(home)

const made = { seed: 7, length: 3_000, symbol: 'BTC/EUR' }
const bars = syntheticBars(made)
const notes = { bars, location: { kind: 'synthetic', options: made }, tags: ['first-look'] } as const
const costs = { feeBps: 10, slippageBps: 5 }

const grid = { fast: [5, 10, 20, 40], slow: [20, 50, 100, 200] }
const { record } = trackRun(store, {
  type: 'sweep',
  strategy: MaCrossover,
  options: { grid, where: ({ fast, slow }) => fast < slow, costs },
  keep: 'all',
  ...notes,
})
trackRun(store, { type: 'backtest', strategy: MaCrossover, options: { params: { fast: 20, slow: 50 }, costs }, ...notes })
trackRun(store, { type: 'backtest', strategy: RsiReversion, options: { costs }, ...notes })
const { strategy, params } = researchPreset('ehlers_hilbert_phase_v1')
trackRun(store, { type: 'backtest', strategy: catalog.get(strategy), options: { params, costs }, ...notes })

console.log(`${store.count()} runs of ${store.distinct('strategy').join(', ')}`)
for (const { key, runs, best } of leaderboard(store, { per: 'strategy', top: 1 }))
  console.log(key.padEnd(22), `${runs} runs, best Sharpe ratio ${best[0].metrics.sharpe.toFixed(2)} with ${JSON.stringify(best[0].params)}`)

// The backtest was one of the combinations of the sweep: it is no new trial.
const trials = store.trials(record)
console.log(`\n${trials} parameter sets of ${record.family} were tried on these bars`)
const kept = store.list({ parent: record.id, limit: 100 }).records
const perBar = Float64Array.from(kept, ({ metrics }) => metrics.sharpe / Math.sqrt(barsPerYear(bars.timeframe, bars.calendar)))
const variance = standardDeviation(perBar) ** 2
const skill = deflatedSharpe({ sharpe: Math.max(...perBar), returns: bars.length - 1, trials, variance })
console.log('chance that the best one has skill, and not only luck:', skill.toFixed(2))

const [best, second] = store.list({ parent: record.id, sort: 'sharpe', limit: 2 }).records
for (const { name, before, after } of diffRuns(best, second).inputs) console.log(`second best: ${name} ${before} → ${after}`)

const { verdict } = await reproduce(store, record.id)
console.log(`\nthe sweep again: ${verdict}`)
console.log(`${await exportRuns(store, { sort: 'sharpe' }, join(home, 'runs.csv'))} runs written to runs.csv`)
store.close()
rmSync(home, { recursive: true })
