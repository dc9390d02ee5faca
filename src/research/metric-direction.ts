const HIGHER = new Set([
  ...['finalEquity', 'totalReturn', 'cagr', 'sharpe', 'sortino', 'calmar', 'omega', 'skew', 'tailRatio', 'bestReturn', 'worstReturn'],
  ...['winRate', 'profitFactor', 'expectancy', 'averageWin', 'payoffRatio', 'sqn', 'alpha'],
  ...['inSampleReturn', 'outOfSampleReturn', 'efficiency', 'profitableWindows', 'score', 'recovered', 'survived', 'same'],
])

const LOWER = new Set([
  ...['maxDrawdown', 'volatility', 'ulcerIndex', 'longestDrawdownBars', 'var95', 'cvar95', 'averageLoss'],
  ...['fees', 'slippage', 'carry', 'refusals', 'ruin', 'lost', 'durationMs'],
])

/**
 * Whether more of a metric is better (1), less (-1), or neither (0). Percentiles such as `sharpe.p05` and worst cases such as
 * `worst.maxDrawdown` are what they are made of.
 *
 * @example
 * ```ts
 * import { metricDirection } from 'peak-trade'
 *
 * metricDirection('sharpe') // 1
 * metricDirection('maxDrawdown.p95') // -1
 * metricDirection('trades') // 0
 * ```
 */
export function metricDirection(metric: string): 1 | -1 | 0 {
  const name = metric.replace(/^worst\./, '').replace(/\.p[\d.]+$/, '')
  return HIGHER.has(name) ? 1 : LOWER.has(name) ? -1 : 0
}
