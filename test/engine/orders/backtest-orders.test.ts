import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import { verdict } from '../../../src/base/verdict.ts'
import { backtestOrders } from '../../../src/engine/orders/backtest-orders.ts'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { barsFrom, fillsOf, HOUR_MS, ordersOf, playScript, type Row, type Script } from './scripted.ts'

const flat: Row = [100, 100, 100, 100]
/** One order at the close of bar 0. */
const first = (act: Script[number]): Script => ({ 0: act })

describe('market orders', () => {
  it('fill at the next open', () => {
    const result = playScript([flat, [101, 105, 99, 104], [103, 103, 102, 102]], {
      0: s => s.buy({ quantity: 2 }),
      1: s => s.sell({ quantity: 2 }),
    })
    expect(fillsOf(result)).toEqual([
      [1, 2, 101, 'signal'],
      [2, -2, 103, 'signal'],
    ])
    expect([...result.equity]).toEqual([1000, 1006, 1004])
    expect(result.orders[0]).toMatchObject({
      kind: 'market',
      quantity: 2,
      filledQuantity: 2,
      averagePrice: 101,
      placedIndex: 0,
      endIndex: 1,
    })
    expect(result.trades).toHaveLength(1)
    expect(result.trades[0].pnl).toBe(4)
  })

  it('of the last close are still waiting', () => {
    const result = playScript(
      [flat],
      first(s => s.buy({ quantity: 2 })),
    )
    expect(result.orders[0]).toMatchObject({ status: 'working', endIndex: Number.NaN, averagePrice: Number.NaN })
  })

  it('pay slippage and fees', () => {
    const result = playScript(
      [flat, flat],
      first(s => s.buy({ quantity: 1 })),
      { costs: { feeBps: 100, slippageBps: 200 } },
    )
    expect(result.fills[0].price).toBeCloseTo(102, 12)
    expect(result.fills[0].fee).toBeCloseTo(1.02, 12)
    expect(result.summary.slippage).toBeCloseTo(2, 12)
  })

  it('of a fraction spend that share of the equity at the open, the fee set aside', () => {
    const rows: Row[] = [flat, [120, 130, 110, 125]]
    const result = playScript(
      rows,
      first(s => s.buy({ fraction: 0.5 })),
      { costs: { feeBps: 100, slippageBps: 100 } },
    )
    // 500 pay for units at 121.2 and 1 % of that.
    const units = 500 / (121.2 * 1.01)
    expect(result.fills[0].quantity).toBeCloseTo(units, 12)
    expect(result.orders[0].quantity).toBeCloseTo(units, 12)
    expect(result.orders[0].fraction).toBe(0.5)
    expect(result.equity[1]).toBeCloseTo(500 + units * 125, 9)
  })

  it('of a fraction sell short for that share', () => {
    const result = playScript(
      [flat, flat],
      first(s => s.sell({ fraction: 1 })),
    )
    expect(fillsOf(result)).toEqual([[1, -10, 100, 'signal']])
  })
})

describe('limit orders', () => {
  it('wait until the price comes, and fill at their level', () => {
    const result = playScript(
      [flat, [100, 101, 98.5, 100], [100, 101, 97, 100]],
      first(s => s.buy({ quantity: 1, limit: 98 })),
    )
    expect(fillsOf(result)).toEqual([[2, 1, 98, 'signal']])
    expect(ordersOf(result)).toEqual([['limit', 'filled', 2]])
  })

  it.each<[string, number, Row, number]>([
    ['a buy above the open fills at the open', 105, [100, 106, 95, 100], 100],
    ['a buy that the open has jumped over fills at the open', 98, [90, 99, 89, 95], 90],
    ['a touch is enough', 95, [100, 101, 95, 100], 95],
  ])('%s', (_, limit, bar, price) => {
    expect(
      fillsOf(
        playScript(
          [flat, bar],
          first(s => s.buy({ quantity: 1, limit })),
        ),
      ),
    ).toEqual([[1, 1, price, 'signal']])
  })

  it.each<[string, number, Row, number]>([
    ['a sale below the open fills at the open', 95, [100, 101, 90, 100], 100],
    ['a sale that the open has jumped over fills at the open', 103, [110, 111, 100, 105], 110],
    ['a sale inside the range fills at its level', 103, [100, 104, 99, 101], 103],
  ])('%s', (_, limit, bar, price) => {
    expect(
      fillsOf(
        playScript(
          [flat, bar],
          first(s => s.sell({ quantity: 1, limit })),
        ),
      ),
    ).toEqual([[1, -1, price, 'signal']])
  })

  it('pay no slippage', () => {
    const result = playScript(
      [flat, [100, 101, 97, 100]],
      first(s => s.buy({ quantity: 1, limit: 98 })),
      { costs: { slippageBps: 500 } },
    )
    expect(fillsOf(result)).toEqual([[1, 1, 98, 'signal']])
  })

  it('of a fraction are sized at their level', () => {
    const result = playScript(
      [flat, [100, 101, 79, 100]],
      first(s => s.buy({ fraction: 1, limit: 80 })),
    )
    expect(fillsOf(result)).toEqual([[1, 12.5, 80, 'signal']])
  })
})

