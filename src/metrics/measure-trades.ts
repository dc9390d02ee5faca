import { isRounding, ratio } from './moments.ts'

/**
 * What a list of trade profits says about itself; the definitions are those of the functions with these names.
 */
export interface TradeMetrics {
  trades: number
  winRate: number
  profitFactor: number
  expectancy: number
  averageWin: number
  averageLoss: number
  payoffRatio: number
  sqn: number
}

/**
 * All metrics of trade profits at once, without allocating.
 *
 * @param profits - Profit of each closed trade after costs, in quote currency.
 * @param trades - How many of them count; default all.
 * @param into - An object to fill instead of a new one.
 *
 * @example
 * ```ts
 * import { measureTrades } from 'peak-trade'
 *
 * measureTrades([100, -50, 0, 200, -25]).profitFactor // 4
 * ```
 */
export function measureTrades(profits: ArrayLike<number>, trades: number = profits.length, into: TradeMetrics = blank()): TradeMetrics {
  let wins = 0
  let losses = 0
  let won = 0
  let lost = 0
  let total = 0
  for (let i = 0; i < trades; i++) {
    const profit = profits[i]
    total += profit
    if (profit > 0) {
      wins++
      won += profit
    } else if (profit < 0) {
      losses++
      lost -= profit
    }
  }
  const mean = ratio(total, trades)
  let squares = 0
  for (let i = 0; i < trades; i++) squares += (profits[i] - mean) ** 2
  const deviation = trades < 2 ? Number.NaN : Math.sqrt(squares / (trades - 1))
  into.trades = trades
  into.winRate = ratio(wins, trades)
  into.profitFactor = ratio(won, lost)
  into.expectancy = mean
  into.averageWin = ratio(won, wins)
  into.averageLoss = ratio(lost, losses)
  into.payoffRatio = ratio(into.averageWin, into.averageLoss)
  into.sqn = isRounding(deviation, Math.abs(mean)) ? Number.NaN : ratio(Math.sqrt(trades) * mean, deviation)
  return into
}

function blank(): TradeMetrics {
  const unknown = Number.NaN
  return {
    trades: 0,
    winRate: unknown,
    profitFactor: unknown,
    expectancy: unknown,
    averageWin: unknown,
    averageLoss: unknown,
    payoffRatio: unknown,
    sqn: unknown,
  }
}
