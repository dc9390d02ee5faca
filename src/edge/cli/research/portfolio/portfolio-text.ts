import type { PortfolioResult } from '../../../../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../../portfolios/portfolio.ts'
import { countOf, formatValue } from '../../../../reports/format.ts'
import type { BuiltPortfolio } from '../../../../research/build-portfolio.ts'
import { textTable } from '../../text-table.ts'
import { valueText } from '../sweep-text.ts'

/** What a portfolio is made of and how it is traded, in lines. */
export function compositionText({ recipe, portfolio, panel, riskProfile, maxDrawdown, trials, notes }: BuiltPortfolio): string {
  const rows = portfolio.sleeves.map(({ strategy, symbol, weight = Number.NaN, params, exits, name }) => [
    name ?? `${strategy.id} ${symbol}`,
    strategy.id,
    valuesText(params),
    symbol,
    percent(weight),
    valuesText(exits),
  ])
  const from = formatValue(panel.time[0] ?? Number.NaN, 'date')
  const to = formatValue(panel.time[panel.length - 1] ?? Number.NaN, 'date')
  return [
    `${recipe.title} (${recipe.id}) on ${panel.symbols.join(', ')} ${panel.timeframe}, ${countOf(panel.length, 'bar')}, ${from} to ${to}`,
    ...(recipe.description === undefined ? [] : [recipe.description]),
    '',
    textTable(['sleeve', 'strategy', 'parameters', 'symbol', 'weight', 'exits'], rows, [4]),
    '',
    `weights      ${allocationText(portfolio)}`,
    `rebalanced   ${rebalanceText(portfolio.rebalance)}`,
    ...(portfolio.regime === undefined ? [] : ['regime       positions are scaled by the risk of the times']),
    `risk         ${riskProfile.id}: leverage to ${riskProfile.maxLeverage}, ${percent(riskProfile.exposure)} of the account, no weight above ${percent(riskProfile.maxWeight)}, drawdown to ${percent(maxDrawdown)}`,
    ...(trials > 1 ? [`trials       ${formatValue(trials, 'integer')} parameter sets were looked at to choose the components`] : []),
    ...notes.map(note => `note         ${note}`),
  ].join('\n')
}

/** What a portfolio came to, and who made it. */
export function portfolioResultText({ summary, sleeves, attribution, weights }: PortfolioResult, maxDrawdown: number): string {
  const { contribution, risk, diversificationRatio } = attribution
  const rows = sleeves.map(({ name, trades, refusals, exposure }, k) => [
    name,
    percent(weights.columns[k].at(-1) ?? Number.NaN),
    percent(contribution[k]),
    percent(risk[k]),
    formatValue(trades.length, 'integer'),
    formatValue(refusals.length, 'integer'),
    percent(exposure),
  ])
  const { totalReturn, buyHoldReturn, cagr, sharpe, sortino, maxDrawdown: deepest, volatility, trades, winRate, fees, slippage } = summary
  const notes = weights.notes.slice(0, 5)
  return [
    `return       ${percent(totalReturn)} (${percent(cagr)} a year); holding equal amounts ${percent(buyHoldReturn)}`,
    `risk         Sharpe ratio ${formatValue(sharpe, 'ratio')}, Sortino ${formatValue(sortino, 'ratio')}, volatility ${percent(volatility)} a year`,
    `drawdown     ${percent(deepest)}, ${deepest <= maxDrawdown ? 'within' : 'MORE THAN'} the ${percent(maxDrawdown)} that the recipe tolerates`,
    `trades       ${formatValue(trades, 'integer')}, ${percent(winRate)} won, costs ${formatValue(fees + slippage, 'money')}`,
    `diversified  ratio ${formatValue(diversificationRatio, 'ratio')}`,
    '',
    textTable(
      ['sleeve', 'weight at the end', 'contribution', 'share of risk', 'trades', 'orders not sent', 'exposure'],
      rows,
      [1, 2, 3, 4, 5, 6],
    ),
    ...(notes.length === 0 ? [] : ['', ...notes.map(note => `note         ${note}`)]),
  ].join('\n')
}

/** `on the first close of each month`. */
export function rebalanceText(rebalance: Portfolio['rebalance'] = 'signal'): string {
  if (rebalance === 'signal') return 'when a strategy changes its target'
  if (typeof rebalance === 'string') return `at the first close of each ${rebalance}`
  return 'every' in rebalance ? `every ${rebalance.every} bars` : `when a position is off by ${percent(rebalance.band)} of the account`
}

function allocationText({ allocation }: Portfolio): string {
  if (allocation === undefined) return 'as the recipe says'
  const { method, lookback = 250, when = 'month' } = allocation
  const how = typeof method === 'string' ? method.replaceAll('_', ' ') : 'your own method'
  return `${how}, from ${lookback} bars, ${typeof when === 'string' ? `each ${when}` : `every ${when.every} bars`}`
}

function valuesText(values: unknown): string {
  const entries = Object.entries((values ?? {}) as object).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? '–' : entries.map(([name, value]) => `${name}=${valueText(value)}`).join(' ')
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}