describe('stop orders', () => {
  it.each<[string, 'buy' | 'sell', number, Row, number]>([
    ['a buy fills at its level', 'buy', 105, [100, 106, 99, 101], 105],
    ['a sale, too', 'sell', 95, [100, 101, 94, 99], 95],
    ['a buy that the open has jumped over fills at the open', 'buy', 105, [110, 112, 108, 109], 110],
    ['a sale, too', 'sell', 95, [90, 92, 89, 91], 90],
    ['a buy below the market is triggered at once', 'buy', 95, [101, 102, 100, 101], 101],
    ['a sale above it, too', 'sell', 105, [101, 102, 100, 101], 101],
  ])('%s', (_, side, stop, bar, price) => {
    const result = playScript(
      [flat, bar],
      first(s => s[side]({ quantity: 1, stop })),
    )
    expect(fillsOf(result)).toEqual([[1, side === 'buy' ? 1 : -1, price, 'signal']])
    expect(result.assumptions.gapExits).toBe(0)
  })

  it('are not reached by a range that stays away', () => {
    const result = playScript(
      [flat, [100, 104.99, 95.01, 100]],
      first(s => [s.buy({ quantity: 1, stop: 105 }), s.sell({ quantity: 1, stop: 95 })]),
    )
    expect(ordersOf(result)).toEqual([
      ['stop', 'working', Number.NaN],
      ['stop', 'working', Number.NaN],
    ])
  })

  it('that leave through a gap are counted, and so is their reason', () => {
    const result = playScript([flat, flat, [90, 91, 89, 90]], { 0: s => s.buy({ quantity: 5 }), 1: s => s.exit({ stop: 97 }) })
    expect(fillsOf(result).at(-1)).toEqual([2, -5, 90, 'stop'])
    expect(result.assumptions.gapExits).toBe(1)
    expect(result.trades[0].exitReason).toBe('stop')
  })

  it('pay slippage', () => {
    const result = playScript(
      [flat, [100, 106, 99, 101]],
      first(s => s.buy({ quantity: 1, stop: 105 })),
      { costs: { slippageBps: 100 } },
    )
    expect(result.fills[0].price).toBeCloseTo(106.05, 10)
  })

  it('can turn a position over', () => {
    const result = playScript([flat, flat, [100, 100, 94, 95]], {
      0: s => s.buy({ quantity: 2 }),
      1: s => s.sell({ quantity: 5, stop: 96 }),
    })
    expect(fillsOf(result)).toEqual([
      [1, 2, 100, 'signal'],
      [2, -2, 96, 'stop'],
      [2, -3, 96, 'signal'],
    ])
    // 2 lost 4 each; 3 sold at 96 are worth 1 more each at 95.
    expect(result.equity[2]).toBe(1000 - 8 + 3)
  })
})

describe('stop-limit orders', () => {
  const entry = (stop: number, limit: number) => first(s => s.buy({ quantity: 1, stop, limit }))

  it.each<[string, number, number, Row, number]>([
    ['fills at its stop when the limit allows it', 105, 106, [100, 107, 99, 101], 105],
    ['fills at an open between stop and limit', 105, 108, [107, 109, 106, 108], 107],
    ['waits at its limit when the open is beyond, and comes back', 105, 106, [110, 112, 104, 108], 106],
    ['a limit below the stop fills when the close proves that the price came back', 105, 103, [100, 107, 99, 102], 103],
  ])('%s', (_, stop, limit, bar, price) => {
    const result = playScript([flat, bar], entry(stop, limit))
    expect(fillsOf(result)).toEqual([[1, 1, price, 'signal']])
    expect(result.orders[0]).toMatchObject({ kind: 'stopLimit', status: 'filled', triggeredIndex: 1, endIndex: 1, stop, limit })
  })

  it('a limit below the stop does not fill at a low that may have been before', () => {
    const result = playScript([flat, [100, 107, 99, 106], [106, 107, 102, 104]], entry(105, 103))
    expect(fillsOf(result)).toEqual([[2, 1, 103, 'signal']])
    expect(result.orders[0]).toMatchObject({ triggeredIndex: 1, endIndex: 2 })
  })

  it('stays a limit order when the market runs away', () => {
    const result = playScript([flat, [110, 112, 109, 111], [111, 115, 110, 112]], entry(105, 106))
    expect(result.orders[0]).toMatchObject({ status: 'working', triggeredIndex: 1 })
  })

  it('sells in the mirror', () => {
    const sale = first(s => s.sell({ quantity: 1, stop: 95, limit: 94 }))
    expect(fillsOf(playScript([flat, [100, 101, 93, 99]], sale))).toEqual([[1, -1, 95, 'signal']])
    expect(fillsOf(playScript([flat, [90, 96, 88, 91]], sale))).toEqual([[1, -1, 94, 'signal']])
  })

  it('pays slippage, but never more than its limit', () => {
    const rows: Row[] = [flat, [100, 120, 99, 101]]
    expect(playScript(rows, entry(105, 110), { costs: { slippageBps: 100 } }).fills[0].price).toBeCloseTo(106.05, 10)
    expect(playScript(rows, entry(105, 106), { costs: { slippageBps: 100 } }).fills[0].price).toBe(106)
  })
})

