import type { Covariance } from '../covariance.ts'
import type { WeightLimits } from '../weight-limits.ts'
import { type Allocation, type AllocationInput, finishWithin, movingSleeves, needCovariance } from './allocation.ts'
import { scaleToOne } from './inverse-volatility.ts'
import { orderBySimilarity } from './single-linkage.ts'

/** How {@link hierarchicalRiskParity} tells what is alike. */
export interface HierarchicalRiskParityOptions extends WeightLimits {
  /**
   * `profile` compares what two sleeves have to do with all others (the distance of their columns of distances, as in the paper);
   * `direct` only what they have to do with each other. Default `profile`.
   */
  readonly distance?: 'profile' | 'direct'
}

/**
 * Hierarchical risk parity: sleeves are ordered so that like stands by like, then the order is halved again and again and each half
 * gets a share in proportion to one over its variance. Needs no inverse of the covariance.
 *
 * Distance `√((1 - ρ) / 2)`, single linkage, halves split at the middle, inverse variance weights within a half. Ties go to the sleeve
 * that comes first, so that the result depends on the order of the sleeves but never on chance. A sleeve that does not move gets no
 * weight, with a note. Source: López de Prado, Building diversified portfolios that outperform out of sample, 2016.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/limits`, `portfolio/sleeve`.
 *
 * @example
 * ```ts
 * import { hierarchicalRiskParity, toCovariance } from 'peak-trade'
 *
 * // Two twins and one that stands alone: the twins share one half.
 * const covariance = toCovariance([[0.04, 0.04, 0], [0.04, 0.04, 0], [0, 0, 0.04]])
 * hierarchicalRiskParity({ covariance }).weights // 0.25, 0.25, 0.5
 * ```
 */
export function hierarchicalRiskParity(input: AllocationInput, options: HierarchicalRiskParityOptions = {}): Allocation {
  const { distance = 'profile', ...limits } = options
  const method = 'hierarchical_risk_parity'
  const covariance = needCovariance(input, method)
  const { moving, notes } = movingSleeves(covariance)
  const weights = new Float64Array(covariance.size).fill(moving.length === 0 ? 1 : 0)
  for (const i of moving) weights[i] = 1
  const direct = distancesOf(covariance, moving)
  const order = orderBySimilarity(distance === 'direct' ? direct : profilesOf(direct)).map(k => moving[k])
  const parts = [order]
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part.length < 2) continue
    const middle = Math.floor(part.length / 2)
    const [left, right] = [part.slice(0, middle), part.slice(middle)]
    const [leftVariance, rightVariance] = [clusterVariance(covariance, left), clusterVariance(covariance, right)]
    const both = leftVariance + rightVariance
    const share = both > 0 ? 1 - leftVariance / both : 0.5
    for (const i of left) weights[i] *= share
    for (const i of right) weights[i] *= 1 - share
    parts.push(left, right)
  }
  return finishWithin(input, { weights: scaleToOne(weights), method, notes, limits })
}

function distancesOf({ matrix, size }: Covariance, used: readonly number[]): Float64Array[] {
  return used.map(i =>
    Float64Array.from(used, j => {
      if (i === j) return 0
      const correlation = matrix[i * size + j] / Math.sqrt(matrix[i * size + i] * matrix[j * size + j])
      return Math.sqrt(Math.max(0, (1 - correlation) / 2))
    }),
  )
}

function profilesOf(distances: readonly Float64Array[]): Float64Array[] {
  return distances.map(a =>
    Float64Array.from(distances, b => {
      let sum = 0
      for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2
      return Math.sqrt(sum)
    }),
  )
}

/** The variance of a part under inverse variance weights. */
function clusterVariance({ matrix, size }: Covariance, part: readonly number[]): number {
  let total = 0
  let variance = 0
  for (const i of part) total += 1 / matrix[i * size + i]
  for (const i of part) for (const j of part) variance += matrix[i * size + j] / matrix[i * size + i] / matrix[j * size + j]
  return variance / total ** 2
}
