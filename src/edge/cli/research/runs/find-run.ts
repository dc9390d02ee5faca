import { ConfigError } from '../../../../base/errors.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import type { RunFilter, RunStore } from '../../../../research/run-store.ts'

/** The digits of ids, in which the first ten say the millisecond. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_DIGITS = 10

/** Runs that are named when the beginning of an id means several. */
const NAMED = 5

/**
 * The run with an id, or the only one whose id begins like that. `latest` is the last one that is not a part of another.
 *
 * @throws {@link ConfigError} `cli/run` when there is none, or more than one.
 */
export function findRun(store: RunStore, text: string): RunRecord {
  const exact = store.get(text)
  if (exact !== undefined) return exact
  if (text === 'latest') return latestRun(store)
  const prefix = text.toLowerCase()
  // Along an index first; ids of other programs need not say a time.
  const timed = timesOf(prefix)
  let found = timed === undefined ? [] : beginning(store, prefix, timed)
  if (found.length === 0) found = beginning(store, prefix, {})
  const [first, second] = found
  if (first === undefined) throw refusal(text, `there is no run ${text}; see: peak-trade research runs list`)
  if (second === undefined) return first
  const names = found.slice(0, NAMED).map(({ id }) => id)
  throw refusal(
    text,
    `${found.length} runs begin with "${text}": ${names.join(', ')}${found.length > NAMED ? ', …' : ''}; give more of the id`,
  )
}

function latestRun(store: RunStore): RunRecord {
  for (const record of store.each({ limit: 1000 })) if (record.parent === null) return record
  throw refusal('latest', 'there are no runs yet; begin with: peak-trade research sweep …')
}

function beginning(store: RunStore, prefix: string, filter: RunFilter): RunRecord[] {
  const found: RunRecord[] = []
  for (const record of store.each({ ...filter, limit: 1000 })) if (record.id.toLowerCase().startsWith(prefix)) found.push(record)
  // The id of a combination begins with that of its sweep.
  const ids = new Set(found.map(({ id }) => id))
  return found.filter(({ id, parent }) => !(parent !== null && ids.has(parent) && id.startsWith(parent)))
}

/** When runs with such an id were made. */
function timesOf(prefix: string): RunFilter | undefined {
  const digits = [...prefix.slice(0, TIME_DIGITS)].map(digit => DIGITS.indexOf(digit))
  if (digits.length === 0 || digits.includes(-1)) return undefined
  const span = 32 ** (TIME_DIGITS - digits.length)
  const from = digits.reduce((value, digit) => value * 32 + digit, 0) * span
  return { createdFrom: from, createdTo: from + span - 1 }
}

function refusal(text: string, problem: string): ConfigError {
  return new ConfigError('cli/run', problem, { run: text })
}
