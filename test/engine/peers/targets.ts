import type { Column } from '../../../src/base/column.ts'
import type { Fill } from '../../../src/engine/fills.ts'
import type { Admit, RefusedOrder } from '../../../src/engine/refusals.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../../src/engine/simulate.ts'
import { summarize } from '../../../src/engine/summarize.ts'
import { listTrades, type Trade } from '../../../src/engine/trades.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { createEquityScratch } from '../../../src/metrics/equity-scratch.ts'
import type { Summary } from '../../../src/metrics/summary.ts'

/** A run that a peer's case was translated to. */
export interface TargetCase {
  readonly bars: Bars
  readonly targets: Column
  readonly settings: BacktestSettingsInput
  readonly admit?: Admit
}

/** What it came to. */
export interface TargetResult {
  readonly trades: readonly Trade[]
  readonly fills: readonly Fill[]
  readonly refusals: readonly RefusedOrder[]
  readonly equity: Column
  readonly summary: Summary
}

/** Trades a column of targets as `backtest` does. */
export function runTargets({ bars, targets, settings: input, admit }: TargetCase): TargetResult {
  const settings = resolveSettings(input)
  const memory = simulationMemory(bars.length)
  const simulation = simulate(bars, targets, settings, memory, { admit })
  const { fills, equity, refusals } = memory
  const scratch = createEquityScratch(bars.length)
  return {
    trades: listTrades(fills, bars),
    fills: fills.toArray(),
    refusals,
    equity,
    summary: summarize({ bars, settings, simulation, fills, equity, refusals: refusals.length, scratch }),
  }
}
