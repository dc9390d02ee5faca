// Twenty sleeves on one account, rebalanced daily and with full attribution, against one plain backtest of the same length:
// node benchmarks/panel.ts [ROUNDS]
// Processor time of this thread, rounds in turns; the parts below are measured the same way, so that it is known what limits.
import { backtest } from '../src/engine/backtest.ts'
import { backtestPanel, type PanelOptions } from '../src/engine/backtest-panel.ts'
import { alignBars } from '../src/market/panel.ts'
import { panelBars } from '../src/market/panel-bars.ts'
import { withOthers } from '../src/market/with-others.ts'
import { backtestPortfolio, type PortfolioResult } from '../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../src/portfolios/portfolio.ts'
import { MaCrossover } from '../src/strategies/library/ma-crossover.ts'
import { makeMarket, rules } from './market.ts'
import { type Contender, race } from './timing.ts'

const LENGTH = 100_000
const SLEEVES = 20

const rounds = Number(process.argv[2] ?? 15)
const params = { fast: rules.fast, slow: rules.slow }
const costs = { feeBps: rules.feeBps, slippageBps: rules.slippageBps }
const list = Array.from({ length: SLEEVES }, (_, k) => ({ ...makeMarket(LENGTH, 7 + k), symbol: `S${k}` }))
const panel = alignBars(list)
const sleeves = list.map(({ symbol }) => ({ strategy: MaCrossover, params, symbol }))
const account = { capital: rules.capital, costs }
const portfolio: Portfolio = { sleeves, rebalance: 'day' }
const daily: PanelOptions = { ...account, rebalance: { every: 24 } }

/**
 * As `inProcess`, in processor time of this thread: on a shared machine a clock tells about others. That time comes in steps of 4 ms, so
 * short work is repeated.
 */
function inThread(name: string, work: () => unknown, repeat = 1): Contender {
  return {
    name,
    round() {
      const before = process.threadCpuUsage()
      for (let k = 0; k < repeat; k++) work()
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000 / repeat
    },
  }
}

/** Everything that attribution says, added up, so that none of it can be left out. */
function readAttribution({ attribution, summary }: PortfolioResult): number {
  const { contribution, risk, correlation, diversificationRatio, drawdowns, exposure } = attribution
  let sum = diversificationRatio + summary.sharpe
  for (const list of [contribution, risk, ...correlation, ...drawdowns.map(({ bySleeve }) => bySleeve)])
    for (const value of list) sum += value
  for (const column of [exposure.gross, exposure.net, exposure.cash]) sum += column[column.length - 1]
  if (Number.isNaN(sum)) throw new Error('attribution is not known')
  return sum
}

const plain = (rebalance: PanelOptions['rebalance']) => backtest(MaCrossover, list[0], { params, capital: rules.capital, costs, rebalance })
const timings = await race(
  [
    inThread('one plain backtest', () => plain('change'), 20),
    inThread('one plain backtest, rebalanced every 24 bars', () => plain({ every: 24 }), 20),
    inThread('20 plain backtests, one per symbol', () => {
      for (const bars of list) backtest(MaCrossover, bars, { params, capital: rules.capital, costs })
    }),
    inThread('portfolio: 20 sleeves, rebalanced daily, attribution read', () =>
      readAttribution(backtestPortfolio(portfolio, panel, account)),
    ),
    inThread('the same, and every trade and fill listed', () => {
      const result = backtestPortfolio(portfolio, panel, account)
      readAttribution(result)
      for (const { trades, fills } of result.sleeves) if (fills.length < trades.length) throw new Error('fewer fills than trades')
    }),
    inThread('panel: 20 sleeves, rebalanced every 24 bars', () => backtestPanel(sleeves, panel, daily)),
    inThread('panel: 20 sleeves, no rebalancing', () => backtestPanel(sleeves, panel, account)),
    inThread('its strategies alone: 20 × follow', () => {
      for (const { symbol } of list) new MaCrossover(params).follow(withOthers(panelBars(panel, symbol).bars, []))
    }),
  ],
  { rounds },
)
const [{ minMs, medianMs }] = timings
const { sleeves: results } = backtestPortfolio(portfolio, panel, account)
const fills = results.reduce((sum, sleeve) => sum + sleeve.fills.length, 0)
const refusals = results.reduce((sum, sleeve) => sum + sleeve.refusals.length, 0)
console.log(`${SLEEVES} sleeves × ${LENGTH} bars, ${fills} fills, ${refusals} refusals, ${rounds} rounds\n`)
console.log('| work | min ms | median ms | × one backtest (min / median) |\n|---|--:|--:|--:|')
for (const timing of timings)
  console.log(
    `| ${timing.name} | ${timing.minMs.toFixed(1)} | ${timing.medianMs.toFixed(1)} | ${(timing.minMs / minMs).toFixed(1)} / ${(timing.medianMs / medianMs).toFixed(1)} |`,
  )
