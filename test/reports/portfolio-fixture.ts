import type { SleeveResult } from '../../src/engine/backtest-panel.ts'
import type { PortfolioResult } from '../../src/portfolios/backtest-portfolio.ts'
import { fixtureResult, summaryOf, trade, waveBars } from './fixture.ts'

const DAY = 86_400_000
const CAPITAL = 10_000

/** Strategies and symbols to make names of. */
const STRATEGIES = [
  { id: 'ma_crossover', title: 'Moving-average crossover', params: { fast: 20, slow: 50 } },
  { id: 'rsi_reversion', title: 'RSI reversion', params: { period: 14, oversold: 30, overbought: 70 } },
  { id: 'breakout', title: 'Breakout', params: { entry: 20, exit: 10 } },
]
const SYMBOLS = ['BTC/EUR', 'ETH/EUR', 'SOL/EUR', 'ADA/EUR']

/** A portfolio whose sleeves earn waves of different lengths, some of them losing in the end; everything follows from the profits. */
export function fixturePortfolio(options: { readonly sleeves?: number; readonly length?: number } = {}): PortfolioResult {
  const { sleeves: count = 4, length = 900 } = options
  const time = Float64Array.from({ length }, (_, i) => Date.UTC(2021, 0, 1) + i * DAY)
  const profits = Array.from({ length: count }, (_, k) => profitOf(k, length))
  const sleeves = profits.map((profit, k) => sleeveOf(k, { profit, time, count }))
  const equity = Float64Array.from(time, (_, i) => CAPITAL + profits.reduce((sum, profit) => sum + profit[i], 0))
  const trades = sleeves.flatMap(sleeve => sleeve.trades)
  const bars = { ...waveBars(length), time, timeframe: '1d' as const }
  const summary = { ...summaryOf(bars, equity, trades), fees: 12 * count, slippage: 6 * count, refusals: count > 1 ? 3 : 0 }
  const gross = Float64Array.from(time, (_, i) => 0.6 + 0.35 * Math.sin(i / 60))
  const net = Float64Array.from(time, (_, i) => gross[i] - 0.25)
  const { settings } = fixtureResult({ bars })
  return {
    symbols: SYMBOLS.slice(0, Math.max(1, count)),
    timeframe: '1d',
    calendar: '24/7',
    barsPerYear: 365,
    settings: { ...settings, maxLeverage: 1 },
    summary,
    sleeves,
    time,
    equity,
    leverage: gross,
    net,
    weights: weightsOf(count, length),
    attribution: {
      contribution: profits.map(profit => (profit.at(-1) ?? 0) / CAPITAL),
      ...varianceOf(profits),
      diversificationRatio: 1.6,
      drawdowns: [
        { start: 20, trough: 70, end: 160, depth: 0.123, bySleeve: profits.map((_, k) => (k % 2 === 0 ? -0.07 : 0.017)) },
        { start: 500, trough: 560, end: Number.NaN, depth: 0.081, bySleeve: profits.map((_, k) => (k === 0 ? -0.081 : 0)) },
      ],
      exposure: { gross, net, cash: Float64Array.from(net, value => 1 - value) },
      period: 'day',
    },
  }
}

function profitOf(k: number, length: number): Float64Array {
  const drift = [2.4, -0.9, 1.3, 0.5, -0.3][k % 5] / (1 + k / 8)
  return Float64Array.from({ length }, (_, i) => {
    return drift * i + (180 / (1 + k / 4)) * Math.sin(i / (25 + 11 * k)) + 30 * Math.sin(i / 3 + k)
  })
}

function sleeveOf(k: number, { profit, time, count }: { profit: Float64Array; time: Float64Array; count: number }): SleeveResult {
  const strategy = STRATEGIES[k % STRATEGIES.length]
  const symbol = SYMBOLS[k % SYMBOLS.length]
  const trades = Array.from({ length: 12 }, (_, j) => {
    const entry = Math.min(time.length - 1, Math.floor(((j + 0.2) * time.length) / 12))
    const exit = Math.min(time.length - 1, entry + 30)
    const pnl = 40 * Math.sin(5 * j + k) + 5
    const last = j === 11 && k === 0
    return trade({
      side: j % 3 === 2 ? 'short' : 'long',
      entryIndex: entry,
      entryTime: time[entry],
      exitIndex: exit,
      exitTime: time[exit],
      pnl,
      return: pnl / 1000,
      bars: exit - entry,
      exitReason: last ? 'open' : 'signal',
    })
  })
  const refused = { index: Math.min(9, time.length - 1), target: 1, quantity: 0.5, price: 101 } as const
  return {
    name: `${strategy.id} ${symbol}`,
    strategy,
    symbol,
    weight: 1 / count,
    ...(k % 2 === 0 ? { group: 'large' } : {}),
    trades: time.length === 0 ? [] : trades,
    fills: [],
    refusals:
      count < 2 || k > 0
        ? []
        : [
            { ...refused, reason: 'leverage' },
            { ...refused, index: Math.min(40, time.length - 1), reason: 'leverage' },
            { ...refused, reason: 'group-limit' },
          ],
    targets: new Float64Array(time.length),
    profit,
    fees: 12,
    slippage: 6,
    carry: 0,
    exposure: 0.5,
  }
}

function weightsOf(count: number, length: number): PortfolioResult['weights'] {
  const rows = Int32Array.from({ length: Math.ceil(length / 90) }, (_, j) => j * 90)
  const raw = Array.from({ length: count }, (_, k) => Float64Array.from(rows, (_, j) => 1 + 0.6 * Math.sin(j + k * 2)))
  const totals = Array.from(rows, (_, j) => raw.reduce((sum, column) => sum + column[j], 0))
  return {
    rows,
    columns: raw.map(column => column.map((value, j) => value / totals[j])),
    notes: count > 1 ? ['2021-04-01: fewer than 60 returns; the weights of the sleeves hold.'] : [],
  }
}

/** Correlations of the daily profits, and each sleeve's share of the variance of their sum. */
function varianceOf(profits: readonly Float64Array[]): Pick<PortfolioResult['attribution'], 'risk' | 'correlation'> {
  const steps = profits.map(profit => Array.from(profit.subarray(1), (value, i) => value - profit[i]))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const centered = steps.map(values => {
    const middle = mean(values)
    return values.map(value => value - middle)
  })
  const product = (a: readonly number[], b: readonly number[]) => mean(a.map((value, i) => value * b[i]))
  const matrix = centered.map(a => centered.map(b => product(a, b)))
  const total = matrix.flat().reduce((sum, value) => sum + value, 0)
  return {
    risk: matrix.map(row => row.reduce((sum, value) => sum + value, 0) / total),
    correlation: matrix.map((row, a) => row.map((value, b) => value / Math.sqrt(matrix[a][a] * matrix[b][b]))),
  }
}
