import { describe, expect, it } from 'vitest'
import { verdict } from '../../src/base/verdict.ts'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { flat, listed, named } from './listed.ts'

describe('sleeves on one account', () => {
  it('share the money, by hand', () => {
    const panel = alignBars([named('A', flat(100), flat(100), flat(120), flat(120)), named('B', flat(10), flat(10), flat(10), flat(20))])
    const { equity, sleeves, summary, leverage } = backtestPanel(
      [listed('A', [1, 1, 1, 1], { weight: 0.5 }), listed('B', [0, 1, 1, 1], { weight: 0.5 })],
      panel,
      { capital: 1000 },
    )
    // A: 5 units at 100. B is bought when the account is worth 1100: 55 units at 10, and 1100 - 600 of cash is just 500.
    expect(sleeves[0].fills).toMatchObject([{ index: 1, quantity: 5, price: 100 }])
    expect(sleeves[1].fills).toMatchObject([{ index: 2, quantity: 50, price: 10 }])
    expect(sleeves[1].refusals).toMatchObject([{ index: 2, reason: 'leverage', quantity: 5, price: 10 }])
    expect([...equity]).toEqual([1000, 1000, 1100, 1600])
    expect([...leverage]).toEqual([0, 0.5, 1, 1])
    expect([...sleeves[0].profit]).toEqual([0, 0, 100, 100])
    expect([...sleeves[1].profit]).toEqual([0, 0, 0, 500])
    expect(summary).toMatchObject({ finalEquity: 1600, openTrades: 2, trades: 0, exposure: 0.75, refusals: 1 })
    // Half of the money in each: +20 % and +100 %.
    expect(summary.buyHoldReturn).toBeCloseTo(0.6, 12)
  })

  it('sell before they buy, whatever their order', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10), flat(10)), named('B', flat(20), flat(20), flat(20), flat(20))])
    const switching = [listed('B', [0, 1, 1, 1], { weight: 1 }), listed('A', [1, 0, 0, 0], { weight: 1 })]
    for (const sleeves of [switching, [...switching].reverse()]) {
      const result = backtestPanel(sleeves, panel, { capital: 1000 })
      expect(result.summary.refusals).toBe(0)
      expect(result.sleeves.find(({ symbol }) => symbol === 'B')?.fills).toMatchObject([{ index: 2, quantity: 50 }])
    }
  })

  it('wait for a bar of their own', () => {
    const a = named('A', flat(10), flat(10), flat(10), flat(10), flat(10))
    const whole = named('B', flat(20), flat(21), flat(22), flat(23), flat(24))
    const keep = [0, 3, 4]
    const column = (values: Bars['time']) => Float64Array.from(keep, k => values[k])
    const b: Bars = {
      ...whole,
      length: 3,
      time: column(whole.time),
      open: column(whole.open),
      high: column(whole.high),
      low: column(whole.low),
      close: column(whole.close),
      volume: column(whole.volume),
    }
    const panel = alignBars([a, b], { join: 'outer' })
    const result = backtestPanel([listed('B', [1, 1, 1], { weight: 1 })], panel, { capital: 230 })
    expect(result.sleeves[0].fills).toMatchObject([{ index: 3, price: 23, quantity: 10 }])
    expect(result.sleeves[0].trades[0]).toMatchObject({ entryIndex: 3, exitIndex: 4, entryTime: 3 * 86_400_000, bars: 1 })
    expect([...result.sleeves[0].targets]).toEqual([1, Number.NaN, Number.NaN, 1, 1])
    expect([...result.equity]).toEqual([230, 230, 230, 230, 240])
  })

  it('keep to the limits of their group', () => {
    const panel = alignBars([named('A', flat(10), flat(10)), named('B', flat(20), flat(20)), named('C', flat(5), flat(5))])
    const { sleeves } = backtestPanel(
      [
        listed('A', [1, 1], { weight: 0.3, group: 'metal' }),
        listed('B', [-1, -1], { weight: 0.3, group: 'metal' }),
        listed('C', [1, 1], { weight: 0.3, group: 'grain' }),
      ],
      panel,
      { capital: 1000, groups: { metal: 0.4 } },
    )
    expect(sleeves.map(({ fills }) => fills.map(({ quantity }) => quantity))).toEqual([[30], [-5], [60]])
    expect(sleeves[1].refusals).toMatchObject([{ reason: 'group-limit', quantity: -10 }])
  })

  it('ask admit for every order that adds exposure', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10)), named('B', flat(20), flat(20), flat(20))])
    const asked: string[] = []
    const { sleeves } = backtestPanel([listed('A', [1, 0, 0]), listed('B', [1, 0, 0])], panel, {
      admit: order => {
        asked.push(`${order.side} ${order.symbol}`)
        return verdict(order.symbol === 'A' ? [{ code: 'test/no', message: 'not this one' }] : [])
      },
    })
    expect(asked).toEqual(['buy A', 'buy B'])
    expect(sleeves[0].refusals).toMatchObject([{ reason: 'admit', detail: 'not this one' }])
    expect(sleeves[1].fills).toHaveLength(2)
  })

  it('are liquidated when the whole account is used up', () => {
    const panel = alignBars([
      named('A', flat(100), flat(100), [100, 100, 40, 40], flat(40)),
      named('B', flat(100), flat(100), flat(100), flat(100)),
    ])
    const { sleeves, equity } = backtestPanel(
      [listed('A', [1, 1, 1, 1], { weight: 2 }), listed('B', [1, 1, 1, 1], { weight: 0.5 })],
      panel,
      {
        capital: 1000,
        maxLeverage: 3,
      },
    )
    // 20 A and 5 B at 100, owing 1500. With B at 100 nothing is left when A is at 50.
    expect(sleeves[0].fills[1]).toMatchObject({ index: 2, reason: 'liquidation', price: 50, quantity: -20 })
    expect(sleeves[1].fills[1]).toMatchObject({ reason: 'liquidation', price: 100, quantity: -5 })
    expect(equity[3]).toBe(0)
  })

  it('measure the band of rebalancing by the weight of the sleeve', () => {
    const panel = alignBars([named('A', flat(100), flat(100), flat(120), flat(120), flat(120))])
    // 5 of 10 at 100; at 120 they are 600 of 1100, 50 too many: 4.5 %.
    const quantities = (band: number) =>
      backtestPanel([listed('A', [1, 1, 1, 1, 1], { weight: 0.5 })], panel, { capital: 1000, rebalance: { band } }).sleeves[0].fills.map(
        ({ quantity }) => quantity,
      )
    expect(quantities(0.05)).toEqual([5])
    expect(quantities(0.04)).toEqual([5, expect.closeTo(550 / 120 - 5, 10)])
  })

  it('pay together for what the account has borrowed, by the value of what they hold', () => {
    const panel = alignBars(['A', 'B'].map(symbol => named(symbol, flat(100), flat(100), flat(100))))
    const { sleeves, equity } = backtestPanel([listed('A', [1, 1, 1], { weight: 1.5 }), listed('B', [1, 1, 1], { weight: 0.5 })], panel, {
      capital: 1000,
      maxLeverage: 2,
      costs: { borrowRate: 3.65 },
    })
    // 2000 bought with 1000: 1 % a day of 1000, three quarters of it for A.
    expect(sleeves.map(({ carry }) => carry)).toEqual([expect.closeTo(7.5, 9), expect.closeTo(2.5, 9)])
    expect(equity[2]).toBeCloseTo(990, 9)
  })
})

