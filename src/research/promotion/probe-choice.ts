import type { Column } from '../../base/column.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import type { CandidateParams } from '../candidates.ts'
import { monteCarlo } from '../monte-carlo.ts'
import type { ProgressOptions } from '../progress.ts'
import { type StressPlan, stressTest } from '../stress/stress-test.ts'
import { walkForward } from '../walk-forward.ts'
import type { WindowOptions } from '../windows.ts'
import type { MonteCarloEvidence, StressEvidence } from './evidence.ts'
import { monteCarloEvidence, stressEvidence, walkForwardEvidence } from './evidence-parts.ts'

/** What is walked. */
export interface Walk {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly candidates: readonly CandidateParams[]
  readonly plan: WindowOptions & { readonly minTrades?: number | undefined }
}

/** The walk forward as evidence, and its curve. */
export function walkOn({ strategy, bars, settings, candidates, plan }: Walk, progress: ProgressOptions) {
  const result = walkForward(strategy, bars, { ...settings, candidates: candidates as never, ...plan, ...progress })
  const { stitched } = result
  return { evidence: walkForwardEvidence(result), curve: { time: stitched.bars.time, equity: stitched.equity } }
}

/** What is stressed. */
export interface Stressed {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly params: CandidateParams
  readonly seed: number | string
}

/** The choice through all scenarios. */
export function sufferStress(
  { strategy, bars, settings, params, seed }: Stressed,
  plan: Omit<StressPlan, 'seed'>,
  progress: ProgressOptions,
): StressEvidence {
  return stressEvidence(stressTest(strategy, bars, { ...settings, ...plan, params: params as never, seed, ...progress }))
}

/** How many paths, and what counts as ruin. */
export interface RuinPlan {
  readonly barsPerYear: number
  readonly seed: number | string
  readonly paths: number
  readonly ruinDrawdown: number
  readonly blockLength?: number | undefined
}

/** Other histories of the same returns. */
export function sufferRuin(returns: Column, plan: RuinPlan, progress: ProgressOptions): MonteCarloEvidence {
  const { barsPerYear, seed, paths, ruinDrawdown, blockLength } = plan
  const result = monteCarlo(returns, {
    barsPerYear,
    seed,
    paths,
    ruin: { drawdown: ruinDrawdown },
    times: 0,
    ...(blockLength === undefined ? {} : { blockLength }),
    ...progress,
  })
  return monteCarloEvidence(result, ruinDrawdown)
}
