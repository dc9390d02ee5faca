import { backtest } from '../engine/backtest.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { applySettings } from './settings-grid.ts'
import { settingsIn } from './settings-in.ts'
import { type HalvingResult, type SuccessiveHalvingOptions, successiveHalving } from './successive-halving.ts'

/** What a recorded halving is: how it narrowed down, and the winner over the whole history. */
export interface HalvingRun {
  readonly halving: HalvingResult
  /** Undefined when no candidate has a known score. */
  readonly backtest: BacktestResult | undefined
}

/**
 * Narrows candidates down and runs the winner.
 *
 * @throws What `successiveHalving` throws.
 */
export function runHalving(strategy: AnyStrategyClass, bars: Bars, options: SuccessiveHalvingOptions): HalvingRun {
  const halving = successiveHalving(strategy, bars, options)
  const { winner } = halving
  if (winner === undefined) return { halving, backtest: undefined }
  const settings = applySettings(settingsIn({ ...options }), winner.settings ?? {})
  return { halving, backtest: backtest(strategy, bars, { ...settings, params: winner.params as never }) }
}
