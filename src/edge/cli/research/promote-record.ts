import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Promotion } from '../../../research/promotion/promote.ts'
import { promotionRecord } from '../../../research/promotion/promotion-record.ts'
import { numbersOf } from '../../../research/run-kinds.ts'
import { fileError } from '../../files/file-error.ts'
import { writePromotion } from '../../files/promotion-file.ts'
import { homeFolder } from '../../registry/home-folder.ts'
import type { WholeRun } from './promote-log.ts'

/** Where the record of a go is put. */
export interface KeepOptions {
  /** Default: `promotions/<strategy>-<symbol>-<fingerprint>.json` in the home folder. */
  readonly record?: string | undefined
  readonly home?: string | undefined
  /** False: only when `record` says where. */
  readonly save: boolean
}

/** Writes the record of a go; undefined when nothing was written, as for every no-go. */
export async function keepPromotion(promotion: Promotion, { record, home, save }: KeepOptions): Promise<string | undefined> {
  if (!promotion.go || (record === undefined && !save)) return undefined
  const path = record ?? join(homeFolder(home), 'promotions', fileName(promotion, promotionRecord(promotion).fingerprint))
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (error) {
    throw fileError(error, dirname(path))
  }
  await writePromotion(path, promotion)
  return path
}

/** A promotion as a run. */
export function promotionRun(promotion: Promotion, durationMs: number): WholeRun {
  const { evidence, policy, scorecard, go, refusals } = promotion
  const { strategy, symbol, settings, seed, combinations, trials, inSample, walkForward, luck, superiority, overfitting } = evidence
  const { pictures: _pictures, ...shown } = evidence
  return {
    type: 'promotion',
    name: `promotion_${strategy.id}_${symbol}`,
    durationMs,
    params: strategy.params,
    settings,
    options: { policy, combinations, trials },
    seed,
    trials: combinations,
    metrics: {
      ...(inSample === undefined ? {} : numbersOf(inSample)),
      go: go ? 1 : 0,
      reasons: refusals.length,
      combinations,
      countedTrials: trials,
      ...(walkForward === undefined
        ? {}
        : { 'walkForward.sharpe': walkForward.sharpe, 'walkForward.totalReturn': walkForward.totalReturn }),
      ...(luck === undefined ? {} : { deflatedSharpe: luck.deflated }),
      ...(superiority === undefined ? {} : { pValue: superiority.pValue }),
      ...(overfitting === undefined ? {} : { overfitting: overfitting.probability }),
    },
    parts: [
      ['evidence', shown],
      ['scorecard', scorecard],
    ],
  }
}

function fileName({ evidence: { strategy, symbol } }: Promotion, fingerprint: string): string {
  return `${strategy.id}-${symbol}-${fingerprint.slice(0, 8)}.json`.replace(/[^A-Za-z0-9._-]/g, '_')
}
