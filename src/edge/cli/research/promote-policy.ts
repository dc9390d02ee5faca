import { ConfigError } from '../../../base/errors.ts'
import { didYouMean } from '../../../base/nearest.ts'
import { portfolioPolicies } from '../../../research/promotion/portfolio-policies.ts'
import { formatPromotionPolicy, parsePromotionPolicy } from '../../../research/promotion/promotion-config.ts'
import { type PromotionPolicy, promotionPolicies } from '../../../research/promotion/promotion-policy.ts'
import { readPromotionPolicy } from '../../files/promotion-policy-file.ts'
import { configFolder, ownEntries } from '../config/config-folder.ts'

/** The policies that come with the library: for strategies, and for portfolios. */
export const shippedPolicies: Readonly<Record<string, PromotionPolicy>> = { ...promotionPolicies, ...portfolioPolicies }

/**
 * The policy that a word means: one's own of the folder of configurations, one that comes with the library, or a TOML file.
 *
 * @throws {@link ConfigError} `promotion/policy` for a name that there is not, and what reading a file throws.
 */
export async function findPolicy(word: string, { config }: { readonly config?: string | undefined } = {}): Promise<PromotionPolicy> {
  if (word.endsWith('.toml')) return readPromotionPolicy(word)
  const own = await ownEntries<PromotionPolicy>(configFolder(config), 'promotion-policies')
  const found = own.get(word)
  if (found !== undefined) return found
  if (Object.hasOwn(shippedPolicies, word)) return shippedPolicies[word]
  const known = [...new Set([...own.keys(), ...Object.keys(shippedPolicies)])]
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
