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
    const fault = faultOf(client.id, answer, String(request[0]))
    if (fault !== undefined) throw new UnreadableAnswer(`the answer ${fault}`)
    return answer
  }
}

/** What lists the symbols of an exchange. */
export interface ListingClient {
  marketsLoading?: unknown
  loadMarkets(...options: unknown[]): Promise<unknown>
}

/** Makes a client of ccxt try again to list the symbols: it keeps what came of the first try for good, a failure too. */
export function forgetFailedMarkets(client: ListingClient): void {
  const load = client.loadMarkets.bind(client)
  client.loadMarkets = async (...options) => {
    try {
      return await load(...options)
    } catch (error) {
      client.marketsLoading = undefined
      throw error
    }
  }
}

/** @throws Rejects with {@link NoAnswer} when it takes longer. */
export function withinTime<T>(call: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer(`no whole answer within ${ms} ms`)), ms)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** What is listed under which name. Without it ccxt would see an empty list, and an order that nobody has seen never arrived. */
const lists: Readonly<Record<string, string>> = { OpenOrders: 'open', ClosedOrders: 'closed', TradesHistory: 'trades' }

function faultOf(id: string, answer: unknown, url: string): string | undefined {
  if (typeof answer !== 'object' || answer === null) return 'is no JSON object'
  if (id !== 'kraken' || Array.isArray(answer)) return undefined
  // Kraken's envelope: `error`, and `result` unless there are errors.
  const { error, result } = answer as { readonly error?: unknown; readonly result?: unknown }
  if (!Array.isArray(error) || typeof result !== 'object' || result === null) return 'is none of Kraken'
  const list = lists[url.slice(url.lastIndexOf('/') + 1)]
  return list === undefined || list in result ? undefined : `has no list of ${list}`
}
