import type { Trade } from '../../../src/engine/trades.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { drawdownColumn, drawdownEpisodes } from '../../../src/metrics/drawdowns.ts'
import { averageCross } from './goog.ts'
import { closedOf, fromCapital, meanOf, measureFromCapital, type Statistics } from './statistics.ts'
import { runTargets, type TargetResult } from './targets.ts'

/** Ten units at the next open. */
export function playBacktrader(bars: Bars): TargetResult {
  return runTargets({ bars, targets: averageCross(bars).crosses, settings: { sizing: { units: 10 }, costs: { feeBps: 10 } } })
}

/** Our numbers under the names of backtrader's analyzers. A year has 252 bars. */
export function backtraderStatistics({ trades, equity, summary }: TargetResult, bars: Bars): Statistics {
  const curve = fromCapital(summary.initialEquity, equity)
  const measured = measureFromCapital(curve, bars, 252)
  const n = bars.length
  const drawdowns = drawdownColumn(curve)
  const closed = closedOf(trades)
  const won = closed.filter(({ pnl }) => pnl > 0)
  const lost = closed.filter(({ pnl }) => pnl < 0)
  const short = closed.filter(({ side }) => side === 'short')
  const net = totals(closed.map(({ pnl }) => pnl))
  const count = closed.length
  return {
    final_value: summary.finalEquity,
    // The deviations of this and of SQN are those of all returns, not those of a sample.
    'SharpeRatio.sharperatio': measured.sharpe * Math.sqrt(n / (n - 1)),
    'DrawDown.drawdown': 100 * drawdowns[drawdowns.length - 1],
    'DrawDown.len': drawdownEpisodes(curve).find(({ recovery }) => Number.isNaN(recovery))?.bars ?? 0,
    'DrawDown.max.drawdown': 100 * measured.maxDrawdown,
    // It counts from the first bar below the old high, we from the last bar at it.
    'DrawDown.max.len': measured.longestDrawdownBars - 1,
    'TradeAnalyzer.total.total': trades.length,
    'TradeAnalyzer.total.open': summary.openTrades,
    'TradeAnalyzer.total.closed': summary.trades,
    ...named('TradeAnalyzer.pnl.gross', totals(closed.map(({ pnl, fees }) => pnl + fees))),
    ...named('TradeAnalyzer.pnl.net', net),
    'TradeAnalyzer.won.total': won.length,
    'TradeAnalyzer.lost.total': lost.length,
    ...named('TradeAnalyzer.won.pnl', { ...totals(won.map(({ pnl }) => pnl)), max: Math.max(...won.map(({ pnl }) => pnl)) }),
    ...named('TradeAnalyzer.lost.pnl', { ...totals(lost.map(({ pnl }) => pnl)), max: Math.min(...lost.map(({ pnl }) => pnl)) }),
    'TradeAnalyzer.long.total': count - short.length,
    'TradeAnalyzer.long.won': won.length,
    'TradeAnalyzer.long.lost': lost.length,
    ...named('TradeAnalyzer.long.pnl', net),
    ...named('TradeAnalyzer.long.pnl.won', { ...totals(won.map(({ pnl }) => pnl)), max: Math.max(...won.map(({ pnl }) => pnl)) }),
    ...named('TradeAnalyzer.long.pnl.lost', { ...totals(lost.map(({ pnl }) => pnl)), max: Math.min(...lost.map(({ pnl }) => pnl)) }),
    'TradeAnalyzer.short.total': short.length,
    ...named('TradeAnalyzer.len', lengths(closed)),
    ...named('TradeAnalyzer.len.won', lengths(won)),
    ...named('TradeAnalyzer.len.lost', lengths(lost)),
    ...named('TradeAnalyzer.len.long', lengths(closed)),
    ...named('TradeAnalyzer.len.long.won', lengths(won)),
    ...named('TradeAnalyzer.len.long.lost', lengths(lost)),
    'Returns.rtot': Math.log1p(measured.totalReturn),
    'Returns.ravg': Math.log1p(measured.totalReturn) / bars.length,
    'Returns.rnorm': measured.cagr,
    'Returns.rnorm100': 100 * measured.cagr,
    'SQN.sqn': summary.sqn * Math.sqrt(count / (count - 1)),
    'SQN.trades': count,
  }
}

function totals(values: readonly number[]) {
  return { total: values.reduce((sum, value) => sum + value, 0), average: meanOf(values) }
}

function lengths(trades: readonly Trade[]) {
  const bars = trades.map(trade => trade.bars)
  return { ...totals(bars), max: Math.max(...bars), min: Math.min(...bars) }
}

function named(prefix: string, values: Statistics): Statistics {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]))
}
