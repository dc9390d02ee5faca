import type { Evidence } from './evidence.ts'
import type { PromotionCriterion, PromotionPolicy, PromotionThresholds } from './promotion-policy.ts'

/** One line of a scorecard. */
export interface ScorecardRow {
  readonly criterion: PromotionCriterion
  readonly title: string
  /** What was shown; NaN when it was not, or is not known. */
  readonly value: number
  readonly threshold: number
  readonly bound: 'at least' | 'at most'
  readonly unit: 'ratio' | 'percent' | 'count'
  readonly pass: boolean
  /** False for a criterion that only advises. */
  readonly required: boolean
  /** Why it does not pass; empty when it does. */
  readonly reason: string
}

interface Criterion {
  readonly criterion: PromotionCriterion
  readonly key: keyof PromotionThresholds
  readonly title: string
  readonly unit: ScorecardRow['unit']
  /** The part of the evidence it looks at; undefined when it was not shown. */
  readonly value: (evidence: Evidence, policy: PromotionPolicy) => number | undefined
  /** Passes without a number: there is nothing that could speak against it. */
  readonly moot?: (evidence: Evidence) => boolean
  /** What else to say when there is no number. */
  readonly unknown?: (evidence: Evidence, policy: PromotionPolicy) => string | undefined
}

/** In the order of the scorecard. A key that begins with `min` is a lower bound. */
const CRITERIA: readonly Criterion[] = [
  { criterion: 'sharpe', key: 'minSharpe', title: 'Sharpe ratio, in sample', unit: 'ratio', value: ({ inSample }) => inSample?.sharpe },
  {
    criterion: 'drawdown',
    key: 'maxDrawdown',
    title: 'Drawdown, in sample',
    unit: 'percent',
    value: ({ inSample }) => inSample?.maxDrawdown,
  },
  {
    criterion: 'profitFactor',
    key: 'minProfitFactor',
    title: 'Profit factor, in sample',
    unit: 'ratio',
    value: ({ inSample }) => inSample?.profitFactor,
    // Without a single losing trade the ratio is infinite, which is no number.
    moot: ({ inSample }) => inSample !== undefined && inSample.trades > 0 && inSample.winRate === 1,
    unknown: () => 'no trade was closed',
  },
  { criterion: 'trades', key: 'minTrades', title: 'Closed trades, in sample', unit: 'count', value: ({ inSample }) => inSample?.trades },
  {
    criterion: 'sample',
    key: 'minSample',
    title: 'Closed trades, the fewest that can be judged',
    unit: 'count',
    value: ({ inSample }) => inSample?.trades,
  },
  { criterion: 'years', key: 'minYears', title: 'Years of history', unit: 'ratio', value: ({ bars, barsPerYear }) => bars / barsPerYear },
  {
    criterion: 'outOfSampleSharpe',
    key: 'minOutOfSampleSharpe',
    title: 'Sharpe ratio, out of sample',
    unit: 'ratio',
    value: ({ walkForward }) => walkForward?.sharpe,
    unknown: () => 'nothing was traded out of sample',
  },
  {
    criterion: 'outOfSampleDrawdown',
    key: 'maxOutOfSampleDrawdown',
    title: 'Drawdown, out of sample',
    unit: 'percent',
    value: ({ walkForward }) => walkForward?.maxDrawdown,
  },
  {
    criterion: 'efficiency',
    key: 'minEfficiency',
    title: 'Out of sample over in sample',
    unit: 'ratio',
    value: ({ walkForward }) => walkForward?.efficiency,
    unknown: () => 'nothing was earned on the train windows',
  },
  {
    criterion: 'superiority',
    key: 'maxPValue',
    title: 'Probability that luck does as well (SPA)',
    unit: 'percent',
    value: ({ superiority }) => superiority?.pValue,
  },
  {
    criterion: 'deflatedSharpe',
    key: 'minDeflatedSharpe',
    title: 'Deflated Sharpe ratio (probability)',
    unit: 'percent',
    value: ({ luck }) => luck?.deflated,
  },
  {
    criterion: 'overfitting',
    key: 'maxOverfitting',
    title: 'Probability of overfitting',
    unit: 'percent',
    // Where nothing was chosen, nothing was overfitted.
    value: ({ overfitting, trials }) => overfitting?.probability ?? (trials === 1 ? 0 : undefined),
  },
  {
    criterion: 'stress',
    key: 'minStressSurvival',
    title: 'Stress runs survived',
    unit: 'percent',
    value: ({ stress }, { maxStressDrawdown = Number.NaN }) => stress && survival(stress.rows, maxStressDrawdown),
    unknown: (_evidence, { maxStressDrawdown }) => (maxStressDrawdown === undefined ? 'the policy has no maxStressDrawdown' : undefined),
  },
  {
    criterion: 'ruin',
    key: 'maxRuin',
    title: 'Probability of ruin',
    unit: 'percent',
    value: ({ monteCarlo }, { ruinDrawdown = Number.NaN }) =>
      monteCarlo && (monteCarlo.ruinDrawdown <= ruinDrawdown ? monteCarlo.ruin : Number.NaN),
    unknown: ({ monteCarlo }, { ruinDrawdown }) =>
      ruinDrawdown === undefined
        ? 'the policy has no ruinDrawdown'
        : `it was measured for a drawdown of ${monteCarlo?.ruinDrawdown}, the policy asks for ${ruinDrawdown}`,
  },
  {
    criterion: 'monteCarloSharpe',
    key: 'minMonteCarloSharpe',
    title: 'Sharpe ratio of the 5 % worst Monte-Carlo path',
    unit: 'ratio',
    value: ({ monteCarlo }) => monteCarlo?.sharpe5,
  },
  {
    criterion: 'costs',
    key: 'minCostFactor',
    title: 'Break-even costs over assumed costs',
    unit: 'ratio',
    value: ({ costs }) => costs && costFactor(costs),
    unknown: ({ costs }) => (costs?.assumedBps === 0 ? 'no costs were assumed; trading has some' : undefined),
  },
  {
    criterion: 'plateau',
    key: 'minPlateau',
    title: 'Sharpe ratio of the median neighbor over its own',
    unit: 'ratio',
    value: ({ plateau }) => plateau?.retention,
    moot: hasNoParameters,
  },
  {
    criterion: 'neighbors',
    key: 'minProfitableNeighbors',
    title: 'Neighbors with a profit',
    unit: 'percent',
    value: ({ plateau }) => plateau?.profitable,
    moot: hasNoParameters,
  },
  {
    criterion: 'weight',
    key: 'maxWeight',
    title: 'Largest weight of a sleeve',
    unit: 'percent',
    value: ({ portfolio }) => portfolio?.largestWeight,
  },
]

