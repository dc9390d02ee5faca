import ccxt from 'ccxt'
import { describe, expect, it } from 'vitest'
import { EdgeError } from '../../../src/base/errors.ts'
import { exchangeError, type FaultOutcome, kindsOfClasses, mapExchangeError } from '../../../src/edge/ccxt/error-mapping.ts'

const classes = Object.entries(ccxt).filter(
  ([, value]) => typeof value === 'function' && (value === ccxt.BaseError || value.prototype instanceof ccxt.BaseError),
) as [string, new (message: string) => Error][]
const of = (name: string, message = 'binance x') => new (Object.fromEntries(classes)[name])(message)
const outcomesOf = (error: unknown): FaultOutcome[] =>
  (['query', 'place', 'cancel'] as const).map(operation => mapExchangeError(error, operation).outcome)

const lost = ['retryable', 'unknown-outcome', 'unknown-outcome']
const no = ['fatal', 'fatal', 'fatal']

describe('mapExchangeError', () => {
  it('knows every class of ccxt', () => {
    expect(classes.length).toBeGreaterThan(35)
    expect(classes.map(([name]) => name).filter(name => !(name in kindsOfClasses))).toEqual([])
  })

  it('never calls a lost order or a lost answer safe', () => {
    // Everything that can come of the way there or back, or of a server in trouble.
    for (const [name, Class] of classes)
      if (Class.prototype instanceof ccxt.OperationFailed && name !== 'CancelPending')
        expect([name, ...outcomesOf(of(name))]).toEqual([name, ...lost])
  })

  it.each([
    ['InsufficientFunds', no],
    ['AuthenticationError', no],
    ['PermissionDenied', no],
    ['BadSymbol', no],
    ['BadRequest', no],
    ['ArgumentsRequired', no],
    ['InvalidOrder', no],
    ['NotSupported', no],
    ['OrderNotFound', ['fatal', 'unknown-outcome', 'fatal']],
    ['DuplicateOrderId', ['fatal', 'unknown-outcome', 'unknown-outcome']],
    ['ExchangeError', ['fatal', 'unknown-outcome', 'unknown-outcome']],
    ['BaseError', ['fatal', 'unknown-outcome', 'unknown-outcome']],
  ])('%s', (name, expected) => {
    expect(outcomesOf(of(name))).toEqual(expected)
  })

  it('treats what is not of ccxt with care', () => {
    const named = (name: string, code?: string) => Object.assign(new Error('x'), { name, ...(code === undefined ? {} : { code }) })
    expect(outcomesOf(named('SocketError'))).toEqual(lost)
    expect(outcomesOf(named('Error', 'ECONNRESET'))).toEqual(lost)
    expect(outcomesOf(named('Error', 'UND_ERR_BODY_TIMEOUT'))).toEqual(lost)
    expect(outcomesOf(named('NoAnswer'))).toEqual(lost)
    for (const odd of [new TypeError('x is not a function'), 'text', undefined, null, 7, {}])
      expect(outcomesOf(odd)).toEqual(['fatal', 'unknown-outcome', 'unknown-outcome'])
    expect(mapExchangeError(named('__proto__'), 'place').outcome).toBe('unknown-outcome')
  })

  const says = (text: string, name = 'ExchangeError') => of(name, `kraken {"error":["${text}"]}`)

  it.each([
    ['EService:Unavailable', 'ExchangeNotAvailable', lost],
    ['EService:Busy', 'ExchangeNotAvailable', lost],
    ['EGeneral:Internal error', 'ExchangeNotAvailable', lost],
    ['EAPI:Invalid nonce', 'InvalidNonce', ['retryable', 'retryable', 'retryable']],
    ['EAPI:Rate limit exceeded', 'DDoSProtection', ['retryable', 'retryable', 'retryable']],
    ['EService:Deadline elapsed', 'ExchangeError', ['retryable', 'retryable', 'retryable']],
    ['EGeneral:Temporary lockout', 'DDoSProtection', no],
    ['EAPI:Invalid signature', 'ExchangeError', no],
    ['EOrder:Cost minimum not met', 'ExchangeError', no],
    ['EOrder:Insufficient funds', 'InsufficientFunds', no],
    ['EGeneral:Invalid arguments:cl_ord_id not unique', 'ExchangeError', ['fatal', 'unknown-outcome', 'unknown-outcome']],
    ['EOrder:Unknown order', 'InvalidOrder', ['fatal', 'unknown-outcome', 'fatal']],
    ['ESomething:New', 'ExchangeError', ['fatal', 'unknown-outcome', 'unknown-outcome']],
  ])('reads what Kraken says: %s', (text, name, expected) => {
    expect(outcomesOf(says(text, name))).toEqual(expected)
  })

  it('believes Kraken only on Kraken, and no page that quotes it', () => {
    expect(outcomesOf(of('ExchangeError', 'other {"error":["EOrder:Insufficient funds"]}'))[1]).toBe('unknown-outcome')
    expect(outcomesOf(of('RateLimitExceeded', 'kraken POST https://api.kraken.com 429 <html>'))[1]).toBe('unknown-outcome')
  })

  it('never shows a secret: not in the message, not in the details, not in a cause', () => {
    const key = 'planted-key-7f3a'
    const raw = of(
      'RequestTimeout',
      `kraken POST https://x.com/0/private/AddOrder?apiKey=${key}&signature=ff API-Key: ${key} body nonce=1&key=${encodeURIComponent(key)} ${Buffer.from(key).toString('base64')}`,
    )
    const fault = mapExchangeError(raw, 'place', [key])
    const error = exchangeError(fault, { exchange: 'kraken', what: 'place an order' })
    const everything = JSON.stringify([fault, error.message, error.details, error.stack, String(error.cause)])
    for (const form of [key, Buffer.from(key).toString('base64'), 'signature=ff']) expect(everything).not.toContain(form)
    expect(error).toBeInstanceOf(EdgeError)
    expect(error).toMatchObject({ code: 'exchange/timeout', retryable: false })
    expect(error.cause).toBeUndefined()
  })
})
