import { ConfigError } from '../base/errors.ts'
import type { Field } from '../market/bars.ts'
import { defineRegime, type Regime, type RegimeStep, startRegime, warmupOf } from './regime.ts'

/**
 * Two regimes as one: the labels of both, joined by a slash. A bar is labeled when both know their label.
 *
 * @throws {@link ConfigError} `regime/inputs` when the two read more than four columns together, `regime/labels` for more than 127
 * labels.
 *
 * @example
 * ```ts
 * import { combineRegimes, trendRegime, volatilityRegime } from 'peak-trade'
 *
 * const both = combineRegimes(trendRegime(), volatilityRegime())
 * both.labels[8] // 'up/high'
 * both.codes['down/low'] // 0
 * ```
 */
export function combineRegimes<A extends string, B extends string>(a: Regime<A>, b: Regime<B>): Regime<`${A}/${B}`> {
  const inputs: Field[] = [...new Set([...a.inputs, ...b.inputs])]
  if (inputs.length > 4)
    throw new ConfigError('regime/inputs', `${a.id} and ${b.id} read ${inputs.join(', ')} together; a regime reads four columns at most`, {
      regimes: [a.id, b.id],
    })
  const width = b.labels.length
  return defineRegime({
    id: `${a.id}_and_${b.id}`,
    inputs,
    labels: a.labels.flatMap(first => b.labels.map(second => `${first}/${second}` as const)),
    warmup: Math.max(warmupOf(a), warmupOf(b)),
    start: () => {
      const first = rewire(a, inputs)
      const second = rewire(b, inputs)
      return (p, q, r, s) => {
        const row = first(p, q, r, s)
        return row * width + second(p, q, r, s)
      }
    },
  })
}

/** A step of a regime that takes the columns in another order. */
function rewire(regime: Regime, order: readonly Field[]): RegimeStep {
  const step = startRegime(regime)
  const [i, j = i, k = i, l = i] = regime.inputs.map(name => order.indexOf(name))
  if (i === 0 && regime.inputs.every((name, at) => name === order[at])) return step
  const pick = (at: number, p: number, q: number, r: number, s: number) => (at === 0 ? p : at === 1 ? q : at === 2 ? r : s)
  return (p, q, r, s) => step(pick(i, p, q, r, s), pick(j, p, q, r, s), pick(k, p, q, r, s), pick(l, p, q, r, s))
}