describe('trailing stops', () => {
  it('follow the bars before, never their own', () => {
    const result = playScript([flat, [100, 100, 100, 100], [100, 120, 95, 118], [118, 119, 107, 110]], {
      0: s => s.buy({ quantity: 1 }),
      1: s => s.exit({ trailing: 0.1 }),
    })
    // From 100: 90. After the high of 120: 108.
    expect(fillsOf(result).at(-1)).toEqual([3, -1, 108, 'trailing'])
    expect(result.orders[1]).toMatchObject({ kind: 'trailing', trailing: 0.1, stop: 108, status: 'filled' })
  })

  it('can enter', () => {
    const result = playScript(
      [flat, [100, 101, 80, 82], [82, 90, 81, 89]],
      first(s => s.buy({ quantity: 1, trailing: 0.1 })),
    )
    expect(fillsOf(result)).toEqual([[2, 1, 88, 'signal']])
  })

  it('start from the close at which they were placed', () => {
    const result = playScript(
      [
        [100, 200, 100, 110],
        [110, 111, 100, 100],
      ],
      first(s => s.sell({ quantity: 1, trailing: 0.05 })),
    )
    expect(fillsOf(result)).toEqual([[1, -1, 104.5, 'signal']])
  })
})

describe('time in force', () => {
  const quiet = (n: number): Row[] => Array.from({ length: n }, () => flat)

  it('gtc works until it fills', () => {
    const result = playScript(
      [...quiet(50), [100, 100, 90, 95]],
      first(s => s.buy({ quantity: 1, limit: 95 })),
    )
    expect(ordersOf(result)).toEqual([['limit', 'filled', 50]])
  })

  it('ioc fills at the next open or not at all', () => {
    const ticket = { quantity: 1, limit: 99, timeInForce: 'ioc' } as const
    const missed = playScript(
      [flat, [100, 100, 90, 95], [90, 90, 90, 90]],
      first(s => s.buy(ticket)),
    )
    expect(ordersOf(missed)).toEqual([['limit', 'expired', 1]])
    expect(missed.fills).toEqual([])
    const hit = playScript(
      [flat, [98, 100, 90, 95]],
      first(s => s.buy(ticket)),
    )
    expect(fillsOf(hit)).toEqual([[1, 1, 98, 'signal']])
  })

  it('ioc of a stop and of a market order', () => {
    const stop = { quantity: 1, stop: 105, timeInForce: 'ioc' } as const
    expect(
      ordersOf(
        playScript(
          [flat, [100, 110, 100, 110]],
          first(s => s.buy(stop)),
        ),
      ),
    ).toEqual([['stop', 'expired', 1]])
    expect(
      ordersOf(
        playScript(
          [flat, [106, 110, 100, 110]],
          first(s => s.buy(stop)),
        ),
      ),
    ).toEqual([['stop', 'filled', 1]])
    expect(
      ordersOf(
        playScript(
          [flat, flat],
          first(s => s.buy({ quantity: 1, timeInForce: 'ioc' })),
        ),
      ),
    ).toEqual([['market', 'filled', 1]])
  })

  it('{ bars } works to the close of that many bars', () => {
    const script = first(s => s.buy({ quantity: 1, limit: 95, timeInForce: { bars: 2 } }))
    const dip: Row = [100, 100, 90, 95]
    expect(ordersOf(playScript([flat, flat, dip, flat], script))).toEqual([['limit', 'filled', 2]])
    expect(ordersOf(playScript([flat, flat, flat, dip], script))).toEqual([['limit', 'expired', 2]])
    expect(ordersOf(playScript([flat, flat], script))).toEqual([['limit', 'working', Number.NaN]])
  })

  it('an order that has expired is gone at that close', () => {
    const seen: number[] = []
    const look = (s: { orders: readonly unknown[] }) => seen.push(s.orders.length)
    playScript(quiet(4), { 0: s => s.buy({ quantity: 1, limit: 95, timeInForce: { bars: 2 } }), 1: look, 2: look })
    expect(seen).toEqual([1, 0])
  })

  it('an order that has had its open is not there when the range touches both sides', () => {
    const both: Row = [100, 106, 94, 100]
    const result = playScript(
      [flat, both],
      first(s => [s.buy({ quantity: 1, stop: 105, timeInForce: 'ioc' }), s.buy({ quantity: 1, limit: 95 })]),
    )
    expect(ordersOf(result)).toEqual([
      ['stop', 'expired', 1],
      ['limit', 'filled', 1],
    ])
    expect(result.assumptions.ambiguousBars).toBe(0)
  })

  const hour = (h: number, row: Row = flat): Row => [row[0], row[1], row[2], row[3], h * HOUR_MS]
  const dip: Row = [100, 100, 90, 95]

  it('day works on the UTC day on which the next bar opens', () => {
    const script = first(s => s.buy({ quantity: 1, limit: 95, timeInForce: 'day' }))
    const last = playScript([hour(20), hour(21), hour(22), hour(23, dip)], script)
    expect(ordersOf(last)).toEqual([['limit', 'filled', 3]])
    const late = playScript([hour(20), hour(23), hour(24, dip)], script)
    expect(ordersOf(late)).toEqual([['limit', 'expired', 2]])
    expect(late.fills).toEqual([])
  })

  it('day placed at the last close of a day works on the next trading day', () => {
    const script = first(s => s.buy({ quantity: 1, limit: 95, timeInForce: 'day' }))
    // From a Friday night over the weekend: 72 hours later.
    expect(ordersOf(playScript([hour(23), hour(24 + 72), hour(24 + 73, dip)], script))).toEqual([['limit', 'filled', 2]])
    expect(ordersOf(playScript([hour(23), hour(24 + 72), hour(48 + 72, dip)], script))).toEqual([['limit', 'expired', 2]])
  })

  it('day on daily bars is the next bar', () => {
    const script = first(s => s.buy({ quantity: 1, limit: 95, timeInForce: 'day' }))
    expect(ordersOf(playScript([hour(0), hour(24, dip), hour(48)], script))).toEqual([['limit', 'filled', 1]])
    expect(ordersOf(playScript([hour(0), hour(24), hour(48, dip)], script))).toEqual([['limit', 'expired', 2]])
  })
})

