import { describe, expect, it } from 'vitest'
import { FillCosts } from '../../src/engine/fill-costs.ts'
import { type OrderOnBar, orderPrices, paidPrice } from '../../src/reports/order-prices.ts'
import type { OrderRecord } from '../../src/reports/order-records.ts'
import { record } from './order-scene.ts'

/** Each possible fill as moment and price, marked with how it is priced. */
function prices(order: Partial<OrderRecord>, at: Partial<OrderOnBar> = {}): string[] {
  const given = { index: 5, open: 100, isRest: false, mayWait: false, entryPrice: undefined, ...at }
  return orderPrices({ order: record(order), ...given }).map(
    ({ when, rawPrice, limit, cap, market }) =>
      `${when} ${rawPrice}${market ? ' market' : ''}${limit ? ' limit' : ''}${cap === undefined ? '' : ` at most ${cap}`}`,
  )
}

describe('orderPrices', () => {
  it('market orders, and the rest of stops, at the open', () => {
    expect(prices({})).toEqual(['open 100 market'])
    expect(prices({ placedIndex: 5 })).toEqual([])
    expect(prices({ kind: 'stop', stop: 105 }, { isRest: true })).toEqual(['open 100 market'])
    expect(prices({ kind: 'stop', stop: 105 }, { mayWait: true })).toEqual(['inside 105', 'open 100 market'])
  })

  it('stops at their level or at an open beyond', () => {
    expect(prices({ kind: 'stop', stop: 105 })).toEqual(['inside 105'])
    expect(prices({ kind: 'stop', stop: 95 })).toEqual(['open 100', 'inside 100'])
    expect(prices({ kind: 'trailing', stop: 95, side: 'sell' })).toEqual(['inside 95'])
    // Attached to an entry at 94 in this bar, of which the open was before.
    expect(prices({ kind: 'stop', stop: 95, side: 'sell', placedIndex: 5 }, { entryPrice: 94 })).toEqual(['inside 94', 'inside 95'])
  })

  it('limits at their level or better', () => {
    expect(prices({ kind: 'limit', limit: 98 })).toEqual(['inside 98 limit'])
    expect(prices({ kind: 'limit', limit: 102 })).toEqual(['open 100 limit', 'inside 100 limit'])
    expect(prices({ kind: 'limit', limit: 98, side: 'sell' })).toEqual(['open 100 limit', 'inside 100 limit'])
  })

  it('stop-limit orders at once, or at the limit once they are triggered', () => {
    const order = { kind: 'stopLimit', stop: 105, limit: 106 } as const
    expect(prices({ ...order, triggeredIndex: 5 })).toEqual(['inside 105 at most 106', 'inside 106 limit'])
    expect(prices({ ...order, triggeredIndex: 5 }, { open: 110 })).toEqual(['inside 106 limit'])
    expect(prices({ ...order, triggeredIndex: 4 }, { open: 104 })).toEqual(['open 104 limit', 'inside 104 limit'])
    expect(prices(order)).toEqual([])
  })
})

it('a limit pays no slippage, and a cap ends it', () => {
  const costs = new FillCosts({ feeBps: 0, slippageBps: 100 })
  const paid = (change: { limit?: boolean; cap?: number }, quantity: number) =>
    paidPrice({ rawPrice: 100, limit: false, ...change }, { quantity }, { costs, volume: 10 })
  expect([paid({}, 1), paid({}, -1), paid({ limit: true }, 1)]).toEqual([101, 99, 100])
  expect([paid({ cap: 100.5 }, 1), paid({ cap: 99.5 }, -1), paid({ cap: 102 }, 1)]).toEqual([100.5, 99.5, 101])
})