describe('limits', () => {
  const quantities = ({ fills }: { readonly fills: readonly { readonly quantity: number }[] }) => fills.map(({ quantity }) => quantity)

  it('of a group do not count what others hold', () => {
    const panel = alignBars([named('A', flat(10), flat(10)), named('C', flat(5), flat(5))])
    const [, a] = backtestPanel(
      [listed('C', [1, 1], { weight: 0.5, group: 'grain' }), listed('A', [1, 1], { weight: 0.5, group: 'metal' })],
      panel,
      { capital: 1000, groups: { metal: 0.4 } },
    ).sleeves
    expect(quantities(a)).toEqual([40])
    expect(a.refusals).toMatchObject([{ index: 1, reason: 'group-limit', quantity: 10, price: 10 }])
  })

  it('count what is held already once', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10))])
    // 250 of at most 400 at first; of the next 250 there is room for 150.
    const [sleeve] = backtestPanel([listed('A', [0.5, 1, 1], { weight: 0.5, group: 'metal' })], panel, {
      capital: 1000,
      groups: { metal: 0.4 },
    }).sleeves
    expect(quantities(sleeve)).toEqual([25, 15])
    expect(sleeve.refusals).toMatchObject([{ index: 2, reason: 'group-limit', quantity: 10 }])
  })

  it('may be used up to the last unit', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10))])
    const [sleeve] = backtestPanel([listed('A', [0.75, 1, 1], { weight: 0.4, group: 'metal' })], panel, {
      capital: 1000,
      groups: { metal: 0.4 },
    }).sleeves
    expect(quantities(sleeve)).toEqual([expect.closeTo(30, 9), expect.closeTo(10, 9)])
    expect(sleeve.refusals).toEqual([])
  })

  it('leave a change of target what there is room for, even less than the band', () => {
    const panel = alignBars([named('A', flat(10), flat(10), flat(10))])
    // 250 at first, and room for 50 more; a band of 0.1 is 100.
    const [sleeve] = backtestPanel([listed('A', [0.5, 1, 1], { weight: 0.5, group: 'metal' })], panel, {
      capital: 1000,
      groups: { metal: 0.3 },
      rebalance: { band: 0.1 },
    }).sleeves
    expect(quantities(sleeve)).toEqual([25, 5])
  })

  it('hold one after the other', () => {
    const panel = alignBars([named('A', flat(10), flat(10)), named('C', flat(5), flat(5))])
    const [, a] = backtestPanel([listed('C', [1, 1], { weight: 0.5 }), listed('A', [1, 1], { weight: 0.8, group: 'metal' })], panel, {
      capital: 1000,
      groups: { metal: 0.3 },
    }).sleeves
    // The account has room for 50 of 80, the group for 30 of them.
    expect(quantities(a)).toEqual([30])
    expect(a.refusals).toMatchObject([
      { reason: 'leverage', quantity: 30 },
      { reason: 'group-limit', quantity: 20 },
    ])
  })

  it('hold for the smallest quantities, too', () => {
    const panel = alignBars([named('A', flat(1e9), flat(1e9))])
    const [{ fills }] = backtestPanel([listed('A', [1, 1], { group: 'metal' })], panel, { capital: 100, groups: { metal: 0.5 } }).sleeves
    expect(fills[0].quantity * 1e9).toBeCloseTo(50, 9)
  })
})