/** A choice without numeric parameters stands on no needle. */
function hasNoParameters({ plateau }: Evidence): boolean {
  return plateau?.neighbors === 0
}

/** The name in a policy of each criterion's threshold. */
export const thresholdKeys: Readonly<Record<PromotionCriterion, keyof PromotionThresholds>> = Object.fromEntries(
  CRITERIA.map(({ criterion, key }) => [criterion, key]),
) as Record<PromotionCriterion, keyof PromotionThresholds>

/** Every criterion that the policy asks for, judged. What is not known does not pass. */
export function judgeEvidence(evidence: Evidence, policy: PromotionPolicy): readonly ScorecardRow[] {
  return CRITERIA.flatMap(one => {
    const threshold = thresholdOf(one.key, policy)
    if (threshold === undefined) return []
    const { criterion, title, unit } = one
    const least = one.key.startsWith('min')
    const shown = one.value(evidence, policy)
    const value = shown ?? Number.NaN
    const pass = one.moot?.(evidence) === true || (least ? value >= threshold : value <= threshold)
    const why = () => {
      if (shown === undefined) return 'not shown'
      if (Number.isNaN(value)) return one.unknown?.(evidence, policy) ?? 'not known'
      return `${least ? 'below' : 'above'} the limit`
    }
    return [
      {
        criterion,
        title,
        value,
        threshold,
        bound: least ? 'at least' : 'at most',
        unit,
        pass,
        required: !policy.advisory.includes(criterion),
        reason: pass ? '' : why(),
      } satisfies ScorecardRow,
    ]
  })
}

/** A drawdown under stress asks for all runs to survive unless the policy says otherwise. */
function thresholdOf(key: keyof PromotionThresholds, policy: PromotionPolicy): number | undefined {
  if (key === 'minStressSurvival' && policy.maxStressDrawdown !== undefined) return policy.minStressSurvival ?? 1
  return policy[key]
}

function survival(rows: readonly { readonly maxDrawdown: number; readonly totalReturn: number }[], limit: number): number {
  const survived = rows.filter(({ maxDrawdown, totalReturn }) => maxDrawdown < limit && totalReturn > -1)
  return rows.length === 0 || Number.isNaN(limit) ? Number.NaN : survived.length / rows.length
}

/** An edge that outlives every cost that was searched counts with the largest. */
function costFactor({ assumedBps, breakEvenBps, limitBps, factor }: NonNullable<Evidence['costs']>): number {
  return assumedBps > 0 && Number.isNaN(breakEvenBps) ? limitBps / assumedBps : factor
}
