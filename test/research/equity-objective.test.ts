import { expect, it } from 'vitest'
import { measureEquity } from '../../src/metrics/equity-metrics.ts'
import { resolveEquityObjective } from '../../src/research/equity-objective.ts'

const metrics = measureEquity(Float64Array.of(100, 110, 99, 120, 115), { capital: 100, barsPerYear: 252 })

it('more is better, of risks less', () => {
  for (const name of ['sharpe', 'cagr', 'totalReturn'] as const) expect(resolveEquityObjective(name)(metrics)).toBe(metrics[name])
  for (const name of ['maxDrawdown', 'volatility', 'ulcerIndex'] as const)
    expect(resolveEquityObjective(name)(metrics)).toBe(-metrics[name])
  expect(resolveEquityObjective(({ cagr }) => cagr / 2)(metrics)).toBe(metrics.cagr / 2)
})

it('refuses what is none', () => {
  expect(() => resolveEquityObjective('sharp' as 'sharpe')).toThrow('there is no objective "sharp"; did you mean "sharpe"?')
  expect(() => resolveEquityObjective('trades' as 'sharpe')).toThrow('there is no objective "trades"')
})
