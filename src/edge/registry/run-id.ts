import { randomBytes } from 'node:crypto'

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

let lastTime = 0
let count = 0

/**
 * A new id for a run: 26 letters and digits that sort by time, in the order in which one process makes them. Ten for the millisecond, three that
 * count within it, thirteen by chance (65 bits), so that processes need not know of each other.
 *
 * @example
 * ```ts
 * import { newRunId } from 'peak-trade/node'
 *
 * newRunId() < newRunId() // true
 * ```
 */
export function newRunId(now: number = Date.now()): string {
  count = now > lastTime ? 0 : count + 1
  // A clock that is set back must not turn the order around.
  lastTime = Math.max(now, lastTime)
  return digits(lastTime, 10) + digits(count, 3) + Array.from(randomBytes(13), byte => DIGITS[byte & 31]).join('')
}

function digits(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = DIGITS[rest % 32] + text
  return text
}
