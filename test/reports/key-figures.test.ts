import { describe, expect, it } from 'vitest'
import type { BacktestResult } from '../../src/engine/backtest-result.ts'
import type { Summary } from '../../src/metrics/summary.ts'
import type { BuyAndHold } from '../../src/reports/buy-and-hold.ts'
import { keyFigures, spanText, summarySentence } from '../../src/reports/key-figures.ts'
import { fixtureResult, trade, waveBars } from './fixture.ts'

const day = (n: number) => Date.UTC(2024, 0, n)
const none = new Float64Array(0)
const hold: BuyAndHold = { equity: none, drawdown: none, totalReturn: 0.25, cagr: 0.12, sharpe: 0.5, maxDrawdown: 0.3 }
const base = fixtureResult({ bars: waveBars(20), trades: [trade()] })

function resultWith(summary: Partial<Summary>, change: Partial<BacktestResult> = {}): BacktestResult {
  const known = {
    initialEquity: 10_000,
    finalEquity: 12_345.678,
    totalReturn: 0.2345678,
    cagr: 0.111,
    maxDrawdown: 0.0525,
    startTime: day(1),
    endTime: day(11),
    trades: 1,
  }
  return { ...base, ...change, summary: { ...base.summary, ...known, ...summary } }
}

describe('summarySentence', () => {
  it('says what became of the capital, next to holding', () => {
    expect(summarySentence(resultWith({}), hold)).toBe(
      '10,000.00 became 12,345.68 in 10 days: 23.46%. Holding made 25.00% over the same bars. ' +
        'The deepest drawdown was 5.25%, against 30.00% for holding.',
    )
  })

  it('names a yearly rate only from a year on, and only a known one', () => {
    const endTime = day(1) + 730.5 * 86_400_000
    expect(summarySentence(resultWith({ endTime }), hold)).toContain('in 2.0 years: 23.46%, 11.10% a year.')
    expect(summarySentence(resultWith({ endTime, cagr: Number.NaN }), hold)).toContain('in 2.0 years: 23.46%. ')
    expect(summarySentence(resultWith({}), hold)).not.toContain('a year')
  })

  it('counts a single bar as one', () => {
    expect(summarySentence(resultWith({ endTime: day(1) }), hold)).toContain('in one bar: 23.46%.')
  })

  it('says that nothing was traded, but not when a position is open', () => {
    const untraded = { trades: 0, finalEquity: 10_000 }
    expect(summarySentence(resultWith(untraded, { trades: [] }), hold)).toBe(
      'No trade was made; 10,000.00 stayed 10,000.00. Holding made 25.00% over the same bars.',
    )
    expect(summarySentence(resultWith(untraded, { trades: [trade({ exitReason: 'open' })] }), hold)).toContain('became')
  })
})

describe('keyFigures', () => {
  const figure = (label: string, summary: Partial<Summary>) => keyFigures(resultWith(summary), hold).find(fact => fact.label === label)

  it('puts numbers of the summary next to holding', () => {
    expect(figure('Total return', {})).toEqual({
      label: 'Total return',
      value: 0.2345678,
      format: 'percent',
      detail: 'buy and hold 25.00%',
    })
    expect(figure('Growth a year', {})).toMatchObject({ value: 0.111, detail: 'buy and hold 12.00%' })
    expect(figure('Sharpe ratio', { sharpe: 0.71 })).toMatchObject({ value: 0.71, format: 'ratio', detail: 'buy and hold 0.50' })
    expect(figure('Win rate', { winRate: 0.4, payoffRatio: 2 })).toMatchObject({ value: 0.4, detail: 'pays 2.00 to 1' })
    expect(figure('Profit factor', { profitFactor: 1.5, expectancy: -3 })).toMatchObject({ value: 1.5, detail: '−3.00 a trade' })
  })

  it('dates the deepest drawdown, where there is one', () => {
    const times = { maxDrawdownPeakTime: day(2), maxDrawdownTroughTime: day(5), maxDrawdownRecoveryTime: day(9) }
    expect(figure('Deepest drawdown', times)?.detail).toBe('2024-01-02 to 2024-01-05, recovered 2024-01-09; buy and hold 30.00%')
    expect(figure('Deepest drawdown', { ...times, maxDrawdownRecoveryTime: Number.NaN })?.detail).toBe(
      '2024-01-02 to 2024-01-05, not recovered; buy and hold 30.00%',
    )
    expect(figure('Deepest drawdown', { ...times, maxDrawdown: 0 })?.detail).toBe('buy and hold 30.00%')
  })

  it('tells of open trades, else how long trades were held', () => {
    expect(figure('Closed trades', { trades: 7, openTrades: 1 })).toMatchObject({ value: 7, detail: 'and 1 still open' })
    expect(figure('Closed trades', { openTrades: 0, averageBars: 18.44 })?.detail).toBe('held for 18.44 bars on average')
  })

  it('names refused orders and the price of holding where there are any', () => {
    expect(figure('Closed trades', { openTrades: 1, refusals: 2 })?.detail).toBe('and 1 still open; 2 orders not sent')
    expect(figure('Costs paid', { fees: 120, slippage: 30, carry: 12.5 })?.detail).toBe('1.50% of the capital; holding cost 12.50 besides')
    expect(figure('Costs paid', { fees: 0, slippage: 0, carry: -5 })?.detail).toBe('0.00% of the capital; holding brought 5.00 besides')
  })

  it('adds fee and slippage up and compares them with the capital', () => {
    expect(figure('Costs paid', { fees: 120, slippage: 30 })).toEqual({
      label: 'Costs paid',
      value: 150,
      format: 'money',
      detail: '1.50% of the capital',
    })
  })
})

describe('spanText', () => {
  const DAY = 86_400_000

  it.each([
    [0, '0 hours'],
    [1 / 24, '1 hour'],
    [1.5, '36 hours'],
    [2, '2 days'],
    [59, '59 days'],
    [91.3125, '3.0 months'],
    [365, '1.0 years'],
    [3652.5, '10.0 years'],
    [365_250, '1,000.0 years'],
  ])('says %d days as %s', (days, text) => {
    expect(spanText(day(1), day(1) + days * DAY)).toBe(text)
  })

  it('does not know what ends before it starts, or at no time', () => {
    expect(spanText(day(2), day(1))).toBe('–')
    expect(spanText(day(2), Number.NaN)).toBe('–')
  })
})
