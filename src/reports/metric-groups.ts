import type { Summary } from '../metrics/summary.ts'
import type { BuyAndHold } from './buy-and-hold.ts'
import type { Fact, Facts } from './document.ts'
import type { Format } from './format.ts'

type Row = readonly [label: string, value: number, format: Format]

/** Every metric of a backtest, in groups. */
export function metricGroups(summary: Summary, hold: BuyAndHold): readonly Facts[] {
  const s = summary
  return [
    group('Return', [
      ['Equity at the start', s.initialEquity, 'money'],
      ['Equity at the end', s.finalEquity, 'money'],
      ['Total return', s.totalReturn, 'percent'],
      ['Growth a year (CAGR)', s.cagr, 'percent'],
      ['Best bar', s.bestReturn, 'percent'],
      ['Worst bar', s.worstReturn, 'percent'],
    ]),
    group('Risk', [
      ['Volatility a year', s.volatility, 'percent'],
      ['Deepest drawdown', s.maxDrawdown, 'percent'],
      ['Its high', s.maxDrawdownPeakTime, 'date'],
      ['Its low', s.maxDrawdownTroughTime, 'date'],
      ['Its recovery', s.maxDrawdownRecoveryTime, 'date'],
      ['Longest drawdown, bars', s.longestDrawdownBars, 'integer'],
      ['Ulcer index', s.ulcerIndex, 'percent'],
      ['Value at risk 95%, a bar', s.var95, 'percent'],
      ['Expected shortfall 95%', s.cvar95, 'percent'],
    ]),
    group('Ratios', [
      ['Sharpe', s.sharpe, 'ratio'],
      ['Sortino', s.sortino, 'ratio'],
      ['Calmar', s.calmar, 'ratio'],
      ['Omega', s.omega, 'ratio'],
      ['Tail ratio', s.tailRatio, 'ratio'],
      ['Skewness', s.skew, 'ratio'],
      ['Excess kurtosis', s.kurtosis, 'ratio'],
    ]),
    group('Trades', [
      ['Closed trades', s.trades, 'integer'],
      ['Open at the end', s.openTrades, 'integer'],
      ['Win rate', s.winRate, 'percent'],
      ['Profit factor', s.profitFactor, 'ratio'],
      ['Expectancy', s.expectancy, 'money'],
      ['Average win', s.averageWin, 'money'],
      ['Average loss', s.averageLoss, 'money'],
      ['Payoff ratio', s.payoffRatio, 'ratio'],
      ['System quality (SQN)', s.sqn, 'ratio'],
      ['Average bars held', s.averageBars, 'ratio'],
      ...unlessZero('Orders not sent', s.refusals, 'integer'),
    ]),
    group('Costs and activity', [
      ['Fees', s.fees, 'money'],
      ['Slippage', s.slippage, 'money'],
      ['Both, of the capital', (s.fees + s.slippage) / s.initialEquity, 'percent'],
      ...unlessZero('Interest and funding', s.carry, 'money'),
      ['Turnover a year', s.turnover, 'ratio'],
      ['Time in the market', s.exposure, 'percent'],
    ]),
    group('Buy and hold', [
      ['Total return', s.buyHoldReturn, 'percent'],
      ['Growth a year (CAGR)', hold.cagr, 'percent'],
      ['Sharpe', hold.sharpe, 'ratio'],
      ['Deepest drawdown', hold.maxDrawdown, 'percent'],
      ['Beta to it', s.beta, 'ratio'],
      ['Alpha a year', s.alpha, 'percent'],
      ['Correlation with it', s.correlation, 'ratio'],
    ]),
  ]
}

/** Most runs have none of it; a row of zeros would only be in the way. */
function unlessZero(...row: Row): readonly Row[] {
  return row[1] === 0 ? [] : [row]
}

function group(title: string, rows: readonly Row[]): Facts {
  return { kind: 'facts', layout: 'list', title, items: rows.map(([label, value, format]): Fact => ({ label, value, format })) }
}
