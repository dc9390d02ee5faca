import { describe, expect, it } from 'vitest'
import { matchAsset } from '../../src/portfolios/match-asset.ts'

describe('matchAsset', () => {
  it.each([
    ['BTC', ['ETH/EUR', 'BTC/EUR'], 'BTC/EUR'],
    ['BTC', ['BTC-USD', 'ETH-BTC'], 'BTC-USD'],
    ['BTC', ['BTC_USDT'], 'BTC_USDT'],
    ['BTC', ['BTC/USDT:USDT'], 'BTC/USDT:USDT'],
    ['BTC', ['BTCUSDT', 'BTCST'], 'BTCUSDT'],
    ['BTC', ['BTCEUR', 'ETHBTC'], 'BTCEUR'],
    ['ETH', ['ETHBTC'], 'ETHBTC'],
    ['btc', ['BTC/EUR'], 'BTC/EUR'],
    ['BTC/EUR', ['btc/eur', 'BTC/USD'], 'btc/eur'],
    ['AAPL', ['AAPL', 'AAPL/USD'], 'AAPL'],
    ['BTC', ['BTC', 'BTC/EUR', 'BTCUSD'], 'BTC'],
    // The rule with the separator comes before the one without.
    ['BTC', ['BTC/EUR', 'BTCUSDT'], 'BTC/EUR'],
    ['größe', ['Größe/EUR', 'Größer/EUR'], 'Größe/EUR'],
  ])('%s among %j is %s', (asset, among, expected) => {
    expect(matchAsset(asset, { among })).toBe(expected)
  })

  it('a symbol by hand comes first', () => {
    const among = ['AAPL', 'BTC/EUR']
    expect(matchAsset('BTC', { among, symbols: { BTC: 'AAPL' } })).toBe('AAPL')
    expect(matchAsset('BTC', { among, symbols: { ETH: 'AAPL' } })).toBe('BTC/EUR')
    expect(matchAsset('toString', { among: ['toString'] })).toBe('toString')
    expect(() => matchAsset('BTC', { among, symbols: { BTC: 'AAPLE' } })).toThrow(
      'symbols maps BTC to "AAPLE", which the panel does not have; did you mean "AAPL"? It has: AAPL, BTC/EUR',
    )
  })

  it.each([
    [
      'BTC',
      ['BTC/EUR', 'BTC/USD'],
      'it asks for BTC, and the panel has BTC/EUR and BTC/USD; say which, such as symbols: { "BTC": "BTC/EUR" }',
    ],
    [
      'BTC',
      ['ETH/BTC', 'BTCST', 'WBTC/EUR'],
      'and the panel has only ETH/BTC, BTCST, WBTC/EUR; add its bars, or map it by hand: symbols: { "BTC": "ETH/BTC" }',
    ],
    ['B', ['BTC/EUR'], 'asks for B'],
    ['', ['BTC/EUR', 'USD'], 'asks for ""'],
  ])('%j among %j is refused', (asset, among, message) => {
    expect(() => matchAsset(asset, { among })).toThrow(
      expect.objectContaining({ code: 'recipe/asset', message: expect.stringContaining(message) }),
    )
  })
})
