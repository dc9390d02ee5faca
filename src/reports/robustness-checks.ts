import type { PortfolioRobustness } from '../research/portfolio/portfolio-robustness.ts'
import { countOf, formatValue } from './format.ts'

/** A question that a portfolio is asked. */
export interface RobustnessCheck {
  readonly question: string
  readonly answer: string
  /** Undefined where nothing can be said. */
  readonly passed: boolean | undefined
}

/** Paths that may be ruined at most. */
const RUINED = 0.05
/** Portfolios next door that have to earn something. */
const EARNING = 0.95
/** How many times the costs have to be bearable. */
const COSTS = 2

/** Every question that was looked into, with its answer. */
export function robustnessChecks({
  monteCarlo,
  jointMonteCarlo,
  stress,
  leaveOneOut,
  jitter,
  costs,
}: PortfolioRobustness): readonly RobustnessCheck[] {
  const checks: RobustnessCheck[] = []
  const ask = (question: string, passed: boolean | undefined, answer: string) => checks.push({ question, answer, passed })
  if (monteCarlo !== undefined) {
    const { probability } = monteCarlo.ruin
    const answer = `${percent(probability)} of ${countOf(monteCarlo.paths, 'path')}`
    ask(`Ruined in at most ${whole(RUINED)} of other histories`, probability <= RUINED, answer)
  }
  if (jointMonteCarlo !== undefined) {
    const { jointDrawdown } = jointMonteCarlo
    const answer = `median drawdown ${formatValue(jointDrawdown, 'ratio')} × that of sleeves that have nothing to do with each other`
    ask('Sleeves do not fall together', Number.isNaN(jointDrawdown) ? undefined : jointDrawdown <= 1, answer)
  }
  if (stress !== undefined) {
    const survived = stress.rows.filter(row => row.survived).length
    const { title, severity, metrics } = stress.worst
    const worst = `worst ${title} at ${formatValue(severity, 'quantity')} with ${percent(metrics.totalReturn)}`
    ask('Every stress is survived', stress.survived, `${survived} of ${countOf(stress.rows.length, 'stressed run')}; ${worst}`)
  }
  if (leaveOneOut !== undefined && leaveOneOut.length > 0) {
    const idle = leaveOneOut.filter(({ dispensable }) => dispensable).map(({ sleeve }) => sleeve)
    ask('Every sleeve is of use', idle.length === 0, idle.length === 0 ? 'none is better left out' : `better without ${idle.join('; ')}`)
  }
  if (jitter !== undefined) {
    const { sharpe, positive, draws } = jitter
    const range = `Sharpe ratio from ${formatValue(sharpe.p05, 'ratio')} to ${formatValue(sharpe.p95, 'ratio')} in nine of ten`
    ask(`At least ${whole(EARNING)} of the weights nearby earn`, positive >= EARNING, `${percent(positive)} of ${draws}; ${range}`)
  }
  if (costs !== undefined) ask(`Twice the costs leave something`, ...costAnswer(costs))
  return checks
}

function costAnswer({
  assumedBps,
  breakEvenBps,
  factor,
  limitBps,
}: NonNullable<PortfolioRobustness['costs']>): [boolean | undefined, string] {
  const bps = (value: number) => `${formatValue(value, 'ratio')} bps`
  if (Number.isNaN(breakEvenBps)) return [true, `still earns at ${bps(limitBps)} a fill`]
  if (!(breakEvenBps > 0)) return [false, 'earns nothing even without costs']
  const answer = `nothing is left at ${bps(breakEvenBps)} a fill`
  if (Number.isNaN(factor)) return [undefined, `${answer}; no costs were assumed`]
  return [factor >= COSTS, `${answer}, ${formatValue(factor, 'ratio')} × the ${bps(assumedBps)} assumed`]
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}

function whole(share: number): string {
  return `${formatValue(100 * share, 'quantity')} %`
}
