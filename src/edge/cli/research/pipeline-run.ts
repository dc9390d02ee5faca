import { BugError } from '../../../base/errors.ts'
import { fingerprint } from '../../../base/fingerprint.ts'
import { backtest } from '../../../engine/backtest.ts'
import type { BacktestResult } from '../../../engine/backtest-result.ts'
import { returnsOf } from '../../../metrics/returns.ts'
import { type CrossValidation, crossValidate } from '../../../research/cross-validate.ts'
import { type MonteCarlo, monteCarlo } from '../../../research/monte-carlo.ts'
import type { Progress } from '../../../research/progress.ts'
import type { Evidence } from '../../../research/promotion/evidence.ts'
import { monteCarloEvidence, stressEvidence, walkForwardEvidence } from '../../../research/promotion/evidence-parts.ts'
import { resolvePlan } from '../../../research/promotion/evidence-plan.ts'
import { gatherEvidence } from '../../../research/promotion/gather-evidence.ts'
import { type Promotion, promote } from '../../../research/promotion/promote.ts'
import type { RepeatableType } from '../../../research/run-kinds.ts'
import { type StressTestResult, stressTest } from '../../../research/stress/stress-test.ts'
import { type SweepResult, sweep } from '../../../research/sweep.ts'
import { walkForward } from '../../../research/walk-forward.ts'
import type { WalkForwardResult } from '../../../research/walk-forward-result.ts'
import { chooseRun, type PipelineChoice } from './pipeline-choice.ts'
import type { PipelinePlan } from './pipeline-plan.ts'
import { stageText } from './pipeline-stages.ts'
import type { RunLog } from './promote-log.ts'
import { promotionRun } from './promote-record.ts'

/** One stage that is done. */
export interface PipelineStage {
  readonly name: string
  /** Its key number, in a few words. */
  readonly text: string
  readonly durationMs: number
}

/** Everything that came of a pipeline. Parts that were left out are undefined. */
export interface PipelineOutcome {
  readonly stages: readonly PipelineStage[]
  readonly sweep: SweepResult
  readonly choice: PipelineChoice
  readonly backtest: BacktestResult
  readonly walkForward: WalkForwardResult | undefined
  readonly crossValidation: CrossValidation | undefined
  readonly monteCarlo: MonteCarlo | undefined
  readonly stress: StressTestResult | undefined
  readonly evidence: Evidence
  readonly promotion: Promotion
}

/** Who is told what, and when. */
export interface PipelineWatch {
  readonly log: RunLog
  readonly onStage: (stage: PipelineStage) => void
  /** Where a stage tells how far it is. */
  readonly watch: (name: string) => (progress: Progress) => void
}

/**
 * Runs every stage, one after the other, each on what the sweep chose.
 *
 * @throws What the stages throw, and {@link ConfigError} `promotion/no-choice`.
 */
