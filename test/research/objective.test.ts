import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { SummaryRuns } from '../../src/engine/summary-runs.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { beats, type Objective, resolveObjective } from '../../src/research/objective.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 3, length: 800, kind: 'regimes' })
const runs = new SummaryRuns(bars)
const targets = new MaCrossover({ fast: 5, slow: 20 }).follow(bars)
const { summary } = backtest(MaCrossover, bars, { params: { fast: 5, slow: 20 } })

it.each(['sharpe', 'sortino', 'profitFactor', 'expectancy'] as const)('more %s is better', metric => {
  expect(resolveObjective(metric).score(runs, targets)).toBe(summary[metric])
})

it.each(['maxDrawdown', 'volatility', 'ulcerIndex', 'cvar95'] as const)('less %s is better', metric => {
  expect(resolveObjective(metric).score(runs, targets)).toBe(-summary[metric])
})

it('a function sees the whole summary; too few trades have no score', () => {
  const custom: Objective = ({ sharpe, turnover }) => sharpe - turnover
  expect(resolveObjective(custom)).toMatchObject({ name: 'custom' })
  expect(resolveObjective(custom).score(runs, targets)).toBe(summary.sharpe - summary.turnover)
  for (const objective of [custom, 'sharpe', 'sortino'] as const) {
    expect(resolveObjective(objective, summary.trades).score(runs, targets)).not.toBeNaN()
    expect(resolveObjective(objective, summary.trades + 1).score(runs, targets)).toBeNaN()
  }
})

it('refuses what is no objective', () => {
  expect(() => resolveObjective('sharp' as 'sharpe')).toThrow('there is no objective "sharp"; did you mean "sharpe"?')
  expect(() => resolveObjective('toString' as 'sharpe')).toThrow('there is no objective "toString"')
  expect(() => resolveObjective('sharpe', 1.5)).toThrow('minTrades is 1.5')
})

it('the first of equals stays, NaN never wins', () => {
  expect(beats(1, Number.NaN)).toBe(true)
  expect(beats(Number.NaN, Number.NaN)).toBe(false)
  expect(beats(Number.NaN, -1)).toBe(false)
  expect(beats(2, 1)).toBe(true)
  expect(beats(1, 1)).toBe(false)
})
