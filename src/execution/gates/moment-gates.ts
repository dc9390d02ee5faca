import type { Refusal } from '../../base/verdict.ts'
import type { Gate } from './gate.ts'

/** How old a decision may be. */
const DECISION_MS = 300_000
/** How often the same order may be approved within a minute. */
const REPEATS = 5
/** How long an order is remembered for that. */
export const RECENT_MS = 60_000

/** Time is a number, does not run backwards, and the decision is not of tomorrow, nor of long ago. */
export const clockGate: Gate = {
  id: 'clock',
  check: ({ intent, context: { at }, memory }) => {
    const refuse = (message: string): readonly Refusal[] => [{ code: 'gate/clock', message }]
    if (!Number.isFinite(at)) return refuse(`now is ${at}; pass milliseconds since the Unix epoch`)
    if (at < memory.lastAt) return refuse(`the clock went back by ${memory.lastAt - at} ms since the last order; wait until it is right`)
    if (intent.at > at) return refuse(`the order was decided ${intent.at - at} ms from now; two clocks disagree`)
    return at - intent.at > DECISION_MS ? refuse(`the order was decided ${at - intent.at} ms ago, which is too long; decide again`) : []
  },
}

/** Only a running session opens positions; one that is stopping may reduce them. */
export const sessionGate: Gate = {
  id: 'session',
  check: ({ intent, context: { session } }) =>
    session === 'running' || (session === 'stopping' && intent.reduceOnly === true)
      ? []
      : [{ code: 'gate/session', message: `the session is ${String(session)}; it places orders while it is running` }],
}

/** Every client id is placed once. */
export const duplicateGate: Gate = {
  id: 'duplicate',
  check: ({ intent: { clientId }, context: { account }, memory }) =>
    memory.isKnown(clientId) || account.openOrders?.some(({ id }) => id === clientId) === true
      ? [{ code: 'gate/duplicate', message: `an order with the client id ${clientId} was placed already` }]
      : [],
}

/** The same order does not come again and again under new ids, as from a loop that runs wild. */
export const repeatGate: Gate = {
  id: 'repeat',
  check: ({ intent, context: { at }, memory }) => {
    const { symbol, side, quantity } = intent
    const same = memory.recent.filter(
      before =>
        at - before.at < RECENT_MS && before.intent.symbol === symbol && before.intent.side === side && before.intent.quantity === quantity,
    )
    const message = `the same order (${side} ${quantity} ${symbol}) was approved ${same.length} times in the last minute; see whether a loop runs wild`
    return same.length < REPEATS ? [] : [{ code: 'gate/repeat', message }]
  },
}
