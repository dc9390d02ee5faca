import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type Permission = 'query' | 'trade' | 'withdraw'

/** A key that the server knows. */
export interface ApiKey {
  readonly key: string
  /** Base64. */
  readonly secret: string
  readonly permissions: readonly Permission[]
}

/** What a private request carries. */
export interface SignedRequest {
  /** '/0/private/AddOrder'. */
  readonly path: string
  readonly body: string
  readonly nonce: string | undefined
  readonly key: string | undefined
  readonly signature: string | undefined
}

/** API-Sign as Kraken wants it: HMAC-SHA512 of path and SHA256(nonce + body), keyed with the decoded secret. */
export function signRequest({
  path,
  body,
  nonce,
  secret,
}: {
  readonly path: string
  readonly body: string
  readonly nonce: string
  readonly secret: string
}): string {
  const hash = createHash('sha256').update(`${nonce}${body}`).digest()
  return createHmac('sha512', Buffer.from(secret, 'base64')).update(path).update(hash).digest('base64')
}

/** Keeps the last nonce of every key. */
export class Gatekeeper {
  private readonly keys: ReadonlyMap<string, ApiKey>
  private readonly nonces = new Map<string, bigint>()

  constructor(keys: readonly ApiKey[]) {
    this.keys = new Map(keys.map(key => [key.key, key]))
  }

  /** The key of a good request, or Kraken's error. A nonce counts as used once the signature is right. */
  admit(request: SignedRequest): ApiKey | string {
    const key = this.keys.get(request.key ?? '')
    if (key === undefined) return 'EAPI:Invalid key'
    if (request.nonce === undefined || !/^\d{1,20}$/.test(request.nonce)) return 'EAPI:Invalid nonce'
    const wanted = Buffer.from(signRequest({ path: request.path, body: request.body, nonce: request.nonce, secret: key.secret }))
    const given = Buffer.from(request.signature ?? '')
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'EAPI:Invalid signature'
    const nonce = BigInt(request.nonce)
    if (nonce <= (this.nonces.get(key.key) ?? -1n)) return 'EAPI:Invalid nonce'
    this.nonces.set(key.key, nonce)
    return key
  }
}
