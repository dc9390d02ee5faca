import { resolveParams } from '../indicators/indicator.ts'
import { defineRegime, type Regime, type RegimeStep, startRegime, warmupOf } from './regime.ts'
import { checkChoice } from './regime-option.ts'

/**
 * How reluctant {@link steadyRegime} is to change the label.
 */
export interface SteadyOptions<L extends string = string> {
  /** A label stays for at least this many bars; default 1, not held at all. */
  readonly minBars?: number
  /** A new label must have been seen on this many bars in a row; default 1, the first one is enough. */
  readonly confirmBars?: number
  /** Labels that wait for nothing, such as the ones that mean danger. */
  readonly urgent?: readonly L[]
}

/**
 * A regime that changes less often: a new label has to be confirmed, and a label stays for a while. Changes come later than those
 * of the original, never earlier.
 *
 * @throws {@link ConfigError} `indicator/param` for a number of bars below 1, `regime/option` for an urgent label that there is not.
 *
 * @example
 * ```ts
 * import { steadyRegime, trendRegime } from 'peak-trade'
 *
 * steadyRegime(trendRegime({ method: 'adx' }), { minBars: 10, confirmBars: 3, urgent: ['down'] }).labels.length // 3
 * ```
 */
export function steadyRegime<L extends string>(regime: Regime<L>, options: SteadyOptions<NoInfer<L>>): Regime<L> {
  const { urgent = [], ...counts } = options
  const { minBars, confirmBars } = resolveParams(
    {
      id: regime.id,
      params: { minBars: { default: 1, min: 1, integer: true }, confirmBars: { default: 1, min: 1, integer: true } },
    },
    counts,
  )
  for (const label of urgent) checkChoice({ of: regime.labels, name: 'urgent', value: label, where: regime.id })
  if (minBars === 1 && confirmBars === 1) return regime
  const hurry = regime.labels.map(label => urgent.includes(label))
  return defineRegime({
    id: regime.id,
    inputs: regime.inputs,
    labels: regime.labels,
    warmup: warmupOf(regime),
    start: () => holdLabels(startRegime(regime), { minBars, confirmBars, hurry }),
  })
}

interface Hold {
  readonly minBars: number
  readonly confirmBars: number
  readonly hurry: readonly boolean[]
}

function holdLabels(step: RegimeStep, { minBars, confirmBars, hurry }: Hold): RegimeStep {
  let held = Number.NaN
  let age = 0
  let wanted = Number.NaN
  let seen = 0
  return (a, b, c, d) => {
    const code = step(a, b, c, d)
    if (code !== code) return code
    if (code === held) seen = 0
    else seen = code === wanted ? seen + 1 : 1
    wanted = code
    if (code !== held && (held !== held || hurry[code] || (seen >= confirmBars && age >= minBars))) {
      held = code
      age = 0
      seen = 0
    }
    age++
    return held
  }
}
