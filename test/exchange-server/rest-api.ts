import type { ApiKey } from './authentication.ts'
import { contextOf, type Params } from './call-context.ts'
import type { Exchange } from './exchange.ts'
import type { RequestFault } from './faults.ts'
import { KrakenError } from './kraken-error.ts'
import { permissionFor, privateEndpoints } from './private-endpoints.ts'
import { publicEndpoints } from './public-endpoints.ts'
import { pointsOfCall } from './rate-limit.ts'

/** A request as it came over the wire. */
export interface RestRequest {
  readonly method: string
  /** With its query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request, read. */
export interface RestCall {
  /** 'AddOrder'; '' when the path is none of the API. */
  readonly endpoint: string
  readonly isPrivate: boolean
  readonly path: string
  readonly params: Params
}

/** Kraken's envelope. */
export interface RestAnswer {
  readonly error: readonly string[]
  readonly result?: unknown
}

export function readCall({ url, body, headers }: RestRequest): RestCall {
  const { pathname, searchParams } = new URL(url, 'http://exchange')
  const [, scope, endpoint] = /^\/0\/(public|private)\/([A-Za-z/]+)$/.exec(pathname) ?? []
  const isPrivate = scope === 'private'
  const form = isPrivate && body !== '' ? readBody(body, String(headers['content-type'] ?? '')) : {}
  return { endpoint: endpoint ?? '', isPrivate, path: pathname, params: { ...Object.fromEntries(searchParams), ...form } }
}

/** Does what a call asks for. Never throws for what a client can send. */
export function answerCall(
  exchange: Exchange,
  { call, request, faults }: { readonly call: RestCall; readonly request: RestRequest; readonly faults: readonly RequestFault[] },
): RestAnswer {
  const { endpoint, isPrivate, params } = call
  const handle = (isPrivate ? privateEndpoints : publicEndpoints)[endpoint]
  try {
    if (isPrivate) admit(exchange, call, request)
    if (handle === undefined) return { error: ['EGeneral:Unknown method'] }
    if (isPrivate !== (request.method === 'POST')) return { error: ['EGeneral:Invalid arguments'] }
    return { error: [], result: handle(contextOf(exchange, endpoint, params, faults)) }
  } catch (error) {
    if (error instanceof KrakenError) return { error: [error.message] }
    throw error
  }
}

function admit(exchange: Exchange, { endpoint, path, params }: RestCall, { body, headers }: RestRequest): void {
  const nonce = params.nonce === undefined ? undefined : String(params.nonce)
  const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined)
  const key: ApiKey | string = exchange.gatekeeper.admit({ path, body, nonce, key: text('api-key'), signature: text('api-sign') })
  if (typeof key === 'string') throw new KrakenError(key)
  if (!exchange.countCall(key.key, pointsOfCall(endpoint))) throw new KrakenError('EAPI:Rate limit exceeded')
  if (!key.permissions.includes(permissionFor(endpoint))) throw new KrakenError('EGeneral:Permission denied')
}

function readBody(body: string, type: string): Params {
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(body))
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Params) : {}
  } catch {
    return {}
  }
}
