import { readFileSync } from 'node:fs'
import type { BacktestResult } from '../../src/engine/backtest-result.ts'
import type { Trade } from '../../src/engine/trades.ts'
import type { Bars } from '../../src/market/bars.ts'
import type { Summary } from '../../src/metrics/summary.ts'

/** Apple, daily, 2013 to 2018: 1260 bars. */
export function appleBars(): Bars {
  const text = readFileSync(new URL('../../node_modules/@observablehq/sample-datasets/aapl.csv', import.meta.url), 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
  const column = (k: number) => Float64Array.from(rows, row => Number(row[k]))
  return {
    symbol: 'AAPL',
    timeframe: '1d',
    calendar: 'stocks',
    length: rows.length,
    time: Float64Array.from(rows, row => Date.parse(row[0])),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(6),
  }
}

/** A wave with a drift: any number of minute bars, without randomness. */
export function waveBars(length: number): Bars {
  const close = Float64Array.from({ length }, (_, i) => 100 + 10 * Math.sin(i / 500) + 3 * Math.sin(i / 7) + (20 * i) / Math.max(1, length))
  const open = Float64Array.from(close, (value, i) => (i === 0 ? value : close[i - 1]))
  return {
    symbol: 'WAVE/EUR',
    timeframe: '1m',
    calendar: '24/7',
    length,
    time: Float64Array.from({ length }, (_, i) => Date.UTC(2022, 0, 1) + i * 60_000),
    open,
    high: Float64Array.from(close, (value, i) => Math.max(value, open[i]) + 0.1),
    low: Float64Array.from(close, (value, i) => Math.min(value, open[i]) - 0.1),
    close,
    volume: new Float64Array(length).fill(1),
  }
}

/** One trade with everything made up that does not matter. */
export function trade(change: Partial<Trade> = {}): Trade {
  return {
    side: 'long',
    entryIndex: 0,
    entryTime: Date.UTC(2024, 0, 2),
    entryPrice: 100,
    exitIndex: 1,
    exitTime: Date.UTC(2024, 0, 3),
    exitPrice: 110,
    quantity: 10,
    fees: 2,
    pnl: 98,
    return: 0.098,
    bars: 1,
    exitReason: 'signal',
    ...change,
  }
}

/** Every `every` bars a trade of `hold` bars; each third one is short. */
export function regularTrades(bars: Bars, options: { readonly every: number; readonly hold: number; readonly quantity?: number }): Trade[] {
  const trades: Trade[] = []
  for (let entry = 5; entry < bars.length - 1; entry += options.every) {
    const last = entry + options.hold >= bars.length
    const exit = last ? bars.length - 1 : entry + options.hold
    const side = trades.length % 3 === 2 ? 'short' : 'long'
    const entryPrice = bars.open[entry]
    const exitPrice = last ? bars.close[exit] : bars.open[exit]
    const quantity = options.quantity ?? 80
    const fees = (entryPrice + exitPrice) * quantity * 0.001
    const pnl = (side === 'long' ? 1 : -1) * (exitPrice - entryPrice) * quantity - fees
    trades.push({
      side,
      entryIndex: entry,
      entryTime: bars.time[entry],
      entryPrice,
      exitIndex: exit,
      exitTime: bars.time[exit],
      exitPrice,
      quantity,
      fees,
      pnl,
      return: pnl / (entryPrice * quantity),
      bars: exit - entry,
      exitReason: last ? 'open' : (['signal', 'stop', 'target', 'trailing'] as const)[trades.length % 4],
    })
  }
  return trades
}

/** A result whose equity follows from its trades; the summary is partly computed, partly made up. */
export function fixtureResult(change: Partial<BacktestResult> & { readonly bars: Bars }): BacktestResult {
  const { bars } = change
  const trades = change.trades ?? []
  const equity = change.equity ?? equityOf(bars, trades)
  return {
    strategy: { id: 'ma_crossover', title: 'Moving-average crossover', params: { fast: 20, slow: 50 } },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    barsPerYear: bars.timeframe === '1d' ? 252 : 525_600,
    settings: {
      capital: 10_000,
      fillAt: 'open',
      sizing: { fraction: 1 },
      costs: { feeBps: 10, slippageBps: 5 },
      exits: { stopLoss: 0.05 },
      instrument: {},
      rebalance: 'change',
    },
    warmup: 49,
    trades,
    fills: [],
    refusals: [],
    assumptions: { ambiguousBars: 0, gapExits: 0, targetBeforeStop: 0 },
    targets: new Float64Array(bars.length),
    ...change,
    equity,
    summary: change.summary ?? summaryOf(bars, equity, trades),
  }
}

function equityOf(bars: Bars, trades: readonly Trade[]): Float64Array {
  const equity = new Float64Array(bars.length).fill(10_000)
  let cash = 10_000
  let from = 0
  for (const one of trades) {
    equity.fill(cash, from, one.entryIndex)
    const direction = one.side === 'long' ? 1 : -1
    for (let i = one.entryIndex; i < one.exitIndex; i++)
      equity[i] = cash + direction * (bars.close[i] - one.entryPrice) * one.quantity - one.fees / 2
    cash += one.pnl
    from = one.exitIndex
  }
  return equity.fill(cash, from)
}

/** {@link Summary} with the numbers that a report shows prominently; the rest is made up. */
export function summaryOf(bars: Bars, equity: ArrayLike<number>, trades: readonly Trade[]): Summary {
  const closed = trades.filter(one => one.exitReason !== 'open')
  const wins = closed.filter(one => one.pnl > 0)
  const sum = (list: readonly Trade[]) => list.reduce((total, one) => total + one.pnl, 0)
  let peak = 0
  let peakAt = 0
  let worst = { depth: 0, from: 0, at: 0 }
  for (let i = 0; i < equity.length; i++) {
    if (equity[i] >= peak) {
      peak = equity[i]
      peakAt = i
    }
    const depth = 1 - equity[i] / peak
    if (depth > worst.depth) worst = { depth, from: peakAt, at: i }
  }
  const finalEquity = equity[equity.length - 1]
  const losses = sum(closed.filter(one => one.pnl <= 0))
  return {
    bars: bars.length,
    startTime: bars.time[0],
    endTime: bars.time[bars.length - 1],
    barsPerYear: 252,
    initialEquity: 10_000,
    finalEquity,
    totalReturn: finalEquity / 10_000 - 1,
    cagr: (finalEquity / 10_000) ** (252 / (bars.length - 1)) - 1,
    volatility: 0.1834,
    sharpe: 0.71,
    sortino: 1.02,
    calmar: 0.44,
    omega: 1.13,
    maxDrawdown: worst.depth,
    maxDrawdownPeakTime: bars.time[worst.from],
    maxDrawdownTroughTime: bars.time[worst.at],
    maxDrawdownRecoveryTime: Number.NaN,
    longestDrawdownBars: 312,
    ulcerIndex: 0.0612,
    var95: 0.0178,
    cvar95: 0.0263,
    skew: -0.31,
    kurtosis: 4.92,
    tailRatio: 1.04,
    bestReturn: 0.0812,
    worstReturn: -0.0743,
    trades: closed.length,
    openTrades: trades.length - closed.length,
    winRate: closed.length === 0 ? Number.NaN : wins.length / closed.length,
    profitFactor: losses < 0 ? sum(wins) / -losses : Number.NaN,
    expectancy: closed.length === 0 ? Number.NaN : sum(closed) / closed.length,
    averageWin: 214.2,
    averageLoss: 131.7,
    payoffRatio: 1.63,
    sqn: 1.21,
    averageBars: 18.4,
    exposure: 0.62,
    turnover: 11.3,
    fees: trades.reduce((total, one) => total + one.fees, 0),
    slippage: 83.15,
    carry: 0,
    refusals: 0,
    buyHoldReturn: bars.close[bars.length - 1] / (bars.open[0] * 1.0005 * 1.001) - 1,
    beta: 0.41,
    alpha: 0.021,
    correlation: 0.53,
  }
}
