import type { Refusal } from '../../base/verdict.ts'
import { type Environment, effectiveMode } from '../environment.ts'
import type { Gate } from './gate.ts'
import type { LiveFacts } from './live-facts.ts'

/** How long a confirmation by a person counts. */
const CONFIRMED_MS = 12 * 3_600_000

/** Nothing passes in live mode but a dry run, and nothing at all in a mode that there is not. */
export const modeGate: Gate = {
  id: 'mode',
  check: ({ environment }) => (effectiveMode(environment) === 'blocked' ? [locked(environment)] : []),
}

/** Live mode has two switches, and both must be on. */
export const armingGate: Gate = {
  id: 'arming',
  check: ({ environment }) => (environment.mode === 'live' ? refuseUnarmed(environment) : []),
}

/** Live mode asks for the token that was issued to an operator. */
export const tokenGate: Gate = {
  id: 'confirm-token',
  check: ({ environment, facts, context }) => (environment.mode === 'live' ? refuseToken(environment, facts, context.at) : []),
}

/** Live mode asks for two people. */
export const peopleGate: Gate = {
  id: 'two-people',
  check: ({ environment, facts, context }) => (environment.mode === 'live' ? refuseAlone(facts, context.at) : []),
}

/** That live is locked, whatever else is so. */
export function locked({ mode }: Environment): Refusal {
  const remedy = mode === 'live' ? '; live_dry_run_mode = true shows what would be sent' : ''
  return {
    code: 'gate/live-locked',
    message: `live is locked in this version: no order leaves in live mode, and no setting changes that${remedy}`,
  }
}

/** Which of the two switches of live mode are off. */
export function refuseUnarmed({ enableLiveTrading, liveModeArmed }: Environment): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (enableLiveTrading !== true)
    refusals.push({ code: 'gate/not-enabled', message: 'enable_live_trading = false: the first of the two stages of arming' })
  if (liveModeArmed !== true)
    refusals.push({ code: 'gate/not-armed', message: 'live_mode_armed = false: the second of the two stages of arming' })
  return refusals
}

/** Why the token does not confirm. */
export function refuseToken({ requireConfirmToken, confirmToken }: Environment, { token }: LiveFacts, at: number): readonly Refusal[] {
  if (requireConfirmToken === false) return []
  if (token === undefined) return [{ code: 'gate/token-missing', message: 'confirm_token: no token was issued to anybody; issue one' }]
  return token.check(confirmToken, at)
}

/** Whether two different people have confirmed, not long ago. */
export function refuseAlone({ confirmations = [] }: LiveFacts, at: number): readonly Refusal[] {
  const fresh = confirmations.filter(one => one.at <= at && at - one.at < CONFIRMED_MS && one.person.trim() !== '')
  const people = new Set(fresh.map(({ person }) => person.trim().toLowerCase()))
  if (people.size >= 2) return []
  const found = people.size === 0 ? 'nobody has confirmed' : `only ${fresh[0].person.trim()} has confirmed`
  return [{ code: 'gate/two-people', message: `${found} live mode in the last 12 hours; it takes two people` }]
}
