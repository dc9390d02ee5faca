import { describe, expect, it } from 'vitest'
import { Exchange } from './exchange.ts'
import { findPair, type Pair } from './pairs.ts'

const pair = findPair('BTC/USD') as Pair
const bar = (minute: number, [open, high, low, close]: readonly [number, number, number, number]) => ({
  time: minute * 60_000,
  open,
  high,
  low,
  close,
  volume: 2,
})

describe('Market', () => {
  it('puts bid and ask half a spread away, on ticks, never inside it', () => {
    const { market } = new Exchange({ spread: 0.0002 })
    const { bid, ask, last } = market.setPrice(pair, 50_000.04)
    // ± 5 = 49,995.0 and 50,005.0 around 50,000.0
    expect([bid, ask, last].map(String)).toEqual(['49995', '50005', '50000'])
    const given = market.setPrice(pair, 100, { bid: 99, ask: 103 })
    expect([given.bid, given.ask].map(String)).toEqual(['99', '103'])
    expect(market.quote(pair)).toBe(given)
  })

  it('replaces the bar that is being made, and refuses older ones', () => {
    const { market } = new Exchange()
    market.pushBars(pair, 1, [bar(1, [1, 2, 1, 2]), bar(2, [2, 3, 2, 3]), bar(2, [2, 9, 2, 9])])
    expect(market.candlesOf(pair, 1).map(({ close }) => close)).toEqual([2, 9])
    expect(() => market.pushBars(pair, 1, [bar(1, [1, 1, 1, 1])])).toThrow('older')
  })

  it('makes longer bars of shorter ones', () => {
    const { market } = new Exchange()
    market.pushBars(pair, 1, [bar(4, [1, 5, 1, 2]), bar(5, [2, 3, 2, 3]), bar(9, [3, 4, 0.5, 4])])
    expect(market.candlesOf(pair, 5)).toEqual([
      { time: 0, open: 1, high: 5, low: 1, close: 2, volume: 2 },
      { time: 300_000, open: 2, high: 4, low: 0.5, close: 4, volume: 4 },
    ])
    expect(market.candlesOf(findPair('ETH/USD') as Pair, 5)).toEqual([])
  })

  it('walks through a bar by its nearer extreme first', () => {
    const exchange = new Exchange({ spread: 0 })
    exchange.market.pushBars(pair, 1, [bar(1, [100, 101, 90, 95]), bar(2, [100, 120, 99, 110])], { moves: true })
    expect(exchange.market.ticksOf(pair).map(({ price }) => Number(price))).toEqual([100, 101, 90, 95, 100, 99, 120, 110])
    exchange.market.pushBars(pair, 1, [bar(3, [1, 1, 1, 1])])
    expect(String(exchange.market.quote(pair)?.last)).toBe('110')
  })
})
