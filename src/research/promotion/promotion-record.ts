import { ConfigError, DataError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import { toJson } from '../../base/to-json.ts'
import type { Evidence } from './evidence.ts'
import { type Promoted, promote } from './promote.ts'
import type { PromotionPolicy } from './promotion-policy.ts'

/** The version of the format. */
const SCHEMA = 1

/**
 * What a go leaves behind: the evidence, the policy, and a fingerprint of both. Later gates ask for it. It is plain data; whether it is what it
 * says is checked by `checkPromotion` and whenever it is read.
 */
export interface PromotionRecord {
  readonly schema: typeof SCHEMA
  /** Without pictures. */
  readonly evidence: Evidence
  readonly policy: PromotionPolicy
  /** Of evidence and policy. It finds changes; it does not protect against somebody who computes it anew. */
  readonly fingerprint: string
}

/**
 * The record of a go. Only `promote` makes what this takes; a no-go does not compile, and what was forged is judged again.
 *
 * @throws {@link ConfigError} `promotion/no-go` when the evidence does not meet its policy.
 *
 * @example
 * ```ts
 * import { promotionRecord, type Promoted, type PromotionRecord } from 'peak-trade'
 *
 * const keep = (promotion: Promoted): PromotionRecord => promotionRecord(promotion)
 * typeof keep // 'function'
 * ```
 */
export function promotionRecord({ evidence, policy }: Promoted): PromotionRecord {
  const { pictures: _pictures, ...shown } = evidence
  const reason = disagreement(shown, policy)
  if (reason !== undefined)
    throw new ConfigError('promotion/no-go', `a no-go makes no record: ${reason}`, { strategy: evidence.strategy.id })
  return { schema: SCHEMA, evidence: shown, policy, fingerprint: fingerprintOf(shown, policy) }
}

/**
 * A record as JSON text.
 *
 * @example
 * ```ts
 * import { formatPromotion, parsePromotion, type PromotionRecord } from 'peak-trade'
 *
 * const copy = (record: PromotionRecord): PromotionRecord => parsePromotion(formatPromotion(record))
 * typeof copy // 'function'
 * ```
 */
export function formatPromotion(record: PromotionRecord): string {
  return `${toJson(record, 2)}\n`
}

/**
 * Reads a record, and believes nothing: the fingerprint has to fit, and the evidence is judged again by the policy beside it.
 *
 * @throws {@link DataError} `promotion/syntax` for text that is no record, `promotion/schema` for a version that is not known,
 * `promotion/tampered` when something was changed, `promotion/no-go` when the evidence does not meet the policy.
 *
 * @example
 * ```ts
 * import { DataError, parsePromotion } from 'peak-trade'
 *
 * try {
 *   parsePromotion('{}')
 * } catch (error) {
 *   if (error instanceof DataError) error.code // 'promotion/schema'
 * }
 * ```
 */
export function parsePromotion(text: string): PromotionRecord {
  const record = readRecord(text)
  const wrong = findFault(record)
  if (wrong !== undefined) throw new DataError(wrong.code, wrong.message)
  return record
}

/** What is wrong with a record; undefined for one that is what it says. */
export function findFault(record: PromotionRecord): { readonly code: string; readonly message: string } | undefined {
  const { evidence, policy } = record
  if (record.fingerprint !== fingerprintOf(evidence, policy))
    return { code: 'promotion/tampered', message: 'the promotion record was changed after it was made; promote again' }
  const reason = disagreement(evidence, policy)
  return reason === undefined
    ? undefined
    : { code: 'promotion/no-go', message: `the evidence in the promotion record does not meet its policy: ${reason}` }
}

function disagreement(evidence: Evidence, policy: PromotionPolicy): string | undefined {
  const { go, refusals } = promote(evidence, policy)
  return go ? undefined : refusals.map(({ message }) => message).join('; ')
}

/** Of the data as JSON keeps it, so that a record has the same fingerprint before and after it was written. */
function fingerprintOf(evidence: Evidence, policy: PromotionPolicy): string {
  return fingerprint(JSON.parse(toJson({ schema: SCHEMA, evidence, policy })))
}

function readRecord(text: string): PromotionRecord {
  let read: unknown
  try {
    read = JSON.parse(text, revive)
  } catch (cause) {
    throw new DataError('promotion/syntax', 'the promotion record is not JSON; it may be cut off, promote again', {}, cause)
  }
  const record = read as Partial<PromotionRecord> | null
  if (record?.schema !== SCHEMA)
    throw new DataError('promotion/schema', `the promotion record has version ${String(record?.schema)}, this library reads ${SCHEMA}`)
  const { evidence, policy } = record
  const whole =
    typeof evidence?.strategy === 'object' &&
    Array.isArray(policy?.advisory) &&
    typeof policy.name === 'string' &&
    typeof record.fingerprint === 'string'
  if (!whole) throw new DataError('promotion/syntax', 'the promotion record is not complete; promote again')
  return record as PromotionRecord
}

/** JSON has no word for NaN and writes null; parameters may really be null. */
function revive(this: unknown, key: string, value: unknown): unknown {
  if (value === null) return Number.NaN
  return key === 'params' && typeof value === 'object' ? unrevive(value) : value
}

/** Parameters as they stood in the text. */
function unrevive(params: object): object {
  return JSON.parse(JSON.stringify(params)) as object
}
