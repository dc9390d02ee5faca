import { ConfigError } from '../base/errors.ts'
import type { Refusal } from '../base/verdict.ts'

/** What a token is issued with. */
export interface TokenTerms {
  /** At least 16 characters, from the environment of the process, never from a file. */
  readonly secret: string
  /** The person it is issued to. */
  readonly operator: string
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
}

const SHORTEST = 16

/**
 * A secret that one person was given for a while, to confirm that live mode is meant. It can be asked whether a text is it, and cannot be read: it is in no
 * message, no log and no JSON. Comparing takes the same time wherever texts differ.
 *
 * @example
 * ```ts
 * import { ConfirmToken } from 'peak-trade'
 *
 * const token = new ConfirmToken({ secret: 'correct horse battery', operator: 'Ada', expiresAt: Date.UTC(2025, 0, 2) })
 * token.check('correct horse battery', Date.UTC(2025, 0, 1)).length // 0
 * token.check('a guess', Date.UTC(2025, 0, 1))[0].code // 'gate/token-wrong'
 * token.check('correct horse battery', Date.UTC(2025, 0, 3))[0].code // 'gate/token-expired'
 * JSON.stringify(token).includes('horse') // false
 * ```
 */
export class ConfirmToken {
  readonly #secret: string
  readonly operator: string
  readonly expiresAt: number

  /** @throws {@link ConfigError} `token/terms` for a secret that is too short, nobody, or a time that is not finite. */
  constructor({ secret, operator, expiresAt }: TokenTerms) {
    const wrong = (message: string) => new ConfigError('token/terms', message)
    if (typeof secret !== 'string' || secret.length < SHORTEST)
      throw wrong(`the secret of a confirm token needs at least ${SHORTEST} characters`)
    if (typeof operator !== 'string' || operator.trim() === '') throw wrong('a confirm token is issued to a person; name one')
    if (!Number.isFinite(expiresAt)) throw wrong(`a confirm token expires at ${expiresAt}; give milliseconds since the Unix epoch`)
    this.#secret = secret
    this.operator = operator
    this.expiresAt = expiresAt
    Object.freeze(this)
  }

  /** Why a text does not confirm; empty when it does. */
  check(given: string | undefined, at: number): readonly Refusal[] {
    const to = `the token that was issued to ${this.operator}`
    if (typeof given !== 'string' || given === '')
      return [{ code: 'gate/token-missing', message: `confirm_token is not given; give ${to}` }]
    // Not below: a time that is not a number is no time before the end.
    if (!(at < this.expiresAt)) return [{ code: 'gate/token-expired', message: `confirm_token: ${to} has expired; issue another one` }]
    if (!isSame(given, this.#secret)) return [{ code: 'gate/token-wrong', message: `confirm_token is not ${to}` }]
    return []
  }

  /** Who and how long; never the secret. */
  toJSON(): { readonly operator: string; readonly expiresAt: number } {
    return { operator: this.operator, expiresAt: this.expiresAt }
  }
}

/** Looks at every character, whether or not one differed before. */
function isSame(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length
  for (let k = 0; k < given.length; k++) difference |= given.charCodeAt(k) ^ secret.charCodeAt(k % secret.length)
  return difference === 0
}
