import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type RunRecord, type RunType, runTypes } from './run-record.ts'

/** @throws {@link ConfigError} `run-store/record` naming the field of a record that no store takes. */
export function checkRecord(record: RunRecord): void {
  const { id, type, name, createdAt, status, symbols, metrics, tags, parent } = record
  const fail = (field: string, problem: string): never => {
    throw new ConfigError('run-store/record', `run ${JSON.stringify(id)}: ${field} ${problem}`, { id: String(id), field })
  }
  if (typeof id !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) fail('id', 'must be 1 to 64 letters, digits, "-" or "_"')
  checkRunType(type)
  if (typeof name !== 'string' || name === '') fail('name', 'is missing; give it a few words')
  if (!Number.isInteger(createdAt)) fail('createdAt', `is ${String(createdAt)}; it must be whole milliseconds since 1970`)
  if (status !== 'ok' && status !== 'failed') fail('status', `is ${String(status)}; it must be "ok" or "failed"`)
  for (const field of ['strategy', 'family', 'timeframe', 'data', 'version', 'code', 'result'] as const)
    if (typeof record[field] !== 'string') fail(field, `is ${String(record[field])}; it must be a text`)
  for (const field of ['durationMs', 'bars', 'trials'] as const)
    if (typeof record[field] !== 'number') fail(field, `is ${String(record[field])}; it must be a number`)
  if (parent !== null && (typeof parent !== 'string' || parent === id)) fail('parent', `is ${String(parent)}; name another run, or null`)
  for (const symbol of symbols) if (typeof symbol !== 'string' || symbol === '') fail('symbols', 'contain an empty one')
  for (const [metric, value] of Object.entries(metrics))
    if (typeof value !== 'number') fail(`metrics.${metric}`, `is ${String(value)}; it must be a number (NaN for unknown)`)
  checkTags(tags)
}

/** @throws {@link ConfigError} `run-store/type` for a type that there is not, with the nearest. */
export function checkRunType(type: RunType): void {
  if (runTypes.includes(type)) return
  const name = String(type)
  throw new ConfigError('run-store/type', `there is no run type "${name}"${didYouMean(name, runTypes)} Known: ${runTypes.join(', ')}`, {
    type: name,
  })
}

/** @throws {@link ConfigError} `run-store/tag` for a tag that is empty, too long or has spaces around it. */
export function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    if (typeof tag === 'string' && tag !== '' && tag === tag.trim() && tag.length <= 200) continue
    throw new ConfigError(
      'run-store/tag',
      `the tag ${JSON.stringify(tag)?.slice(0, 60)} is not one: give 1 to 200 characters without spaces around them`,
    )
  }
}

/** @throws {@link ConfigError} `run-store/fingerprint` for what `fingerprint` cannot have made. */
export function checkFingerprint(text: string): string {
  if (/^[0-9a-f]{32}$/.test(text)) return text
  throw new ConfigError(
    'run-store/fingerprint',
    `${JSON.stringify(text)} is no fingerprint; make them with trialFingerprints or fingerprint`,
  )
}
