import { countOf, type Format, formatValue } from '../../../reports/format.ts'
import { combinationAt } from '../../../research/grid.ts'
import type { ParameterStability, StablePoint } from '../../../research/parameter-stability.ts'
import type { SweepResult } from '../../../research/sweep.ts'
import type { SweepPlan } from '../../../research/sweep-plan.ts'
import type { RankedRun } from '../../../research/sweep-table.ts'
import { textTable } from '../text-table.ts'

const PERCENTS: readonly string[] = ['totalReturn', 'cagr', 'maxDrawdown', 'winRate', 'volatility', 'alpha']
const SHOWN: readonly string[] = ['totalReturn', 'sharpe', 'maxDrawdown']

/** A score with the unit of its objective. */
export function scoreText(objective: string, score: number): string {
  const format: Format = PERCENTS.includes(objective) ? 'percent' : objective === 'trades' ? 'integer' : 'ratio'
  return formatValue(score, format)
}

/** A parameter or setting as it was given; a setting that is left out is `none`. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `fast=5 slow=50 exits.stopLoss=0.02` */
export function pointText({ params, settings }: Pick<StablePoint, 'params' | 'settings'>): string {
  return Object.entries({ ...params, ...settings })
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ')
}

/** The best runs as a table, best first. */
export function bestText({ best, objective }: Pick<SweepResult, 'best' | 'objective'>): string {
  const [first] = best
  if (first === undefined) return `no run has a known ${objective}; take a smaller --min-trades or another --objective`
  const names = [...Object.keys(first.params), ...Object.keys(first.settings ?? {})]
  const own = SHOWN.includes(objective) ? [] : [objective]
  const header = ['#', ...names, ...own, 'sharpe', 'return', 'drawdown', 'trades', 'win rate', 'profit factor']
  const rows = best.map((run: RankedRun, k) => {
    const values: Readonly<Record<string, unknown>> = { ...run.params, ...run.settings }
    const { sharpe, totalReturn, maxDrawdown, trades, winRate, profitFactor } = run.metrics
    return [
      String(k + 1),
      ...names.map(name => valueText(values[name])),
      ...own.map(name => scoreText(name, run.score)),
      formatValue(sharpe, 'ratio'),
      formatValue(totalReturn, 'percent'),
      formatValue(maxDrawdown, 'percent'),
      formatValue(trades, 'integer'),
      formatValue(winRate, 'percent'),
      formatValue(profitFactor, 'ratio'),
    ]
  })
  return textTable(
    header,
    rows,
    header.map((_, column) => column),
  )
}

/** Whether the best stands on a plateau, in lines. */
export function stabilityText({ stability, best, plateau, neighborMean, median }: ParameterStability, objective: string): string[] {
  if (best === undefined) return []
  const score = (value: number) => scoreText(objective, value)
  const shape = Number.isNaN(stability)
    ? 'it has no neighbors to compare with'
    : stability >= 0.5
      ? 'a plateau'
      : 'a spike, which is what luck looks like'
  return [
    `stability  ${formatValue(stability, 'ratio')}, ${shape}: best ${score(best.score)}, its neighbors ${score(neighborMean)}, median of all ${score(median)}`,
    ...(plateau === undefined || plateau.index === best.index
      ? []
      : [`plateau    ${pointText(plateau)} has the best neighborhood (${score(plateau.smoothed)})`]),
  ]
}

/** What a plan would run: how many combinations, and the first of them. */
export function planText({ length, params, settings }: SweepPlan, { first }: { readonly first: number }): string {
  const points = Array.from({ length: Math.min(first, length) }, (_, k) => ({
    params: combinationAt(params, k),
    settings: combinationAt(settings, k),
  }))
  const more = length - points.length
  return [
    `${countOf(length, 'combination')} would be run`,
    ...points.map(point => `  ${pointText(point)}`),
    ...(more > 0 ? [`  and ${countOf(more, 'other')}`] : []),
    '',
  ].join('\n')
}