it('what closing has cost is gone before the next size is found', () => {
  const panel = alignBars([named('A', flat(10), flat(10), flat(10)), named('B', flat(20), flat(20), flat(20))])
  const { sleeves, equity } = backtestPanel([listed('A', [1, 0, 0], { weight: 1 }), listed('B', [0, 1, 1], { weight: 1 })], panel, {
    capital: 1000,
    costs: { feeBps: 100 },
  })
  // A: bought for 1000 with the fee, and sold again. The fee is a tenth of a unit each time.
  const bought = 1000 / 10.1
  expect(sleeves[0].fills.map(({ quantity }) => quantity)).toEqual([expect.closeTo(bought, 9), expect.closeTo(-bought, 9)])
  const left = 1000 - 0.2 * bought
  expect(sleeves[1].fills).toMatchObject([{ index: 2, quantity: expect.closeTo(left / 20.2, 9) }])
  expect(sleeves[1].refusals).toEqual([])
  expect(equity[2]).toBeCloseTo(left / 1.01, 9)
})

it('a symbol that begins later is worth nothing before', () => {
  const b = sliceBars(named('B', flat(20), flat(20), flat(20), flat(25)), 2)
  const panel = alignBars([named('A', flat(10), flat(10), flat(10), flat(10)), b], { join: 'outer' })
  const { leverage, equity, sleeves } = backtestPanel(
    [listed('B', [1, 1], { weight: 0.5 }), listed('A', [1, 1, 1, 1], { weight: 0.5 })],
    panel,
    { capital: 1000 },
  )
  expect([...leverage]).toEqual([0, 0.5, 0.5, 1])
  expect([...equity]).toEqual([1000, 1000, 1000, 1000])
  expect(sleeves[0].fills).toMatchObject([{ index: 3, quantity: 20, price: 25 }])
})

it('an account that a gap has left with less than nothing has no leverage', () => {
  const panel = alignBars([named('A', flat(100), flat(100), flat(40), flat(40))])
  const { equity, leverage } = backtestPanel([listed('A', [1, 1, 1, 1], { weight: 2 })], panel, { capital: 1000, maxLeverage: 2 })
  expect([...equity]).toEqual([1000, 1000, -200, -200])
  expect([...leverage]).toEqual([0, 2, Number.NaN, Number.NaN])
})

it('only shorts borrow what they have sold', () => {
  const panel = alignBars(['A', 'B'].map(symbol => named(symbol, flat(100), flat(100), flat(100))))
  const { sleeves } = backtestPanel([listed('A', [-1, -1, -1], { weight: 0.5 }), listed('B', [0, 0, 0], { weight: 0.5 })], panel, {
    capital: 1000,
    costs: { borrowRate: 3.65 },
  })
  // 500 sold short, at 1 % a day.
  expect(sleeves.map(({ carry }) => carry)).toEqual([expect.closeTo(5, 9), 0])
})
