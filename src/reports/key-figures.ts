import type { BacktestResult } from '../engine/backtest-result.ts'
import type { BuyAndHold } from './buy-and-hold.ts'
import type { Fact } from './document.ts'
import { countOf, type Format, fixed, formatValue } from './format.ts'

/** The sentence that sums a backtest up. */
export function summarySentence(result: BacktestResult, hold: BuyAndHold): string {
  const { initialEquity, finalEquity, totalReturn, cagr, maxDrawdown, startTime, endTime, trades } = result.summary
  const money = (value: number) => formatValue(value, 'money')
  const percent = (value: number) => formatValue(value, 'percent')
  const yearly = spanDays(startTime, endTime) >= 365 && Number.isFinite(cagr) ? `, ${percent(cagr)} a year` : ''
  if (trades === 0 && result.trades.length === 0)
    return `No trade was made; ${money(initialEquity)} stayed ${money(finalEquity)}. Holding made ${percent(hold.totalReturn)} over the same bars.`
  return (
    `${money(initialEquity)} became ${money(finalEquity)} in ${startTime < endTime ? spanText(startTime, endTime) : 'one bar'}: ${percent(totalReturn)}${yearly}. ` +
    `Holding made ${percent(hold.totalReturn)} over the same bars. ` +
    `The deepest drawdown was ${percent(maxDrawdown)}, against ${percent(hold.maxDrawdown)} for holding.`
  )
}

/** The eight numbers to look at first, next to buy-and-hold. */
export function keyFigures(result: BacktestResult, hold: BuyAndHold): readonly Fact[] {
  const { summary } = result
  const holding = (value: number, format: Format) => `buy and hold ${formatValue(value, format)}`
  return [
    { label: 'Total return', value: summary.totalReturn, format: 'percent', detail: holding(hold.totalReturn, 'percent') },
    { label: 'Growth a year', value: summary.cagr, format: 'percent', detail: holding(hold.cagr, 'percent') },
    { label: 'Sharpe ratio', value: summary.sharpe, format: 'ratio', detail: holding(hold.sharpe, 'ratio') },
    {
      label: 'Deepest drawdown',
      value: summary.maxDrawdown,
      format: 'percent',
      detail: `${drawdownDates(result)}buy and hold ${formatValue(hold.maxDrawdown, 'percent')}`,
    },
    {
      label: 'Closed trades',
      value: summary.trades,
      format: 'integer',
      detail: tradesDetail(result),
    },
    { label: 'Win rate', value: summary.winRate, format: 'percent', detail: `pays ${formatValue(summary.payoffRatio, 'ratio')} to 1` },
    { label: 'Profit factor', value: summary.profitFactor, format: 'ratio', detail: `${formatValue(summary.expectancy, 'money')} a trade` },
    {
      label: 'Costs paid',
      value: summary.fees + summary.slippage,
      format: 'money',
      detail: `${formatValue((summary.fees + summary.slippage) / summary.initialEquity, 'percent')} of the capital${carryDetail(summary.carry)}`,
    },
  ]
}

function tradesDetail({ summary }: BacktestResult): string {
  const { openTrades, averageBars, refusals } = summary
  const held = openTrades > 0 ? `and ${fixed(openTrades, 0)} still open` : `held for ${formatValue(averageBars, 'ratio')} bars on average`
  return refusals === 0 ? held : `${held}; ${countOf(refusals, 'order')} not sent`
}

function carryDetail(carry: number): string {
  if (carry === 0) return ''
  return `; holding ${carry > 0 ? 'cost' : 'brought'} ${formatValue(Math.abs(carry), 'money')} besides`
}

/** A length of time in the unit in which people would say it. */
export function spanText(start: number, end: number): string {
  const days = spanDays(start, end)
  if (!(days >= 0)) return '–'
  if (days >= 365) return unit(days / 365.25, 1, 'year')
  if (days >= 60) return unit(days / 30.4375, 1, 'month')
  if (days >= 2) return unit(days, 0, 'day')
  return unit(days * 24, 0, 'hour')
}

function unit(value: number, decimals: number, noun: string): string {
  const text = fixed(value, decimals)
  return `${text} ${noun}${text === '1' ? '' : 's'}`
}

function spanDays(start: number, end: number): number {
  return (end - start) / 86_400_000
}

function drawdownDates(result: BacktestResult): string {
  const { maxDrawdown, maxDrawdownPeakTime: peak, maxDrawdownTroughTime: trough, maxDrawdownRecoveryTime: recovery } = result.summary
  if (!(maxDrawdown > 0)) return ''
  const day = (time: number) => formatValue(time, 'date')
  return `${day(peak)} to ${day(trough)}, ${Number.isNaN(recovery) ? 'not recovered' : `recovered ${day(recovery)}`}; `
}