describe('groups', () => {
  const straddle = first(s => [s.buy({ quantity: 1, stop: 105, group: 'break' }), s.sell({ quantity: 1, stop: 94, group: 'break' })])

  it('one cancels the other', () => {
    const result = playScript([flat, [100, 106, 99, 104], [100, 100, 90, 91]], straddle)
    expect(fillsOf(result)).toEqual([[1, 1, 105, 'signal']])
    expect(result.orders[1]).toMatchObject({ status: 'canceled', endIndex: 1, note: 'another order of its group has filled' })
  })

  it('both touched: the nearer to the open is assumed first, and the bar is counted', () => {
    const result = playScript([flat, [100, 106, 93, 104]], straddle)
    expect(fillsOf(result)).toEqual([[1, 1, 105, 'signal']])
    expect(result.assumptions.ambiguousBars).toBe(1)
    expect(fillsOf(playScript([flat, [98, 106, 93, 104]], straddle))).toEqual([[1, -1, 94, 'signal']])
  })

  it('of a position: the stop comes before the limit', () => {
    const result = playScript([flat, flat, [100, 111, 89, 100]], {
      0: s => s.buy({ quantity: 1 }),
      1: s => [s.exit({ limit: 110, group: 'out' }), s.exit({ stop: 90, group: 'out' })],
    })
    expect(fillsOf(result).at(-1)).toEqual([2, -1, 90, 'stop'])
    expect(ordersOf(result)).toEqual([
      ['market', 'filled', 1],
      ['limit', 'canceled', 2],
      ['stop', 'filled', 2],
    ])
    expect(result.assumptions.ambiguousBars).toBe(1)
  })
})

