import type { Fill } from '../../../src/engine/fills.ts'
import { SimulatedExchange } from '../../../src/engine/orders/simulated-exchange.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { floorToStep } from '../../../src/market/instrument.ts'
import { averageDrawdown } from '../../../src/metrics/drawdowns.ts'
import { measureEquity } from '../../../src/metrics/equity-metrics.ts'
import { measureTrades } from '../../../src/metrics/measure-trades.ts'
import { totalReturn } from '../../../src/metrics/total-return.ts'
import { expectancy, profitFactor } from '../../../src/metrics/trade-metrics.ts'
import { averageCross, googBars } from './goog.ts'
import { fromCapital, measureFromCapital, type Statistics } from './statistics.ts'
import { runTargets } from './targets.ts'

/** Settings of a run of backtesting.py. */
export interface BacktestingPySettings {
  readonly cash: number
  readonly commission: number
  readonly trade_on_close: boolean
  /** `sz`: fixed size; `sl_`: distance of the stop from the close of the signal. */
  readonly params: { readonly sz?: number; readonly sl_?: number }
}

/** What a run came to. */
export interface BacktestingPyRun {
  readonly fills: readonly Fill[]
  readonly equity: Float64Array
}

/** Plays the crossover of averages as backtesting.py does: whole units, and whatever is open leaves with the last bar. */
export function playBacktestingPy(settings: BacktestingPySettings): BacktestingPyRun {
  return settings.params.sl_ === undefined ? playTargets(settings) : playOrders(settings, settings.params.sl_)
}

function playTargets({ cash, commission, trade_on_close, params }: BacktestingPySettings): BacktestingPyRun {
  const bars = googBars('stocks')
  const targets = Float64Array.from(averageCross(bars).crosses).fill(0, bars.length - 2)
  const run = runTargets({
    bars,
    targets,
    settings: {
      capital: cash,
      fillAt: trade_on_close ? 'close' : 'open',
      costs: { feeBps: commission * 10_000 },
      // Its default size prints as .9999, but is 1 less the smallest step of a number.
      sizing: params.sz === undefined ? { fraction: 1 } : { units: params.sz },
      instrument: { lot: 1 },
    },
  })
  const { fills } = run
  const equity = Float64Array.from(run.equity)
  // An order that trades at a close is charged when the next bar comes.
  if (trade_on_close) for (const { index, fee } of fills) equity[index] += fee
  return { fills, equity }
}

/** The stop stands at a distance from the close of the signal and not from the price that was paid, so it is an order of its own. */
function playOrders({ cash, commission }: BacktestingPySettings, distance: number): BacktestingPyRun {
  const bars = googBars('stocks')
  const { entries, exits } = averageCross(bars)
  const { capital, costs } = resolveSettings({ capital: cash, costs: { feeBps: commission * 10_000 } })
  const exchange = new SimulatedExchange({ capital, costs })
  const equity = new Float64Array(bars.length)
  for (let t = 0; t < bars.length; t++) {
    const bar = { open: bars.open[t], high: bars.high[t], low: bars.low[t], close: bars.close[t] }
    const { quantity } = exchange.account
    if (quantity > 0 && (exits.includes(t - 1) || t === bars.length - 1))
      exchange.place({ kind: 'market', side: 'sell', quantity, reason: 'signal' })
    exchange.openBar(t, bar)
    if (exchange.account.quantity === 0 && entries.includes(t - 1)) {
      const units = floorToStep(exchange.worth() / (bar.open * (1 + commission)), 1)
      exchange.trade({ quantity: units, reason: 'signal' })
      const level = bars.close[t - 1] * (1 - distance)
      exchange.place({ kind: 'stop', level, side: 'sell', quantity: units, reason: 'stop', reduceOnly: true })
    }
    exchange.closeBar()
    equity[t] = exchange.worth()
  }
  return { fills: exchange.fills, equity }
}

/** Our numbers under the names of backtesting.py. A year has 252 bars. */
export function backtestingPyStatistics({ fills, equity }: BacktestingPyRun, cash: number, bars: Bars): Statistics {
  const curve = fromCapital(cash, equity)
  const measured = measureFromCapital(curve, bars, 252)
  const { cagr } = measureEquity(equity, { capital: cash, barsPerYear: 252 })
  const profits: number[] = []
  const returns: number[] = []
  for (let k = 0; k < fills.length; k += 2) {
    const [entry, exit] = [fills[k], fills[k + 1]]
    const profit = entry.quantity * (exit.price - entry.price) - entry.fee - exit.fee
    profits.push(profit)
    returns.push(profit / (entry.quantity * entry.price))
  }
  const { trades, winRate, payoffRatio, sqn } = measureTrades(profits)
  return {
    'Equity Final [$]': curve[curve.length - 1],
    'Equity Peak [$]': Math.max(...curve),
    'Commissions [$]': fills.reduce((sum, { fee }) => sum + fee, 0),
    'Return [%]': 100 * measured.totalReturn,
    // From the first bar on which both averages are known.
    'Buy & Hold Return [%]': 100 * totalReturn(bars.close.subarray(19)),
    // This one starts with the first bar.
    'Return (Ann.) [%]': 100 * cagr,
    'Calmar Ratio': cagr / measured.maxDrawdown,
    'Max. Drawdown [%]': -100 * measured.maxDrawdown,
    'Avg. Drawdown [%]': -100 * averageDrawdown(curve),
    '# Trades': trades,
    'Win Rate [%]': 100 * winRate,
    'Best Trade [%]': 100 * Math.max(...returns),
    'Worst Trade [%]': 100 * Math.min(...returns),
    // These two count returns and not money.
    'Profit Factor': profitFactor(returns),
    'Expectancy [%]': 100 * expectancy(returns),
    SQN: sqn,
    'Kelly Criterion': winRate - (1 - winRate) / payoffRatio,
  }
}
