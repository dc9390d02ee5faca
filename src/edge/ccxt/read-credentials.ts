import { ConfigError } from '../../base/errors.ts'

/**
 * A key of an exchange. Keep it out of files, arguments and logs.
 *
 * @example
 * ```ts
 * import { type Credentials, readCredentials } from 'peak-trade/ccxt'
 *
 * const credentials: Credentials = readCredentials('kraken', { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'c2VjcmV0' })
 * credentials.apiKey // 'key'
 * ```
 */
export interface Credentials {
  readonly apiKey: string
  readonly secret: string
  /** Some exchanges have a third part. */
  readonly password?: string | undefined
}

/**
 * Reads the key of an exchange from the environment, the only place where it may stand: `KRAKEN_API_KEY`, `KRAKEN_API_SECRET` and, where there is one,
 * `KRAKEN_API_PASSWORD`. What is returned prints as nothing, in logs and in JSON.
 *
 * @param exchange - As ccxt calls it.
 * @throws {@link ConfigError} `exchange/credentials` when one of them is missing. The message names the variable, never a value.
 *
 * @example
 * ```ts
 * import { readCredentials } from 'peak-trade/ccxt'
 *
 * const credentials = readCredentials('kraken', { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'c2VjcmV0' })
 * JSON.stringify(credentials) // '{}'
 * ```
 */
export function readCredentials(exchange: string, environment: Readonly<Record<string, string | undefined>> = process.env): Credentials {
  const name = `${exchange.toUpperCase()}_API`
  const read = (part: string): string => {
    const value = environment[`${name}_${part}`]?.trim()
    if (value !== undefined && value !== '') return value
    throw new ConfigError('exchange/credentials', `${name}_${part} is not set; put the key of ${exchange} into the environment`, {
      variable: `${name}_${part}`,
    })
  }
  const parts = { apiKey: read('KEY'), secret: read('SECRET'), password: environment[`${name}_PASSWORD`]?.trim() }
  // Not enumerable: no printer and no codec walks over it by accident.
  const hidden = Object.entries(parts).map(([key, value]) => [key, { value, enumerable: false }])
  // Nor one of Node that was told to show what is hidden.
  const printed = { [Symbol.for('nodejs.util.inspect.custom')]: { value: () => '{}', enumerable: false } }
  return Object.freeze(Object.defineProperties({}, { ...Object.fromEntries(hidden), ...printed })) as Credentials
}
