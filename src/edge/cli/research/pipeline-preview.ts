import { resolveSettings } from '../../../engine/settings.ts'
import { countOf, formatValue } from '../../../reports/format.ts'
import { combinatorialSplits } from '../../../research/combinatorial-splits.ts'
import { resolvePlan } from '../../../research/promotion/evidence-plan.ts'
import { stressScenarios } from '../../../research/stress/stress-scenarios.ts'
import { planSweep } from '../../../research/sweep-plan.ts'
import { cutWindows } from '../../../research/windows.ts'
import type { PipelinePlan } from './pipeline-plan.ts'

/** What a pipeline is going to do. Parts that are left out are null. */
export interface PipelinePreview {
  readonly strategy: string
  readonly symbol: string
  readonly timeframe: string
  readonly bars: number
  readonly startTime: number
  readonly endTime: number
  readonly combinations: number
  readonly windows: number | null
  readonly splits: number | null
  readonly paths: number | null
  readonly stressRuns: number | null
  readonly policy: string
  readonly settings: object
  readonly report: string | null
}

/**
 * What a pipeline is going to do, without doing it.
 *
 * @throws {@link ConfigError} and {@link DataError} for what would stop it: an empty grid, windows that do not fit.
 */
export function previewPipeline({ config, strategy, bars, sweep, settings, evidence, policy }: PipelinePlan): PipelinePreview {
  const { grid, candidates, space, sample, settings: swept, where } = sweep
  const { length: combinations } = planSweep(strategy, { grid, candidates, space, sample, settings: swept, where } as never)
  const { plan } = resolvePlan(evidence, { length: bars.length })
  const { walkForward, stress, monteCarlo } = plan
  const cross = config.crossValidation
  return {
    strategy: strategy.id,
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    bars: bars.length,
    startTime: bars.time[0] ?? Number.NaN,
    endTime: bars.time[bars.length - 1] ?? Number.NaN,
    combinations,
    windows: walkForward ? cutWindows(bars, walkForward).length : null,
    splits: cross
      ? combinatorialSplits({ length: bars.length, ...cross, groups: cross.groups ?? 6, testGroups: cross.testGroups ?? 2 }).splits.length
      : null,
    paths: monteCarlo ? monteCarlo.paths : null,
    stressRuns: stress ? (stress.scenarios ?? stressScenarios).length * stress.severities.length : null,
    policy: policy.name,
    settings: resolveSettings(settings),
    report: config.report.folder ?? null,
  }
}

/** The preview for people. */
export function previewText(preview: PipelinePreview): string {
  const { strategy, symbol, timeframe, bars, startTime, endTime, combinations, windows, splits, paths, stressRuns, policy, report } =
    preview
  const day = (time: number) => formatValue(time, 'date')
  const orNot = (count: number | null, text: (count: number) => string) => (count === null ? 'left out' : text(count))
  return [
    `data              ${countOf(bars, 'bar')} of ${symbol} ${timeframe}, ${day(startTime)} to ${day(endTime)}`,
    `sweep             ${countOf(combinations, 'combination')} of ${strategy}`,
    `walk-forward      ${orNot(windows, count => `${countOf(count, 'window')}, so ${countOf(count * combinations, 'train run')}`)}`,
    `cross-validation  ${orNot(splits, count => countOf(count, 'split'))}`,
    `Monte Carlo       ${orNot(paths, count => countOf(count, 'path'))}`,
    `stress            ${orNot(stressRuns, count => countOf(count, 'run'))}`,
    `promotion         by policy ${policy}`,
    `report            ${report ?? 'none'}`,
    '',
    'Nothing was run.',
    '',
  ].join('\n')
}
