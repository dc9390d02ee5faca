import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import { listCandidates } from '../../src/research/candidates.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Momentum } from '../../src/strategies/library/momentum.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import type { AnyStrategyClass } from '../../src/strategies/strategy.ts'

/** A rule, its grid, and the sets that it makes. */
export interface Family {
  readonly strategy: AnyStrategyClass
  readonly grid: Readonly<Record<string, readonly unknown[]>>
  readonly sets: readonly Readonly<Record<string, unknown>>[]
}

const range = (from: number, to: number, step = 1) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, k) => from + k * step)

const family = (strategy: AnyStrategyClass, grid: Readonly<Record<string, readonly unknown[]>>): Family => ({
  strategy,
  grid,
  sets: listCandidates(strategy, { grid: grid as never }),
})

/** Trend, momentum and reversion, long only and long and short, 200 combinations and more each. */
export const families: readonly Family[] = [
  family(MaCrossover, { fast: range(1, 10), slow: range(11, 30) }),
  family(Momentum, { lookback: range(2, 21), entry: [0, 0.005, 0.01, 0.015, 0.02], exit: [-0.01, -0.005], shorts: [true] }),
  family(RsiReversion, { period: range(2, 9), lower: [20, 25, 30, 35, 40], upper: [60, 65, 70, 75, 80], exitLower: [50], exitUpper: [50] }),
]

/** Half of the equity in a market of 20 % a year, and what a liquid market costs. */
export const settings: BacktestSettingsInput = { sizing: { fraction: 0.5 }, costs: { feeBps: 2, slippageBps: 1 } }
