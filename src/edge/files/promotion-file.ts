import { readFile } from 'node:fs/promises'
import { PeakTradeError } from '../../base/errors.ts'
import type { Promoted } from '../../research/promotion/promote.ts'
import { formatPromotion, type PromotionRecord, parsePromotion, promotionRecord } from '../../research/promotion/promotion-record.ts'
import { writeAtomically } from './atomic-write.ts'
import { fileError } from './file-error.ts'

/**
 * Writes the record of a go as JSON, all or nothing. A no-go does not compile, and is refused when it comes all the same.
 *
 * @returns The record.
 * @throws {@link ConfigError} `promotion/no-go`, {@link EdgeError} `file/…` when the disk refuses.
 *
 * @example
 * ```ts
 * import { gatherEvidence, MaCrossover, promote, syntheticBars } from 'peak-trade'
 * import { writePromotion } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 500, timeframe: '1d' })
 * const promotion = promote(gatherEvidence(MaCrossover, bars, { grid: { fast: [5, 10] }, costs: { feeBps: 5 }, seed: 1 }))
 * if (promotion.go) await writePromotion('promotion.json', promotion)
 * ```
 */
export async function writePromotion(path: string, promotion: Promoted): Promise<PromotionRecord> {
  const record = promotionRecord(promotion)
  await writeAtomically(path, formatPromotion(record))
  return record
}

/**
 * Reads a promotion record. One that was changed, or whose evidence does not meet its policy, is refused.
 *
 * @throws {@link DataError} `promotion/…`, {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { readPromotion } from 'peak-trade/node'
 *
 * const found = await readPromotion('none.json').catch(error => error.code)
 * found // 'file/missing'
 * ```
 */
export async function readPromotion(path: string): Promise<PromotionRecord> {
  try {
    return parsePromotion(await readFile(path, 'utf8'))
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}
