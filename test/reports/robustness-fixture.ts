import { describeDistribution } from '../../src/research/distribution.ts'
import { monteCarlo } from '../../src/research/monte-carlo.ts'
import type { PortfolioRobustness } from '../../src/research/portfolio/portfolio-robustness.ts'
import { concludeRow, concludeTable, type StressMetrics } from '../../src/research/stress/stress-row.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const metrics = (totalReturn: number, sharpe: number, maxDrawdown: number): StressMetrics => ({
  totalReturn,
  cagr: totalReturn,
  volatility: 0.2,
  sharpe,
  maxDrawdown,
  worstReturn: -0.05,
  trades: 7,
})

/** A test of a portfolio of two sleeves that passes every check. */
export function fixtureRobustness(): { readonly [K in keyof PortfolioRobustness]-?: NonNullable<PortfolioRobustness[K]> } {
  const { symbols, timeframe, settings, summary, sleeves } = fixturePortfolio({ sleeves: 2 })
  const baseline = { ...summary, totalReturn: 0.5, sharpe: 1, maxDrawdown: 0.1 }
  const whole = metrics(0.5, 1, 0.1)
  const stressed = metrics(0.2, 0.5, 0.3)
  const shock = concludeRow({
    scenario: 'gap',
    title: 'Gap',
    severity: 0.2,
    index: 3,
    places: 5,
    baseline: whole,
    metrics: stressed,
    limit: 0.5,
  })
  const spread = (factor: number) => ({
    totalReturn: describeDistribution([0.1, 0.5, 0.9].map(value => value * factor)),
    sharpe: describeDistribution([0.8, 1, 1.2].map(value => value * factor)),
    maxDrawdown: describeDistribution([0.1, 0.12, 0.14].map(value => value * factor)),
  })
  const without = metrics(0.3, 0.7, 0.12)
  return {
    symbols,
    timeframe,
    settings,
    seed: 42,
    weights: sleeves.map(({ name, weight }) => ({ sleeve: name, weight })),
    baseline,
    monteCarlo: monteCarlo(
      Float64Array.from({ length: 200 }, (_, i) => 0.001 + 0.01 * Math.sin(7 * i)),
      { seed: 1, barsPerYear: 365, paths: 100 },
    ),
    jointMonteCarlo: {
      seed: 1,
      blockLength: 20,
      paths: 100,
      together: spread(1),
      apart: spread(1.25),
      jointDrawdown: 0.8,
      sleeves: sleeves.map(({ name }) => ({ name, contribution: describeDistribution([0.1, 0.2, 0.3]), loss: 0.02 })),
    },
    stress: concludeTable(whole, [shock], 0.5),
    leaveOneOut: sleeves.map(({ name }) => ({
      sleeve: name,
      metrics: without,
      change: { totalReturn: -0.2, sharpe: -0.3, maxDrawdown: 0.02 },
      dispensable: false,
      note: '',
    })),
    jitter: {
      draws: 3,
      jitter: 0.2,
      positive: 1,
      factors: sleeves.map(() => Float64Array.of(0.9, 1, 1.1)),
      sharpes: Float64Array.of(0.8, 1, 1.2),
      ...spread(1),
    },
    costs: {
      assumedBps: 15,
      breakEvenBps: 45,
      factor: 3,
      limitBps: 5000,
      sharpes: [0, 1, 2, 3, 5].map(factor => ({ factor, sharpe: 1.5 - factor / 2 })),
    },
  }
}
