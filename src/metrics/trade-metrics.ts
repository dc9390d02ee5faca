import { isRounding, mean, ratio, standardDeviation } from './moments.ts'

/**
 * Share of trades with a profit. A trade that ends at exactly 0 is no win. NaN without trades.
 *
 * @param profits - Profit of each closed trade after costs, in money or as a fraction.
 *
 * @example
 * ```ts
 * import { winRate } from 'peak-trade'
 *
 * winRate([100, -50, 0, 200, -25]) // 0.4
 * ```
 */
export function winRate(profits: ArrayLike<number>): number {
  return select(profits, 1).length / profits.length
}

/**
 * Profit factor: the sum of profits over the sum of losses. NaN when no trade lost.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { profitFactor } from 'peak-trade'
 *
 * profitFactor([100, -50, 0, 200, -25]) // 4
 * ```
 */
export function profitFactor(profits: ArrayLike<number>): number {
  return ratio(total(select(profits, 1)), total(select(profits, -1)))
}

/**
 * Expectancy: the mean profit of a trade, in the unit of the profits. NaN without trades.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { expectancy } from 'peak-trade'
 *
 * expectancy([100, -50, 0, 200, -25]) // 45
 * ```
 */
export function expectancy(profits: ArrayLike<number>): number {
  return mean(profits)
}

/**
 * Mean profit of the winning trades. NaN when there is none.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { averageWin } from 'peak-trade'
 *
 * averageWin([100, -50, 0, 200, -25]) // 150
 * ```
 */
export function averageWin(profits: ArrayLike<number>): number {
  return mean(select(profits, 1))
}

/**
 * Mean loss of the losing trades, as a positive number. NaN when there is none.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { averageLoss } from 'peak-trade'
 *
 * averageLoss([100, -50, 0, 200, -25]) // 37.5
 * ```
 */
export function averageLoss(profits: ArrayLike<number>): number {
  return mean(select(profits, -1))
}

/**
 * Payoff ratio: average win over average loss. NaN when no trade won or none lost.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { payoffRatio } from 'peak-trade'
 *
 * payoffRatio([100, -50, 0, 200, -25]) // 4
 * ```
 */
export function payoffRatio(profits: ArrayLike<number>): number {
  return ratio(averageWin(profits), averageLoss(profits))
}

/**
 * System quality number: the root of the number of trades times mean over sample standard deviation of their profits (Tharp
 * 1998). It is the t-statistic of the mean profit. NaN for fewer than two trades and when all profits are the same.
 *
 * @param profits - Profit of each closed trade after costs.
 *
 * @example
 * ```ts
 * import { sqn } from 'peak-trade'
 *
 * sqn([2, 1, 3]) // 2 times the root of 3
 * ```
 */
export function sqn(profits: ArrayLike<number>): number {
  const average = mean(profits)
  const deviation = standardDeviation(profits)
  if (isRounding(deviation, Math.abs(average))) return Number.NaN
  return ratio(Math.sqrt(profits.length) * average, deviation)
}

/** The wins (sign 1) or the losses (sign -1), as positive numbers. */
function select(profits: ArrayLike<number>, sign: 1 | -1): number[] {
  const selected: number[] = []
  for (let i = 0; i < profits.length; i++) if (sign * profits[i] > 0) selected.push(sign * profits[i])
  return selected
}

function total(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
