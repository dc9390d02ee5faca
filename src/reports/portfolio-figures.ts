import type { Column } from '../base/column.ts'
import type { BuyAndHold } from './buy-and-hold.ts'
import type { Fact } from './document.ts'
import { countOf, type Format, formatValue } from './format.ts'
import { spanText } from './key-figures.ts'
import type { ReportedPortfolio } from './reported-portfolio.ts'

/** The sentence that sums a portfolio up. */
export function portfolioSentence({ summary, sleeves, symbols, attribution }: ReportedPortfolio): string {
  const { initialEquity, finalEquity, totalReturn, maxDrawdown, startTime, endTime, cagr, buyHoldReturn } = summary
  const who = `${countOf(sleeves.length, 'sleeve')} on ${countOf(symbols.length, 'symbol')}`
  const span = startTime < endTime ? spanText(startTime, endTime) : 'one bar'
  const yearly = endTime - startTime >= 365 * 86_400_000 && Number.isFinite(cagr) ? `, ${percent(cagr)} a year` : ''
  const ratio = attribution.diversificationRatio
  const mixed =
    sleeves.length > 1 && ratio > 0
      ? ` Together the sleeves vary ${percent(1 / ratio)} as much as they would if they always moved as one.`
      : ''
  return (
    `${money(initialEquity)} became ${money(finalEquity)} in ${span} with ${who}: ${percent(totalReturn)}${yearly}. ` +
    `Holding ${symbols.length === 1 ? 'it' : 'equal amounts of all'} made ${percent(buyHoldReturn)}. The deepest drawdown was ${percent(maxDrawdown)}.${mixed}`
  )
}

/** The eight numbers to look at first, next to holding if that is known. */
export function portfolioFigures(result: ReportedPortfolio, hold: BuyAndHold | undefined): readonly Fact[] {
  const { summary, attribution } = result
  const { exposure, diversificationRatio } = attribution
  const costs = summary.fees + summary.slippage
  const holding = (name: 'cagr' | 'sharpe' | 'maxDrawdown', format: Format) =>
    hold === undefined ? {} : { detail: `buy and hold ${formatValue(hold[name], format)}` }
  return [
    {
      label: 'Total return',
      value: summary.totalReturn,
      format: 'percent',
      detail: `buy and hold ${percent(summary.buyHoldReturn)}`,
    },
    { label: 'Growth a year', value: summary.cagr, format: 'percent', ...holding('cagr', 'percent') },
    { label: 'Sharpe ratio', value: summary.sharpe, format: 'ratio', ...holding('sharpe', 'ratio') },
    { label: 'Deepest drawdown', value: summary.maxDrawdown, format: 'percent', ...holding('maxDrawdown', 'percent') },
    {
      label: 'Volatility a year',
      value: summary.volatility,
      format: 'percent',
      detail: `diversification ratio ${formatValue(diversificationRatio, 'ratio')}`,
    },
    {
      label: 'Invested on average',
      value: mean(exposure.gross),
      format: 'percent',
      detail: `at most ${percent(most(exposure.gross))} of the account`,
    },
    {
      label: 'Closed trades',
      value: summary.trades,
      format: 'integer',
      detail: `win rate ${percent(summary.winRate)}; profit factor ${formatValue(summary.profitFactor, 'ratio')}`,
    },
    { label: 'Costs paid', value: costs, format: 'money', detail: `${percent(costs / summary.initialEquity)} of the capital` },
  ]
}

function mean(values: Column): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

function most(values: Column): number {
  let high = Number.NaN
  for (let i = 0; i < values.length; i++) if (!(values[i] <= high)) high = values[i]
  return high
}

function money(value: number): string {
  return formatValue(value, 'money')
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}
