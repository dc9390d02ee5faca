import { type BacktestResult, backtest, MaCrossover, normalizeBars, reportBacktest, toHtml } from 'peak-trade'

/** A bar as a web page may have it in its hands. */
export type Row = {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** The smallest complete use: prices that are already there, a backtest, a report as a page. */
export function run(rows: readonly Row[]): { result: BacktestResult; html: string } {
  const { bars } = normalizeBars(rows, { symbol: 'BTC/EUR', timeframe: '1h' })
  const result = backtest(MaCrossover, bars, {
    params: { fast: 10, slow: 30 },
    costs: { feeBps: 10, slippageBps: 5 },
    exits: { stopLoss: 0.02 },
  })
  return { result, html: toHtml(reportBacktest(result)) }
}
