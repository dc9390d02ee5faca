import { type ApiKey, signRequest } from './authentication.ts'
import type { RestAnswer } from './rest-api.ts'

let lastNonce = 0

/** A private call, signed by hand: what a client other than ccxt would send. */
export async function callPrivately(
  url: string,
  endpoint: string,
  {
    credentials,
    params = {},
    nonce,
  }: { readonly credentials: ApiKey; readonly params?: Readonly<Record<string, string>>; readonly nonce?: number },
): Promise<RestAnswer> {
  lastNonce = nonce ?? Math.max(lastNonce + 1, Date.now())
  const path = `/0/private/${endpoint}`
  const body = new URLSearchParams({ nonce: String(lastNonce), ...params }).toString()
  const signature = signRequest({ path, body, nonce: String(lastNonce), secret: credentials.secret })
  const headers = { 'API-Key': credentials.key, 'API-Sign': signature, 'Content-Type': 'application/x-www-form-urlencoded' }
  const response = await fetch(url + path, { method: 'POST', headers, body })
  return (await response.json()) as RestAnswer
}
