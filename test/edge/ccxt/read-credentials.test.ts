import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readCredentials } from '../../../src/edge/ccxt/read-credentials.ts'

describe('readCredentials', () => {
  const environment = { KRAKEN_API_KEY: ' the-key ', KRAKEN_API_SECRET: 'the-secret' }

  it('reads them, and hides them from every printer', () => {
    const credentials = readCredentials('kraken', environment)
    expect([credentials.apiKey, credentials.secret, credentials.password]).toEqual(['the-key', 'the-secret', undefined])
    expect(JSON.stringify(credentials) + inspect(credentials, { showHidden: true }) + Object.values(credentials).join()).not.toContain(
      'the-',
    )
  })

  it('names the variable that is missing, and no value', () => {
    expect(() => readCredentials('kraken', { KRAKEN_API_KEY: 'the-key' })).toThrow(/^KRAKEN_API_SECRET is not set/)
    expect(() => readCredentials('kraken', { ...environment, KRAKEN_API_KEY: ' ' })).toThrow(/^KRAKEN_API_KEY is not set/)
  })
})
