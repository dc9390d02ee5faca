/** How often something is tried again, and how long is waited before. */
export interface RetryOptions {
  /** Tries in all. Default 5. */
  readonly tries?: number | undefined
  /** Longest first pause, milliseconds; it doubles with every try. Default 500. */
  readonly baseMs?: number | undefined
  /** Longest pause of all, milliseconds. Default 30 000. */
  readonly longestMs?: number | undefined
}

/** The world that retrying needs. */
export interface RetryWorld {
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/**
 * How long to wait before a try: anything from nothing to a bound that doubles, so that many that failed together do not come back together
 * ("full jitter", M. Brooker, Exponential Backoff and Jitter, 2015).
 *
 * @param failed - How many tries have failed, from 1.
 */
export function backoffMs(failed: number, { baseMs = 500, longestMs = 30_000 }: RetryOptions, random: () => number): number {
  return Math.floor(random() * Math.min(longestMs, baseMs * 2 ** (failed - 1)))
}

/** Calls until it succeeds, until an error is not worth another try, or until the tries are used up; throws the last error. */
export async function retry<T>(
  call: () => Promise<T>,
  isWorthIt: (error: unknown) => boolean,
  { options = {}, world }: { readonly options?: RetryOptions; readonly world: RetryWorld },
): Promise<T> {
  const { tries = 5 } = options
  for (let failed = 1; ; failed++) {
    try {
      return await call()
    } catch (error) {
      if (failed >= tries || !isWorthIt(error) || world.signal?.aborted) throw error
      await world.sleep(backoffMs(failed, options, world.random), world.signal)
    }
  }
}