describe('brackets', () => {
  const bracket = { stopLoss: { level: 95 }, takeProfit: { level: 110 } } as const

  it('of a market entry work from the open on', () => {
    const stopped = playScript(
      [flat, [100, 105, 94, 96]],
      first(s => s.buy({ quantity: 2, ...bracket })),
    )
    expect(fillsOf(stopped)).toEqual([
      [1, 2, 100, 'signal'],
      [1, -2, 95, 'stop'],
    ])
    expect(ordersOf(stopped)).toEqual([
      ['market', 'filled', 1],
      ['stop', 'filled', 1],
      ['limit', 'canceled', 1],
    ])
    expect(stopped.orders.map(({ parent }) => parent)).toEqual([undefined, 1, 1])
    const won = playScript(
      [flat, [100, 105, 96, 104], [104, 112, 100, 111]],
      first(s => s.buy({ quantity: 2, ...bracket })),
    )
    expect(fillsOf(won).at(-1)).toEqual([2, -2, 110, 'target'])
    expect(won.trades[0].exitReason).toBe('target')
  })

  it('are not there before the entry', () => {
    const result = playScript(
      [flat, [100, 103, 90, 102]],
      first(s => s.buy({ quantity: 1, stop: 105, ...bracket })),
    )
    expect(ordersOf(result)).toEqual([['stop', 'working', Number.NaN]])
  })

  it('both touched: the stop loss', () => {
    const result = playScript(
      [flat, [100, 111, 94, 105]],
      first(s => s.buy({ quantity: 1, ...bracket })),
    )
    expect(fillsOf(result).at(-1)).toEqual([1, -1, 95, 'stop'])
    expect(result.assumptions.ambiguousBars).toBe(1)
  })

  it('at distances are measured from the fill price, slippage included', () => {
    const ticket = { quantity: 1, stopLoss: { distance: 0.1 }, takeProfit: { distance: 0.5 } }
    const result = playScript(
      [flat, flat],
      first(s => s.buy(ticket)),
      { costs: { slippageBps: 1000 } },
    )
    expect(result.orders[1].stop).toBeCloseTo(99, 10)
    expect(result.orders[2].limit).toBeCloseTo(165, 10)
    const short = playScript(
      [flat, flat],
      first(s => s.sell(ticket)),
    )
    expect(short.orders[1]).toMatchObject({ side: 'buy' })
    expect(short.orders[1].stop).toBeCloseTo(110, 10)
    expect(short.orders[2].limit).toBe(50)
  })

  it('a trailing stop loss starts from the fill', () => {
    const rows: Row[] = [flat, [100, 120, 100, 119], [119, 119, 107, 110]]
    const result = playScript(
      rows,
      first(s => s.buy({ quantity: 1, stopLoss: { trailing: 0.1 } })),
    )
    expect(fillsOf(result).at(-1)).toEqual([2, -1, 108, 'trailing'])
  })

  it('a stop loss on the wrong side is triggered at once', () => {
    const result = playScript(
      [flat, [100, 101, 99, 100]],
      first(s => s.buy({ quantity: 1, stopLoss: { level: 105 } })),
    )
    expect(fillsOf(result)).toEqual([
      [1, 1, 100, 'signal'],
      [1, -1, 100, 'stop'],
    ])
  })

  it('a profit target on the wrong side fills at once, at the better price', () => {
    const result = playScript(
      [flat, [100, 101, 99, 100]],
      first(s => s.buy({ quantity: 1, takeProfit: { level: 90 } })),
    )
    expect(fillsOf(result).at(-1)).toEqual([1, -1, 100, 'target'])
  })

  it('end when the position is closed in another way', () => {
    const result = playScript([flat, flat, flat, [100, 111, 94, 100]], { 0: s => s.buy({ quantity: 1, ...bracket }), 1: s => s.exit() })
    expect(result.fills).toHaveLength(2)
    expect(result.orders[1]).toMatchObject({ status: 'canceled', endIndex: 2, note: 'there is no position left that it could reduce' })
    expect(result.orders[2].status).toBe('canceled')
  })

  it('close no more than what is left of the position', () => {
    const result = playScript([flat, flat, flat, [100, 100, 94, 95]], {
      0: s => s.buy({ quantity: 10, ...bracket }),
      1: s => s.sell({ quantity: 4 }),
    })
    expect(fillsOf(result).at(-1)).toEqual([3, -6, 95, 'stop'])
    expect(result.trades).toHaveLength(1)
    expect(result.orders[1]).toMatchObject({ quantity: 10, filledQuantity: 6, status: 'filled' })
  })

  it('of an entry that turns a position over protect what it opened', () => {
    const result = playScript([flat, flat, flat, [100, 121, 100, 120]], {
      0: s => s.buy({ quantity: 10 }),
      1: s => s.sell({ quantity: 14, stopLoss: { level: 120 } }),
    })
    expect(fillsOf(result).at(-1)).toEqual([3, 4, 120, 'stop'])
    expect(result.equity.at(-1)).toBe(1000 - 80)
  })

  it('of an order that only reduced are rejected', () => {
    const result = playScript([flat, flat, flat], {
      0: s => s.buy({ quantity: 10 }),
      1: s => s.sell({ quantity: 4, stopLoss: { level: 120 } }),
    })
    expect(result.orders[2]).toMatchObject({ parent: 2, status: 'rejected', endIndex: 2 })
  })

  it('two of them add up', () => {
    const result = playScript([flat, [100, 100, 100, 100], [100, 100, 96, 97], [97, 98, 90, 91]], {
      0: s => s.buy({ quantity: 1, stopLoss: { level: 97 } }),
      1: s => s.buy({ quantity: 2, limit: 98, stopLoss: { level: 92 } }),
    })
    // Bar 2: the stop of the first comes before the limit of the second.
    expect(fillsOf(result)).toEqual([
      [1, 1, 100, 'signal'],
      [2, -1, 97, 'stop'],
      [2, 2, 98, 'signal'],
      [3, -2, 92, 'stop'],
    ])
  })
})

describe('a bracket on the bar of an entry inside the bar', () => {
  const play = (bar: Row, entry: { stop?: number; limit?: number }, levels: readonly [stop: number, target: number]) =>
    playScript(
      [flat, bar],
      first(s => s.buy({ quantity: 1, ...entry, stopLoss: { level: levels[0] }, takeProfit: { level: levels[1] } })),
    )

  it.each<[string, Row, { stop?: number; limit?: number }, [number, number], [number, string] | undefined, number]>([
    ['stop entry: the high came after it', [100, 111, 100, 108], { stop: 105 }, [99, 110], [110, 'target'], 0],
    ['stop entry: the low may have come after it', [100, 108, 98, 107], { stop: 105 }, [99, 110], [99, 'stop'], 1],
    ['stop entry: the close proves the stop', [100, 108, 98, 98.5], { stop: 105 }, [99, 110], [99, 'stop'], 0],
    ['stop entry: both, so the stop', [100, 111, 98, 107], { stop: 105 }, [99, 110], [99, 'stop'], 1],
    ['limit entry: the low came after it', [100, 101, 89, 96], { limit: 95 }, [90, 99], [90, 'stop'], 0],
    ['limit entry: the high was before, as far as we know', [100, 101, 94, 96], { limit: 95 }, [90, 99], undefined, 0],
    ['limit entry: the close proves the target', [100, 101, 94, 99.5], { limit: 95 }, [90, 99], [99, 'target'], 0],
    ['at a gap the whole bar is after it', [107, 111, 106, 108], { stop: 105 }, [99, 110], [110, 'target'], 0],
    ['nothing is touched', [100, 106, 100, 106], { stop: 105 }, [99, 110], undefined, 0],
  ])('%s', (_, bar, entry, levels, exit, ambiguous) => {
    const result = play(bar, entry, levels)
    const [, closing] = result.fills
    expect(closing === undefined ? undefined : [closing.price, closing.reason]).toEqual(exit)
    expect(result.assumptions.ambiguousBars).toBe(ambiguous)
    expect(result.orders).toHaveLength(3)
  })

  it('a stop loss between the entry and where the price has come from fills at its level', () => {
    expect(fillsOf(play([100, 111, 100, 108], { stop: 105 }, [103, 120])).at(-1)).toEqual([1, -1, 103, 'stop'])
  })

  it('a trailing stop loss follows only what came after the entry', () => {
    const result = playScript(
      [flat, [100, 130, 94, 96], [96, 97, 92, 93]],
      first(s => s.buy({ quantity: 1, limit: 95, stopLoss: { trailing: 0.05 } })),
    )
    // The high of 130 was before the entry, for all we know; 96 was after: 91.2.
    expect(result.orders[1].stop).toBeCloseTo(0.95 * 97, 10)
    expect(result.fills).toHaveLength(1)
  })

  it('the margin call is watched, too', () => {
    // 40 at 100 with 1000: 3000 are borrowed, 75 each.
    const result = playScript(
      [
        [90, 90, 90, 90],
        [90, 101, 70, 80],
      ],
      first(s => s.buy({ quantity: 40, stop: 100 })),
    )
    expect(fillsOf(result)).toEqual([
      [1, 40, 100, 'signal'],
      [1, -40, 75, 'liquidation'],
    ])
    expect(result.equity[1]).toBe(0)
  })
})

