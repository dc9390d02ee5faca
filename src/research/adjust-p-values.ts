import { ConfigError } from '../base/errors.ts'

/**
 * How p-values are corrected for their number. `bonferroni` and `holm` keep the probability of a single false discovery below the
 * level. `benjamini-hochberg` and `benjamini-yekutieli` keep the expected share of false ones among the discoveries
 * below it; the first for tests that are independent or positively related, the second for any.
 */
export type PValueMethod = 'bonferroni' | 'holm' | 'benjamini-hochberg' | 'benjamini-yekutieli'

/**
 * p-values corrected for the number of tests: compare each with the level that one alone would have been compared with. In the
 * order given; 1 at most.
 *
 * Bonferroni: p·m. Holm 1979: step down, p₍ₖ₎·(m - k + 1). Benjamini and Hochberg 1995: step up, p₍ₖ₎·m/k. Benjamini and Yekutieli
 * 2001: the same times 1 + 1/2 + … + 1/m.
 *
 * @param pValues - One per test, from 0 to 1.
 * @throws {@link ConfigError} `research/p-value` for a value outside [0, 1], `research/method`.
 *
 * @example
 * ```ts
 * import { adjustPValues } from 'peak-trade'
 *
 * adjustPValues([0.01, 0.04, 0.03], 'holm') // 0.03, 0.06, 0.06
 * ```
 */
export function adjustPValues(pValues: ArrayLike<number>, method: PValueMethod): Float64Array {
  const m = pValues.length
  const adjusted = new Float64Array(m)
  for (let i = 0; i < m; i++) {
    if (!(pValues[i] >= 0 && pValues[i] <= 1))
      throw new ConfigError('research/p-value', `p-value ${i} is ${pValues[i]}, it must be from 0 to 1`, { index: i })
  }
  if (method === 'bonferroni') {
    for (let i = 0; i < m; i++) adjusted[i] = Math.min(1, pValues[i] * m)
    return adjusted
  }
  const order = Uint32Array.from({ length: m }, (_, i) => i).sort((a, b) => pValues[a] - pValues[b] || a - b)
  if (method === 'holm') {
    let highest = 0
    for (let k = 0; k < m; k++) {
      highest = Math.max(highest, Math.min(1, pValues[order[k]] * (m - k)))
      adjusted[order[k]] = highest
    }
    return adjusted
  }
  if (method !== 'benjamini-hochberg' && method !== 'benjamini-yekutieli')
    throw new ConfigError(
      'research/method',
      `method is ${String(method)}, it must be bonferroni, holm, benjamini-hochberg or benjamini-yekutieli`,
    )
  let factor = m
  if (method === 'benjamini-yekutieli') {
    factor = 0
    for (let k = 1; k <= m; k++) factor += m / k
  }
  let lowest = 1
  for (let k = m - 1; k >= 0; k--) {
    lowest = Math.min(lowest, (pValues[order[k]] * factor) / (k + 1))
    adjusted[order[k]] = lowest
  }
  return adjusted
}
