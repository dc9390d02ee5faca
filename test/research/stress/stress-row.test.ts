import { expect, it } from 'vitest'
import { concludeRow, concludeTable, isWorse, pickMetrics, type StressMetrics } from '../../../src/research/stress/stress-row.ts'

const metrics = (totalReturn: number, maxDrawdown = 0.1): StressMetrics => ({
  totalReturn,
  cagr: totalReturn,
  volatility: 0.2,
  sharpe: 1,
  maxDrawdown,
  worstReturn: -0.01,
  trades: 5,
})
const baseline = metrics(0.3)
const row = (stressed: StressMetrics) =>
  concludeRow({ scenario: 'a', title: 'A', severity: 0.2, index: 3, places: 1, baseline, metrics: stressed, limit: 0.5 })

it('a row knows its change', () => {
  const { change } = row(metrics(-0.1, 0.4))
  expect(change.totalReturn).toBeCloseTo(-0.4, 12)
  expect(change.maxDrawdown).toBeCloseTo(0.3, 12)
  expect(change.trades).toBe(0)
})

it('survived means a drawdown below the limit, and no ruin', () => {
  expect([0.49, 0.5, Number.NaN].map(depth => row(metrics(0, depth)).survived)).toEqual([true, false, false])
  expect(row(metrics(-1, 0.4)).survived).toBe(false)
  expect(row(metrics(Number.NaN, 0.4)).survived).toBe(false)
})

it('the worst row has the lowest return; unknown is worse than that', () => {
  const table = (...returns: number[]) =>
    concludeTable(
      baseline,
      returns.map(value => row(metrics(value))),
      0.5,
    )
  expect(table(0.1, -0.2, 0).worst.metrics.totalReturn).toBe(-0.2)
  expect(table(0.1, Number.NaN, -0.9).worst.metrics.totalReturn).toBeNaN()
  expect(table(0.1, -0.2).survived).toBe(true)
  expect(table(0.1, -1).survived).toBe(false)
  expect(isWorse(metrics(Number.NaN), metrics(Number.NaN))).toBe(false)
})

it('takes what it needs', () => {
  const { trades, ...rest } = metrics(0.1)
  expect(pickMetrics({ ...rest, trades, more: 1 } as StressMetrics)).toEqual(metrics(0.1))
  expect(pickMetrics(rest).trades).toBeNaN()
})