describe('orders that make no sense are rejected and listed', () => {
  const rejected = (act: Script[number]) => {
    const result = playScript([flat, [100, 200, 50, 100]], first(act))
    expect(result.fills).toEqual([])
    return result.orders.map(({ status, endIndex, note }) => ({ status, endIndex, note }))
  }

  it.each<[string, Script[number], RegExp]>([
    ['a quantity of 0', s => s.buy({ quantity: 0 }), /quantity is 0/],
    ['a negative quantity', s => s.buy({ quantity: -1 }), /quantity is -1/],
    ['a quantity of NaN', s => s.buy({ quantity: Number.NaN }), /quantity is NaN/],
    ['a fraction of Infinity', s => s.buy({ fraction: Number.POSITIVE_INFINITY }), /fraction of equity is Infinity/],
    ['a level of NaN', s => s.buy({ quantity: 1, limit: Number.NaN }), /limit is NaN/],
    ['a level of 0', s => s.buy({ quantity: 1, stop: 0 }), /stop is 0/],
    ['a trailing distance of 1', s => s.sell({ quantity: 1, trailing: 1 }), /trailing distance is 1/],
    ['half a bar', s => s.buy({ quantity: 1, timeInForce: { bars: 0.5 } }), /work for 0.5 bars/],
    ['a stop loss that is unknown', s => s.buy({ quantity: 1, stopLoss: { level: Number.NaN } }), /stop loss is NaN/],
    ['a stop loss at 100 %', s => s.buy({ quantity: 1, stopLoss: { distance: 1 } }), /distance of the stop loss is 1/],
    ['nothing to reduce', s => s.sell({ quantity: 1, reduceOnly: true }), /no position that it could reduce/],
  ])('%s', (_, act, note) => {
    expect(rejected(act)).toEqual([{ status: 'rejected', endIndex: 0, note: expect.stringMatching(note) }])
  })

  it('terms that contradict each other are mistakes in the strategy', () => {
    const play = (act: Script[number]) => () => playScript([flat, flat], first(act))
    expect(play(s => s.buy({ quantity: 1, fraction: 1 } as never))).toThrow('a quantity and a fraction')
    expect(play(s => s.buy({} as never))).toThrow('an order has no size')
    expect(play(s => s.sell({ quantity: 1, trailing: 0.1, limit: 5 }))).toThrow('trailing and has a limit')
    expect(play(s => s.sell({ quantity: 1, timeInForce: 'fok' as never }))).toThrow('time in force is "fok"')
  })

  it('nothing is opened by an account that is worth nothing', () => {
    const result = playScript([flat, [100, 300, 100, 250], flat, flat], {
      0: s => s.sell({ quantity: 10 }),
      1: s => s.buy({ quantity: 1 }),
      2: s => s.buy({ fraction: 1 }),
    })
    expect(fillsOf(result)).toEqual([
      [1, -10, 100, 'signal'],
      [1, 10, 200, 'liquidation'],
    ])
    expect(result.orders.slice(1).map(({ status, note }) => [status, note])).toEqual([
      ['rejected', 'the account is exhausted'],
      ['rejected', 'the account is exhausted'],
    ])
  })
})

