import type { Column } from '../../base/column.ts'
import type { Random } from '../../base/random.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'

/**
 * How hard a scenario hits, and where.
 *
 * @example
 * ```ts
 * import { type Shock, seededRandom, singleCrashBar } from 'peak-trade'
 *
 * const shock: Shock = { severity: 0.2, index: 1, window: 1, random: seededRandom(1) }
 * singleCrashBar.returns?.(Float64Array.of(0.01, 0.02, 0.03), shock) // 0.01, -0.2, 0.03
 * ```
 */
export interface Shock {
  /** 0 changes nothing. What 1 means is the scenario's to say. */
  readonly severity: number
  /** The bar that it starts at, or that is its middle. */
  readonly index: number
  /** How many bars it lasts. */
  readonly window: number
  readonly random: Random
}

/**
 * Something bad that may happen. A scenario changes the bars (and the strategy decides anew), the returns of a run, the costs, or
 * when a decision is traded; whatever it does not have, it does not touch.
 *
 * @example
 * ```ts
 * import { bendMoves, type StressScenario } from 'peak-trade'
 *
 * const slowBleed: StressScenario = {
 *   id: 'slow_bleed',
 *   title: 'Slow bleed',
 *   about: 'every bar of the window loses severity / window',
 *   placed: true,
 *   window: 100,
 *   maxSeverity: 1,
 *   bars: (bars, { severity, index, window }) =>
 *     bendMoves(bars, [index, index + window], move => {
 *       move.close += Math.log1p(-severity) / window
 *     }),
 * }
 * ```
 */
export interface StressScenario {
  /** Name in snake_case. */
  readonly id: string
  readonly title: string
  /** What it does at which severity, in a few words. */
  readonly about: string
  /** False when it concerns the whole history, so that a place means nothing. */
  readonly placed: boolean
  /** Bars it lasts unless told otherwise. */
  readonly window: number
  /** Severities stay below. */
  readonly maxSeverity: number
  /** The same history with the shock in it; consistent bars (low ≤ open, close ≤ high, all positive). */
  readonly bars?: ((bars: Bars, shock: Shock) => Bars) | undefined
  /** The same returns of a run with the shock in them, none below -1. */
  readonly returns?: ((returns: Column, shock: Shock) => Float64Array) | undefined
  readonly settings?: ((settings: BacktestSettings, shock: Shock) => BacktestSettings) | undefined
  /** How many bars later than decided a target is traded. */
  readonly delay?: ((shock: Shock) => number) | undefined
}

/** The window around a bar: `floor(window / 2)` bars to each side, cut at the ends. */
export function windowAround({ index, window }: Pick<Shock, 'index' | 'window'>, length: number): readonly [from: number, to: number] {
  const half = Math.floor(window / 2)
  return [Math.max(0, index - half), Math.min(length, index + half + 1)]
}

/** The window from a bar on, cut at the end. */
export function windowFrom({ index, window }: Pick<Shock, 'index' | 'window'>, length: number): readonly [from: number, to: number] {
  return [Math.max(0, index), Math.min(length, index + window)]
}
