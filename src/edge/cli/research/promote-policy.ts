import { ConfigError } from '../../../base/errors.ts'
import { didYouMean } from '../../../base/nearest.ts'
import { formatPromotionPolicy, parsePromotionPolicy } from '../../../research/promotion/promotion-config.ts'
import { type PromotionPolicy, type PromotionProfile, promotionPolicies } from '../../../research/promotion/promotion-policy.ts'
import { readPromotionPolicy } from '../../files/promotion-policy-file.ts'

/**
 * The policy that a word means: one that comes with the library, or a TOML file.
 *
 * @throws {@link ConfigError} `promotion/policy` for a name that there is not, and what reading a file throws.
 */
export async function findPolicy(word: string): Promise<PromotionPolicy> {
  if (Object.hasOwn(promotionPolicies, word)) return promotionPolicies[word as PromotionProfile]
  if (word.endsWith('.toml')) return readPromotionPolicy(word)
  const known = Object.keys(promotionPolicies)
  throw new ConfigError(
    'promotion/policy',
    `there is no policy "${word}"${didYouMean(word, known)} Known: ${known.join(', ')}, or a file that ends in .toml`,
    { policy: word },
  )
}

/** A policy with some thresholds replaced, by their names in files. It gets a name of its own unless it is given one. */
export function changePolicy(policy: PromotionPolicy, changes: Readonly<Record<string, unknown>>): PromotionPolicy {
  if (Object.keys(changes).length === 0) return policy
  const before = JSON.parse(formatPromotionPolicy(policy, JSON)) as Record<string, unknown>
  return parsePromotionPolicy(JSON.stringify({ ...before, name: `${policy.name}-changed`, ...changes }), JSON)
}