describe('what a strategy sees', () => {
  it('its position', () => {
    const seen: unknown[] = []
    const look = (s: { position: unknown }) => seen.push(s.position)
    playScript([flat, flat, [100, 110, 100, 110], [110, 110, 110, 110], flat], {
      0: s => s.buy({ quantity: 2 }),
      1: s => [look(s), s.buy({ quantity: 2, stop: 105 })],
      2: s => [look(s), s.exit()],
      3: look,
    })
    expect(seen).toEqual([
      { quantity: 2, averagePrice: 100, entryIndex: 1, barsHeld: 1 },
      { quantity: 4, averagePrice: 102.5, entryIndex: 1, barsHeld: 2 },
      { quantity: 0, averagePrice: Number.NaN, entryIndex: Number.NaN, barsHeld: 0 },
    ])
  })

  it('its orders and its equity', () => {
    playScript([flat, [100, 104, 100, 104]], {
      0: s => {
        const id = s.buy({ quantity: 1 })
        s.buy({ quantity: 1, limit: 90 })
        expect(s.orders.map(order => [order.id, order.kind, order.status])).toEqual([
          [id, 'market', 'working'],
          [id + 1, 'limit', 'working'],
        ])
      },
      1: s => {
        expect(s.orders.map(order => order.kind)).toEqual(['limit'])
        expect(s.equity).toBe(1004)
      },
    })
  })

  it('whether a cancellation was in time', () => {
    const result = playScript([flat, flat], {
      0: s => {
        const id = s.buy({ quantity: 1, limit: 90 })
        expect(s.cancel(id)).toBe(true)
        expect(s.cancel(id)).toBe(false)
        s.buy({ quantity: 1, limit: 90 })
        s.sell({ quantity: 1, stop: 80 })
        s.cancelAll()
        expect(s.orders).toEqual([])
      },
    })
    expect(result.orders.map(({ status, endIndex, note }) => [status, endIndex, note])).toEqual(
      Array(3).fill(['canceled', 0, 'on request']),
    )
  })

  it('exit does nothing while flat', () => {
    const result = playScript(
      [flat, flat],
      first(s => expect(s.exit()).toBeUndefined()),
    )
    expect(result.orders).toEqual([])
  })
})

describe('what is bought in pieces', () => {
  it('leaves no crumbs when it is sold at once', () => {
    const result = playScript([flat, flat, flat, flat], {
      0: s => [s.buy({ quantity: 0.1 }), s.buy({ quantity: 0.2 })],
      1: s => s.sell({ quantity: 0.3 }),
    })
    expect(result.trades).toHaveLength(1)
    expect(result.trades[0].exitReason).toBe('signal')
    expect(result.summary.openTrades).toBe(0)
  })
})

describe('the instrument and the limits', () => {
  it('quantities are rounded down to the lot', () => {
    const result = playScript(
      [flat, flat, flat],
      { 0: s => [s.buy({ quantity: 2.7 }), s.buy({ quantity: 0.4 }), s.buy({ fraction: 0.37 })] },
      { instrument: { lot: 0.5 } },
    )
    expect(fillsOf(result)).toEqual([
      [1, 2.5, 100, 'signal'],
      [1, 3.5, 100, 'signal'],
    ])
    expect(result.orders[1]).toMatchObject({ status: 'rejected', note: 'the quantity is less than the lot of 0.5' })
  })

  it('small orders, high leverage and what admit refuses are rejected when they are to fill', () => {
    const result = playScript(
      [flat, flat],
      { 0: s => [s.buy({ quantity: 0.5 }), s.buy({ quantity: 21 }), s.sell({ quantity: 3 }), s.buy({ quantity: 20 })] },
      {
        instrument: { minNotional: 100 },
        maxLeverage: 2,
        admit: ({ side, target, symbol, time }) =>
          verdict(side === 'sell' ? [{ code: 'house/shorts', message: `no shorts in ${symbol} at ${time}: ${target}` }] : []),
      },
    )
    expect(fillsOf(result)).toEqual([[1, 20, 100, 'signal']])
    expect(result.orders.map(({ status, note }) => [status, note])).toEqual([
      ['rejected', 'a value of 50 is less than the smallest order of 100'],
      ['rejected', 'a position of 21 at 100 is more than 2 times the equity of 1000'],
      ['rejected', `no shorts in TEST at ${HOUR_MS}: -0.3`],
      ['filled', ''],
    ])
  })

  it('are asked about an order that turns a position over, and not about one that only reduces it', () => {
    const admit = () => verdict([{ code: 'house/closed', message: 'closed' }])
    const script: Script = { 0: s => s.buy({ quantity: 2 }), 1: s => [s.sell({ quantity: 5 }), s.sell({ quantity: 1 })] }
    const noShorts: typeof admit = () => verdict([])
    const play = (late: typeof admit) => {
      let asked = 0
      return playScript([flat, flat, flat], script, { admit: () => (asked++ === 0 ? noShorts() : late()) })
    }
    expect(play(admit).orders.map(({ status, note }) => [status, note])).toEqual([
      ['filled', ''],
      ['rejected', 'closed'],
      ['filled', ''],
    ])
    expect(play(noShorts).fills).toHaveLength(4)
  })

  it('do not keep a strategy from leaving', () => {
    const result = playScript(
      [flat, flat, flat],
      { 0: s => s.buy({ quantity: 2 }), 1: s => s.exit() },
      { instrument: { minNotional: 150 } },
    )
    expect(result.fills).toHaveLength(2)
  })
})