export function runPipeline(plan: PipelinePlan, { log, onStage, watch }: PipelineWatch): PipelineOutcome {
  const { config, strategy, bars, minTrades, policy } = plan
  const { seed } = config
  const stages: PipelineStage[] = []
  const stage = <T>(name: string, work: (onProgress: (progress: Progress) => void) => T, say: (result: T) => string): T => {
    const start = performance.now()
    const result = work(watch(name))
    stages.push({ name, text: say(result), durationMs: performance.now() - start })
    onStage(stages[stages.length - 1])
    return result
  }
  const noted = <O extends object, T>(
    type: RepeatableType,
    options: O,
    work: (options: O) => T,
    kept: (result: T) => unknown = same,
  ): T => {
    const start = performance.now()
    const result = work(options)
    log.note({ type, strategy, bars, options, result: kept(result) }, performance.now() - start)
    return result
  }

  const swept = stage(
    'sweep',
    onProgress => noted('sweep', { ...plan.settings, ...plan.sweep }, options => sweep(strategy, bars, { ...options, onProgress })),
    stageText.sweep,
  )
  const choice = chooseRun(swept, { strategy, settings: plan.settings, minTrades })
  const { params, settings, sets } = choice
  const trials = log.countTrials(choice.tried)
  const { plan: parts } = resolvePlan(plan.evidence, { length: bars.length, elsewhere: trials / sets.length })

  const own = { ...settings, params: params as never }
  const played = stage('choice', () => noted('backtest', own, options => backtest(strategy, bars, options)), stageText.choice)

  const walk = parts.walkForward
  const walked =
    walk &&
    stage(
      'walk-forward',
      onProgress =>
        noted('walk_forward', { ...settings, candidates: sets as never, ...walk }, options =>
          walkForward(strategy, bars, { ...options, onProgress }),
        ),
      stageText.walkForward,
    )

  const cross = config.crossValidation
  const crossed =
    cross &&
    stage(
      'cross-validation',
      onProgress =>
        noted('cross_validation', { ...settings, candidates: sets as never, ...cross }, options =>
          crossValidate(strategy, bars, { ...options, onProgress }),
        ),
      stageText.crossValidation,
    )

  const draw = parts.monteCarlo
  const drawn =
    draw &&
    stage(
      'Monte Carlo',
      onProgress => {
        const { paths, ruinDrawdown, blockLength } = draw
        const resampling = {
          seed,
          paths,
          ruin: { drawdown: ruinDrawdown },
          times: timesOf(paths),
          ...(blockLength === undefined ? {} : { blockLength }),
        }
        const { barsPerYear, equity } = played
        return noted(
          'monte_carlo',
          { ...own, monteCarlo: resampling },
          () => monteCarlo(returnsOf(equity), { ...resampling, barsPerYear, onProgress }),
          result => ({ backtest: played, monteCarlo: result }),
        )
      },
      stageText.monteCarlo,
    )

  const hard = parts.stress
  const stressed =
    hard &&
    stage(
      'stress',
      onProgress => noted('stress', { ...own, ...hard, seed }, options => stressTest(strategy, bars, { ...options, onProgress })),
      stageText.stress,
    )

  const start = performance.now()
  const evidence = stage(
    'overfitting',
    onProgress => {
      const gathered = gatherEvidence(strategy, bars, {
        ...settings,
        ...plan.evidence,
        candidates: sets as never,
        minTrades,
        seed,
        trials,
        // They are done already.
        walkForward: false,
        stress: false,
        monteCarlo: false,
        onProgress: ({ stage: name, ...progress }) => (name === 'sweep' ? onProgress(progress) : undefined),
      })
      if (fingerprint(gathered.strategy.params) !== fingerprint(params))
        throw new BugError('pipeline/choice', 'the evidence is about other parameters than those that were chosen')
      return {
        ...gathered,
        ...(walked ? { walkForward: walkForwardEvidence(walked) } : {}),
        ...(stressed ? { stress: stressEvidence(stressed) } : {}),
        ...(drawn && draw ? { monteCarlo: monteCarloEvidence(drawn, draw.ruinDrawdown) } : {}),
        ...(walked
          ? { pictures: { time: walked.stitched.bars.time, equity: walked.stitched.equity, trialSharpes: swept.metrics.sharpe } }
          : {}),
      } satisfies Evidence
    },
    stageText.overfitting,
  )
  const promotion = stage('promotion', () => promote(evidence, policy), stageText.promotion)
  log.noteWhole(promotionRun(promotion, performance.now() - start))
  return {
    stages,
    sweep: swept,
    choice,
    backtest: played,
    walkForward: walked || undefined,
    crossValidation: crossed || undefined,
    monteCarlo: drawn || undefined,
    stress: stressed || undefined,
    evidence,
    promotion,
  }
}

/** Points of the fan chart: fewer where a thousand of so many paths would not fit into memory. */
function timesOf(paths: number): number {
  return Math.min(1000, Math.floor(2 ** 26 / paths))
}

function same<T>(result: T): T {
  return result
}
