import { ConfigError } from '../../base/errors.ts'

/** When a circuit breaker opens, and for how long. */
export interface CircuitBreakerOptions {
  /** So many failures in a row open it. */
  readonly failures?: number | undefined
  /** So long nothing is let through; then one call is, to see. */
  readonly coolMs?: number | undefined
}

/**
 * Keeps calls away from an exchange that does not answer. Closed: everything passes. Open, after several failures in a row: nothing passes. Half open,
 * after a while: one call passes, and decides. It has no clock; times are passed in, milliseconds since the Unix epoch.
 */
export class CircuitBreaker {
  private readonly failures: number
  private readonly coolMs: number
  private inRow = 0
  private openedAt = Number.NaN
  private isTrying = false

  constructor({ failures = 5, coolMs = 30_000 }: CircuitBreakerOptions = {}) {
    if (!(Number.isInteger(failures) && failures > 0))
      throw new ConfigError('breaker/failures', `failures is ${failures}; give a whole number from 1`)
    if (!(coolMs >= 0)) throw new ConfigError('breaker/cool', `coolMs is ${coolMs}; give milliseconds`)
    this.failures = failures
    this.coolMs = coolMs
  }

  state(at: number): 'closed' | 'open' | 'half-open' {
    if (Number.isNaN(this.openedAt)) return 'closed'
    return at - this.openedAt < this.coolMs ? 'open' : 'half-open'
  }

  /** Whether a call may be made now. Whoever is told yes has to say what became of it. */
  ask(at: number): boolean {
    const state = this.state(at)
    if (state === 'closed') return true
    if (state === 'open' || this.isTrying) return false
    this.isTrying = true
    return true
  }

  /** The exchange answered, be it with a refusal. */
  succeed(): void {
    this.inRow = 0
    this.openedAt = Number.NaN
    this.isTrying = false
  }

  /** It did not. */
  fail(at: number): void {
    this.inRow++
    if (this.isTrying || this.inRow >= this.failures) this.openedAt = at
    this.isTrying = false
  }
}
