import type { ApiKey } from './authentication.ts'

export type Ccxt = typeof import('ccxt').default

// By a name that bundlers do not look up: they would refuse the file where the package is missing.
const packageName = 'ccxt'

/** ccxt, or undefined where it is not installed. */
export const ccxt: Ccxt | undefined = await import(packageName).then(
  (module: typeof import('ccxt')) => module.default,
  () => undefined,
)

export type Kraken = InstanceType<Ccxt['kraken']>
export type KrakenPro = InstanceType<Ccxt['pro']['kraken']>

/** Where a client goes, and how long it waits. */
export interface ConnectOptions {
  readonly url: string
  readonly credentials: ApiKey
  /** Of ccxt; default 10 s. */
  readonly timeout?: number | undefined
  /** Own nonces; ccxt's are milliseconds, of which two requests can see the same. */
  readonly nonce?: (() => number) | undefined
}

let lastNonce = 0

/** Microseconds, or one more than the last. */
function nextNonce(): number {
  lastNonce = Math.max(lastNonce + 1, Date.now() * 1000)
  return lastNonce
}

function configOf({ url, credentials, timeout = 10_000, nonce = nextNonce }: ConnectOptions) {
  const feed = url.replace('http', 'ws')
  return {
    apiKey: credentials.key,
    secret: credentials.secret,
    timeout,
    nonce,
    rateLimit: 1,
    urls: {
      api: { public: url, private: url, ws: { public: feed, private: feed, publicV2: `${feed}/v2`, privateV2: `${feed}/private/v2` } },
    },
  }
}

/** ccxt's kraken as it is, with other addresses. @throws Error where ccxt is not installed. */
export function connectKraken(options: ConnectOptions): Kraken {
  if (ccxt === undefined) throw new Error('ccxt is not installed')
  return new ccxt.kraken(configOf(options))
}

/** ccxt's kraken with websockets. @throws Error where ccxt is not installed. */
export async function connectKrakenPro(options: ConnectOptions): Promise<KrakenPro> {
  if (ccxt === undefined) throw new Error('ccxt is not installed')
  const kraken = new ccxt.pro.kraken(configOf(options))
  // ccxt takes addresses without TLS for those of a proxy, and wants this first.
  await kraken.loadHttpProxyAgent()
  return kraken
}

/** The id of an order that has one; ccxt gives orders without one when it could not read the answer. */
export function idOf({ id }: { readonly id?: string | undefined }): string {
  if (id === undefined) throw new Error('the order has no id')
  return id
}
