import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'smol-toml'
import { PeakTradeError } from '../../base/errors.ts'
import { formatPromotionPolicy, parsePromotionPolicy } from '../../research/promotion/promotion-config.ts'
import type { PromotionPolicy } from '../../research/promotion/promotion-policy.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError } from './file-error.ts'

/**
 * Reads a promotion policy from a TOML file with keys in snake_case, such as `min_sharpe = 1.5`.
 *
 * @throws {@link ConfigError} `promotion-policy/…` for what is not allowed in it, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { promotionPolicies } from 'peak-trade'
 * import { readPromotionPolicy, writePromotionPolicy } from 'peak-trade/node'
 *
 * await writePromotionPolicy('promotion.toml', { ...promotionPolicies.moderate, name: 'mine', minTrades: 100 })
 * const policy = await readPromotionPolicy('promotion.toml')
 * policy.minTrades // 100
 * ```
 */
export async function readPromotionPolicy(path: string): Promise<PromotionPolicy> {
  try {
    return parsePromotionPolicy(await readFile(path, 'utf8'), { parse, stringify })
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

/**
 * Writes a promotion policy as TOML, all or nothing.
 *
 * @throws {@link EdgeError} `file/…` when the disk refuses.
 *
 * @example
 * ```ts
 * import { promotionPolicies } from 'peak-trade'
 * import { writePromotionPolicy } from 'peak-trade/node'
 *
 * await writePromotionPolicy('promotion.toml', promotionPolicies.conservative)
 * ```
 */
export async function writePromotionPolicy(path: string, policy: PromotionPolicy): Promise<void> {
  await writeAtomically(path, `${formatPromotionPolicy(policy, { parse, stringify })}\n`)
}