describe('when the volume does not suffice', () => {
  // 1000 are traded in every bar, and we may be 10 of them.
  const thin = { costs: { participation: 0.01 }, capital: 100_000 }

  it('the rest of a market order follows at the next opens, and its bracket grows with it', () => {
    const seen: [number, number][] = []
    const look: Script[number] = s => seen.push([s.orders.length, s.orders.find(order => order.kind === 'stop')?.quantity ?? 0])
    const result = playScript(
      [flat, flat, [110, 110, 110, 110], flat, flat, [100, 100, 90, 90], [85, 85, 85, 85], [80, 80, 80, 80]],
      { 0: s => s.buy({ quantity: 25, stopLoss: { level: 95 }, takeProfit: { level: 150 } }), 1: look, 2: look, 3: look },
      thin,
    )
    expect(fillsOf(result)).toEqual([
      [1, 10, 100, 'signal'],
      [2, 10, 110, 'signal'],
      [3, 5, 100, 'signal'],
      [5, -10, 95, 'stop'],
      [6, -10, 85, 'stop'],
      [7, -5, 80, 'stop'],
    ])
    expect(seen).toEqual([
      [3, 10],
      [3, 20],
      [2, 25],
    ])
    expect(result.orders.map(({ status, filledQuantity, endIndex }) => [status, filledQuantity, endIndex])).toEqual([
      ['filled', 25, 3],
      ['filled', 25, 7],
      ['canceled', 0, 5],
    ])
    expect(result.orders[0].averagePrice).toBe(104)
  })

  it('a limit waits on at its level, and an exit at a limit leaves the stop loss to the rest', () => {
    const result = playScript(
      [flat, flat, flat, [100, 121, 100, 100], [100, 100, 89, 90], flat],
      { 0: s => s.buy({ quantity: 20, limit: 100, stopLoss: { level: 90 }, takeProfit: { level: 120 } }) },
      thin,
    )
    expect(fillsOf(result).slice(2)).toEqual([
      [3, -10, 120, 'target'],
      [4, -10, 90, 'stop'],
    ])
    expect(result.orders.map(({ status, filledQuantity }) => [status, filledQuantity])).toEqual([
      ['filled', 20],
      ['filled', 10],
      ['canceled', 10],
    ])
  })

  it('an order of which nothing could be filled has done nothing to others', () => {
    // A share of the volume that is less than a lot: nothing.
    const nothing = { ...thin, instrument: { lot: 20 } }
    const group = first(s => [
      s.buy({ quantity: 20, limit: 100, group: 'a', stopLoss: { level: 90 } }),
      s.buy({ quantity: 20, stop: 120, group: 'a' }),
    ])
    expect(ordersOf(playScript([flat, flat], group, nothing))).toEqual([
      ['limit', 'working', Number.NaN],
      ['stop', 'working', Number.NaN],
    ])
    const market = first(s => s.buy({ quantity: 20, stopLoss: { level: 90 } }))
    expect(ordersOf(playScript([flat, flat], market, nothing))).toEqual([['market', 'working', Number.NaN]])
  })

  it('when its stop loss has filled, the rest of an entry is canceled', () => {
    const result = playScript(
      [flat, [100, 100, 94, 95], flat],
      first(s => s.buy({ quantity: 25, stopLoss: { level: 95 } })),
      {
        ...thin,
        costs: { participation: 0.015 },
      },
    )
    expect(fillsOf(result)).toEqual([
      [1, 15, 100, 'signal'],
      [2, -15, 100, 'stop'],
    ])
    expect(result.orders[0]).toMatchObject({
      status: 'canceled',
      filledQuantity: 15,
      endIndex: 1,
      note: 'an order attached to it has filled',
    })
  })
})

describe('settings that belong to targets', () => {
  class Idle extends OrderStrategy {
    static override readonly id = 'idle'
    protected override onBar() {}
  }
  const bars = barsFrom([flat, flat])

  it.each([
    [{ fillAt: 'close' } as const, 'fillAt', 'what it places at a close can fill from the next open on; leave fillAt out'],
    [
      { exits: { takeProfit: undefined, stopLoss: 0.1 } },
      'exits',
      'place the orders in onBar, with stopLoss and takeProfit of an order or with this.exit',
    ],
    [{ sizing: { units: 1 } }, 'sizing', 'give the quantity or the fraction of each order in onBar'],
    [{ rebalance: { every: 5 } }, 'rebalance', 'place the orders in onBar'],
  ])('%j is refused', (input, setting, remedy) => {
    expect(() => backtestOrders(Idle, bars, input)).toThrow(ConfigError)
    expect(() => backtestOrders(Idle, bars, input)).toThrow(
      expect.objectContaining({
        code: 'backtest/settings',
        message: `idle places orders, so ${setting} does not apply to it: ${remedy}`,
        details: { setting, strategy: 'idle' },
      }),
    )
  })

  it.each([{}, { stopLoss: undefined }])('exits without a rule, %j, are none', exits => {
    expect(backtestOrders(Idle, bars, { exits }).orders).toEqual([])
  })

  it('no bars are no backtest', () => {
    expect(() => backtestOrders(Idle, barsFrom([]))).toThrow(
      expect.objectContaining({
        name: 'DataError',
        code: 'backtest/no-bars',
        message: 'TEST has no bars; a backtest needs at least one',
        details: { symbol: 'TEST' },
      }),
    )
  })

  it('the result says what ran', () => {
    const { strategy, refusals } = backtestOrders(Idle, bars)
    expect(strategy).toEqual({ id: 'idle', title: '', params: {} })
    expect(refusals).toEqual([])
  })

  it('a run without orders is a flat line', () => {
    const result = backtestOrders(Idle, bars, { capital: 500 })
    expect([...result.equity]).toEqual([500, 500])
    expect([...result.targets]).toEqual([Number.NaN, Number.NaN])
    expect(result.summary).toMatchObject({ trades: 0, exposure: 0, turnover: 0, finalEquity: 500 })
  })
})
