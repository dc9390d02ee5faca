import { expect, it } from 'vitest'
import { quoteOf, rateOf } from '../../src/risk/conversion.ts'

it.each([
  ['BTC/EUR', {}, 'EUR'],
  ['BTC/USDT:USDT', {}, 'USDT'],
  ['AAPL', {}, undefined],
  ['AAPL', { quotes: { AAPL: 'USD' } }, 'USD'],
  ['BTC/EUR', { quotes: { 'BTC/EUR': 'GBP' } }, 'GBP'],
])('%s with %j is quoted in %s', (symbol, conversion, quote) => expect(quoteOf(symbol, conversion)).toBe(quote))

it('is 1 when nobody speaks of currencies, and never guesses', () => {
  expect(rateOf('BTC/USD', {})).toBe(1)
  expect(rateOf('BTC/EUR', { currency: 'EUR' })).toBe(1)
  expect(rateOf('BTC/USD', { currency: 'EUR', rates: { USD: 0.9 } })).toBe(0.9)
  for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1'])
    expect(rateOf('BTC/USD', { currency: 'EUR', rates: { USD: rate as number } })).toBeNaN()
  expect(rateOf('BTC/USD', { currency: 'EUR' })).toBeNaN()
  expect(rateOf('BTC/constructor', { currency: 'EUR', rates: {} })).toBeNaN()
  expect(rateOf('BTC/USD', { rates: { USD: 1 } })).toBeNaN()
})
