import { countOf, formatValue } from '../../../reports/format.ts'
import type { Promotion } from '../../../research/promotion/promote.ts'
import type { ScorecardRow } from '../../../research/promotion/scorecard.ts'
import { textTable } from '../text-table.ts'

/** The scorecard as a table, then go or no-go with all reasons. */
export function promotionText(promotion: Promotion): string {
  const { scorecard, go, refusals, evidence, policy, recognizable } = promotion
  const rows = scorecard.map(row => [
    row.title,
    show(row.value, row),
    `${row.bound} ${show(row.threshold, row)}`,
    row.pass ? 'pass' : row.required ? 'FAIL' : 'look at it',
  ])
  const { trials, combinations } = evidence
  return [
    textTable(['criterion', 'shown', 'asked for', 'verdict'], rows, [1]),
    '',
    `trials          ${formatValue(trials, 'integer')} counted, ${formatValue(combinations, 'integer')} of them in this sweep`,
    ...(Number.isNaN(recognizable.half)
      ? []
      : [`recognizable    a true Sharpe ratio from ${formatValue(recognizable.half, 'ratio')} on, half of the time`]),
    '',
    `${go ? 'GO' : 'NO-GO'} by policy ${policy.name}: ${subjectText(promotion)} on ${evidence.symbol} ${evidence.timeframe}`,
    ...refusals.map(({ message }) => `  - ${message}`),
  ].join('\n')
}

function subjectText({ evidence: { strategy, portfolio } }: Promotion): string {
  if (portfolio === undefined) return `${strategy.id} with ${paramsText(strategy.params)}`
  return `portfolio ${strategy.id} of ${countOf(portfolio.sleeves.length, 'sleeve')}`
}

/** `fast=5 slow=20`. */
export function paramsText(params: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(params)
  return entries.length === 0
    ? 'its defaults'
    : entries.map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(' ')
}

function show(value: number, { unit }: ScorecardRow): string {
  return formatValue(value, unit === 'count' ? 'integer' : unit)
}
