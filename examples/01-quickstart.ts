// Backtests a moving-average crossover on five years of daily AAPL prices and writes a report to look at.
import { createRequire } from 'node:module'
import { backtest, formatValue, MaCrossover, normalizeBars, reportBacktest } from 'peak-trade'
import { readCsv, writeReport } from 'peak-trade/node'

const file = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
const { bars, quality } = normalizeBars(await readCsv(file), { symbol: 'AAPL', timeframe: '1d' })
console.log(`${bars.length} daily bars of ${bars.symbol}, ${quality.clean ? 'nothing to mend' : 'see quality report'}`)

const result = backtest(MaCrossover, bars, {
  params: { fast: 20, slow: 50 },
  capital: 10_000,
  costs: { feeBps: 10, slippageBps: 5 },
  exits: { stopLoss: 0.05 },
})

const { summary } = result
const rows: [label: string, value: string][] = [
  ['Total return', formatValue(summary.totalReturn, 'percent')],
  ['Buy and hold', formatValue(summary.buyHoldReturn, 'percent')],
  ['Growth a year', formatValue(summary.cagr, 'percent')],
  ['Sharpe', formatValue(summary.sharpe, 'ratio')],
  ['Deepest drawdown', formatValue(summary.maxDrawdown, 'percent')],
  ['Closed trades', formatValue(summary.trades, 'integer')],
  ['Win rate', formatValue(summary.winRate, 'percent')],
  ['Profit factor', formatValue(summary.profitFactor, 'ratio')],
  ['Fees and slippage', formatValue(summary.fees + summary.slippage, 'money')],
]
for (const [label, value] of rows) console.log(`  ${label.padEnd(18)} ${value.padStart(9)}`)

const [page] = await writeReport('out', reportBacktest(result))
console.log(`Open ${page} to see it.`)
