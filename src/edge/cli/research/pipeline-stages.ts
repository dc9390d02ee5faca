import type { BacktestResult } from '../../../engine/backtest-result.ts'
import { countOf, formatValue } from '../../../reports/format.ts'
import type { CrossValidation } from '../../../research/cross-validate.ts'
import type { MonteCarlo } from '../../../research/monte-carlo.ts'
import type { Evidence } from '../../../research/promotion/evidence.ts'
import type { Promotion } from '../../../research/promotion/promote.ts'
import type { StressTestResult } from '../../../research/stress/stress-test.ts'
import type { SweepResult } from '../../../research/sweep.ts'
import type { WalkForwardResult } from '../../../research/walk-forward-result.ts'
import { textTable } from '../text-table.ts'
import { paramsText } from './promote-text.ts'

const percent = (value: number) => formatValue(value, 'percent')
const ratio = (value: number) => formatValue(value, 'ratio')

/** The key number of every stage of a pipeline, in a few words. */
export const stageText = {
  sweep: ({ combinations, best, objective }: SweepResult): string =>
    `${countOf(combinations, 'combination')}, best ${objective} ${best.length === 0 ? '–' : ratio(best[0].score)}`,
  choice: ({ strategy, summary }: BacktestResult): string =>
    `${paramsText(strategy.params)}: Sharpe ratio ${ratio(summary.sharpe)}, return ${percent(summary.totalReturn)}, drawdown ${percent(summary.maxDrawdown)}, in sample`,
  walkForward: ({ summary, windows, profitableWindows }: WalkForwardResult): string =>
    `Sharpe ratio ${ratio(summary.sharpe)}, return ${percent(summary.totalReturn)} out of sample, ${percent(profitableWindows)} of ${countOf(windows.length, 'test')} with a profit`,
  crossValidation: ({ sharpe, paths }: CrossValidation): string =>
    `Sharpe ratio ${ratio(sharpe.median)} on the median of ${countOf(paths.length, 'path')}, ${ratio(sharpe.min)} on the worst`,
  monteCarlo: ({ paths, ruin }: MonteCarlo): string => `ruin on ${percent(ruin.probability)} of ${countOf(paths, 'path')}`,
  stress: ({ rows, worst, survived }: StressTestResult): string =>
    `deepest drawdown ${percent(Math.max(...rows.map(row => row.metrics.maxDrawdown)))} in ${countOf(rows.length, 'run')}, worst ${worst.scenario}${survived ? '' : ', NOT SURVIVED'}`,
  overfitting: ({ luck, superiority, overfitting, trials }: Evidence): string => {
    const parts = [
      ...(superiority === undefined ? [] : [`luck does as well in ${percent(superiority.pValue)}`]),
      ...(luck === undefined ? [] : [`deflated Sharpe ratio ${ratio(luck.deflated)}`]),
      ...(overfitting === undefined ? [] : [`overfitting ${percent(overfitting.probability)}`]),
      `${countOf(trials, 'trial')} counted`,
    ]
    return parts.join(', ')
  },
  promotion: ({ go, refusals, policy }: Promotion): string =>
    `${go ? 'GO' : `NO-GO, ${countOf(refusals.length, 'reason')}`} by policy ${policy.name}`,
} as const

/** One line of a stage: name, key number, time. */
export function stageLine({
  name,
  text,
  durationMs,
}: {
  readonly name: string
  readonly text: string
  readonly durationMs: number
}): string {
  return `${name.padEnd(17)} ${text}  (${formatValue(durationMs / 1000, 'ratio')} s)`
}

/** The best runs of a sweep. */
export function bestRunsText({ best }: SweepResult): string {
  const rows = best.map(({ params, settings = {}, metrics }, k) => [
    String(k + 1),
    paramsText({ ...params, ...settings }),
    ratio(metrics.sharpe),
    percent(metrics.totalReturn),
    percent(metrics.maxDrawdown),
    formatValue(metrics.trades, 'integer'),
  ])
  const table = textTable(['', 'parameters', 'sharpe', 'return', 'drawdown', 'trades'], rows, [0, 2, 3, 4, 5])
  return table.replace(/^/gm, '  ')
}
