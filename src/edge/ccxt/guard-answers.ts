/** An answer that is not what the exchange sends: a page of a proxy, half a text. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** No whole answer within the time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** What is guarded: the one method of ccxt through which every request goes. */
export interface FetchingClient {
  readonly id: string
  fetch(...request: unknown[]): Promise<unknown>
}

/**
 * Makes a client of ccxt tell bad answers from empty ones. ccxt takes a page of HTML for an answer without content: no open orders, no fills, no bars; and
 * its time limit covers the headers, not the body.
 */
export function guardAnswers(client: FetchingClient, timeoutMs: number): void {
  const fetch = client.fetch.bind(client)
  client.fetch = async (...request) => {
    const answer = await withinTime(fetch(...request), timeoutMs)
    const fault = faultOf(client.id, answer)
    if (fault !== undefined) throw new UnreadableAnswer(`the answer ${fault}`)
    return answer
  }
}

/** @throws Rejects with {@link NoAnswer} when it takes longer. */
export function withinTime<T>(call: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer(`no whole answer within ${ms} ms`)), ms)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function faultOf(id: string, answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return 'is no JSON object'
  if (id !== 'kraken' || Array.isArray(answer)) return undefined
  // Kraken's envelope: `error`, and `result` unless there are errors.
  const { error, result } = answer as { readonly error?: unknown; readonly result?: unknown }
  return Array.isArray(error) && typeof result === 'object' && result !== null ? undefined : 'is none of Kraken'
}
