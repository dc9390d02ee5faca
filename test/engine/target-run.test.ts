import { describe, expect, it } from 'vitest'
import { verdict } from '../../src/base/verdict.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../src/engine/simulate.ts'
import { TargetRun } from '../../src/engine/target-run.ts'
import type { Bars } from '../../src/market/bars.ts'
import { barsOf, type Row } from './bars-of.ts'

const flat = (price: number, volume = 1000): Row => [price, price, price, price, volume]

function run(bars: Bars, targets: readonly number[], input: BacktestSettingsInput = {}, options = {}) {
  const memory = simulationMemory(bars.length)
  const simulation = simulate(bars, Float64Array.from(targets), resolveSettings({ capital: 1000, ...input }), memory, options)
  const fills = memory.fills.toArray().map(({ index, quantity, price, reason }) => [index, quantity, price, reason])
  return { ...simulation, fills, refusals: memory.refusals, equity: [...memory.equity] }
}

describe('a bar without enough volume', () => {
  const costs = { participation: 0.1 }

  it('fills a part, and the next opens the rest', () => {
    const bars = barsOf(flat(100, 40), flat(100, 40), flat(100, 0), flat(100, 35), flat(100, 1e6))
    expect(run(bars, [1, 1, 1, 1, 1], { costs }).fills).toEqual([
      [1, 4, 100, 'signal'],
      [3, 3.5, 100, 'signal'],
      [4, 2.5, 100, 'signal'],
    ])
  })

  it('sizes the rest with the money of then', () => {
    const bars = barsOf(flat(100), flat(100, 50), flat(50, 1e6))
    // 5 at 100; then the account is worth 750: 15 at 50 in all.
    expect(run(bars, [1, 1, 1], { costs }).fills).toEqual([
      [1, 5, 100, 'signal'],
      [2, 10, 50, 'signal'],
    ])
  })

  it('lets a position out in parts, with the reason it left for', () => {
    const bars = barsOf(flat(100), flat(100, 1e6), [100, 100, 90, 95, 60], [94, 97, 50, 96, 20], flat(93, 1e6))
    expect(run(bars, [1, 1, 1, 1, 1], { costs, exits: { stopLoss: 0.05, takeProfit: 0.5 } }).fills).toEqual([
      [1, 10, 100, 'signal'],
      [2, -6, 95, 'stop'],
      [3, -2, 94, 'stop'],
      [4, -2, 93, 'stop'],
    ])
  })

  it('counts all fills of the bar together, in whole lots', () => {
    const bars = barsOf(flat(100), flat(100, 1e6), flat(100, 124), flat(100, 1e6))
    // 12.4 may be traded in bar 2: 10 are closed, and of the 10 to be sold short 2 lots of 1.
    expect(run(bars, [1, -1, -1, -1], { costs, instrument: { lot: 1 } }).fills).toEqual([
      [1, 10, 100, 'signal'],
      [2, -10, 100, 'signal'],
      [2, -2, 100, 'signal'],
      [3, -8, 100, 'signal'],
    ])
  })

  it('does not keep a liquidation waiting', () => {
    const bars = barsOf(flat(100), flat(100, 1e6), [100, 100, 30, 40, 1], flat(40, 1))
    expect(run(bars, [1, 1, 1, 1], { costs, sizing: { fraction: 2 } }).fills).toEqual([
      [1, 20, 100, 'signal'],
      [2, -20, 50, 'liquidation'],
    ])
  })

  it('forgets the rest of an entry when an exit is hit', () => {
    const bars = barsOf(flat(100), [100, 100, 90, 91, 40], flat(91, 1e6), flat(91, 1e6))
    expect(run(bars, [1, 1, 1, 1], { costs, exits: { stopLoss: 0.05 } }).fills).toEqual([
      [1, 4, 100, 'signal'],
      [2, -4, 91, 'stop'],
    ])
  })
})

describe('rebalancing', () => {
  const bars = barsOf(flat(100), flat(100), flat(110), flat(120), flat(120), flat(120))
  const sizing = { fraction: 0.5 }

  it('happens on a change of the target only, if nothing else is said', () => {
    expect(run(bars, [1, 1, 1, 1, 1, 1], { sizing }).fills).toHaveLength(1)
  })

  it('every so many bars, counted from the first decision', () => {
    // 5 at 100; the closes of bars 2 and 4 ask again. Bar 3: worth 1100, half of it is 550 / 120.
    const { fills } = run(bars, [1, 1, 1, 1, 1, 1], { sizing, rebalance: { every: 2 } })
    expect(fills.map(([index, , , reason]) => [index, reason])).toEqual([
      [1, 'signal'],
      [3, 'signal'],
    ])
    expect(fills[1][1]).toBeCloseTo(550 / 120 - 5, 12)
  })

  it('when the size is off by more than the band', () => {
    // At 110: 550 of 1050, 525 wanted: 2.4 % off. At 120: 600 of 1100, 550 wanted: 4.5 % off.
    const wide = run(bars, [1, 1, 1, 1, 1, 1], { sizing, rebalance: { band: 0.04 } })
    const narrow = run(bars, [1, 1, 1, 1, 1, 1], { sizing, rebalance: { band: 0.02 } })
    expect(wide.fills.map(([index]) => index)).toEqual([1, 4])
    expect(narrow.fills.map(([index]) => index)).toEqual([1, 3])
    expect(wide.equity[5]).toBeCloseTo(1100, 9)
  })

  it('but not when it is off by just the band', () => {
    // At 25: 125 of 625, and 312.5 wanted: 187.5 are 30 %.
    const fallen = barsOf(flat(100), flat(100), flat(25), flat(25))
    expect(run(fallen, [1, 1, 1, 1], { sizing, rebalance: { band: 0.3 } }).fills).toHaveLength(1)
    expect(run(fallen, [1, 1, 1, 1], { sizing, rebalance: { band: 0.29 } }).fills[1]).toEqual([3, 7.5, 25, 'signal'])
  })

  it('is asked only while a position is held', () => {
    const { fills } = run(bars, [0, 0, 0, 0, 0, 0], { sizing, rebalance: { every: 1 } })
    expect(fills).toEqual([])
  })
})

describe('orders that are not sent', () => {
  const bars = barsOf(flat(100), flat(100), flat(100))

  it('are listed with the reason', () => {
    expect(run(bars, [1, 1, 1], { instrument: { lot: 20 } }).refusals).toEqual([
      { index: 1, reason: 'size', quantity: 0, price: 100, target: 1 },
    ])
    expect(run(bars, [0.5, 1, 1], { instrument: { minNotional: 600 } }).refusals).toEqual([
      { index: 1, reason: 'min-notional', quantity: 5, price: 100, target: 0.5 },
    ])
    expect(run(bars, [1, 1, 1], { sizing: { volatility: 0.1 } }).refusals).toMatchObject([{ index: 1, reason: 'volatility-unknown' }])
    expect(run(bars, [-1, -1, -1], { exits: { stopAtr: 2 } }).refusals).toMatchObject([{ index: 1, reason: 'atr-unknown', target: -1 }])
  })

  it('are those that admit refuses; exits are not asked', () => {
    const asked: unknown[] = []
    const admit = (order: { side: string; quantity: number; position: number }) => {
      asked.push([order.side, order.quantity, order.position])
      return verdict(
        order.side === 'sell'
          ? [
              { code: 'a/b', message: 'one' },
              { code: 'a/c', message: 'two' },
            ]
          : [],
      )
    }
    const four = barsOf(flat(100), flat(100), flat(100), flat(100), flat(100))
    const { fills, refusals } = run(four, [0.5, 1, 0.5, -1, -1], {}, { admit })
    expect(asked).toEqual([
      ['buy', 5, 0],
      ['buy', 5, 5],
      ['sell', 10, 0],
    ])
    expect(fills.map(([, quantity]) => quantity)).toEqual([5, 5, -5, -5])
    expect(refusals).toEqual([{ index: 4, reason: 'admit', quantity: -10, price: 100, target: -1, detail: 'one; two' }])
  })

  it('never keep a position from being closed', () => {
    const { fills } = run(bars, [1, 0, 0], { instrument: { minNotional: 900 } })
    expect(fills).toHaveLength(2)
    const shrunk = barsOf(flat(100), flat(100), flat(1), flat(1))
    expect(run(shrunk, [1, 1, 0, 0], { instrument: { minNotional: 900 } }).fills[1]).toEqual([3, -10, 1, 'signal'])
  })
})

describe('holding costs', () => {
  it('are charged at the open for the time since the last bar', () => {
    const bars = { ...barsOf(flat(100), flat(100), flat(100)), time: Float64Array.of(0, 1, 4).map(day => day * 86_400_000) }
    const { account, equity } = run(bars, [-1, -1, -1], { costs: { borrowRate: 0.365 } })
    // 10 short at 100 for three days at 0.1 % a day.
    expect(account.carry).toBeCloseTo(3, 12)
    expect(equity[2]).toBeCloseTo(997, 12)
  })

  it('are received by shorts when the funding is positive', () => {
    const { account } = run(barsOf(flat(100), flat(100), flat(100)), [-1, -1, -1], { costs: { fundingRate: 0.365 } })
    expect(account.carry).toBeCloseTo(-1, 12)
  })

  it('can use an account up', () => {
    const { fills } = run(barsOf(flat(100), flat(100), flat(100)), [1, 1, 1], { sizing: { fraction: 10 }, costs: { borrowRate: 10 } })
    expect(fills).toHaveLength(1)
    const years = { ...barsOf(flat(100), flat(100), flat(100)), time: Float64Array.of(0, 1, 366).map(day => day * 86_400_000) }
    const used = run(years, [1, 1, 1], { sizing: { fraction: 10 }, costs: { borrowRate: 1 } })
    expect(used.fills[1]).toEqual([2, -100, 100, 'liquidation'])
    expect(used.equity[2]).toBe(-8000)
  })
})

describe('stop and target in the same bar', () => {
  const bars = barsOf(flat(100), flat(100), [100, 110, 90, 100])
  const exits = { stopLoss: 0.05, takeProfit: 0.05 }

  it('is the stop, or the target if asked', () => {
    expect(run(bars, [1, 1, 1], { exits }).fills[1]).toEqual([2, -10, 95, 'stop'])
    const optimistic = run(bars, [1, 1, 1], { exits: { ...exits, sameBar: 'target' } })
    expect(optimistic.fills[1]).toEqual([2, -10, 105, 'target'])
    expect(optimistic.ambiguousBars).toBe(1)
  })

  it('does not change what the open has decided', () => {
    const gap = barsOf(flat(100), flat(100), [94, 110, 90, 100])
    expect(run(gap, [1, 1, 1], { exits: { ...exits, sameBar: 'target' } }).fills[1]).toEqual([2, -10, 94, 'stop'])
  })
})

describe('break-even', () => {
  const exits = { stopLoss: 0.1, breakEven: 0.05 }

  it('moves the stop to the entry price from the next bar on', () => {
    const bars = barsOf(flat(100), flat(100), [100, 105, 99, 104], [104, 104, 99, 99], flat(99))
    expect(run(bars, [1, 1, 1, 1, 1], { exits }).fills[1]).toEqual([3, -10, 100, 'break-even'])
  })

  it('does not happen before the price has been there', () => {
    const bars = barsOf(flat(100), flat(100), [100, 104.9, 99, 104], [104, 104, 91, 92], flat(92))
    expect(run(bars, [1, 1, 1, 1, 1], { exits }).fills).toHaveLength(1)
  })

  it('works for shorts', () => {
    const bars = barsOf(flat(100), flat(100), [100, 101, 95, 96], [96, 101, 96, 101], flat(101))
    expect(run(bars, [-1, -1, -1, -1, -1], { exits }).fills[1]).toEqual([3, 10, 100, 'break-even'])
  })
})

describe('an exit that the volume cuts short', () => {
  // 40 bought at 100 with 1000: nothing is left at 75. Of the volume of 50 in bar 2 a tenth may be traded.
  const leveraged = (bar: Row, exits: BacktestSettingsInput['exits']) =>
    run(barsOf(flat(100), flat(100, 1e6), bar, flat(90, 0)), [1, 1, 1, 1], {
      ...{ costs: { participation: 0.1 }, sizing: { fraction: 4 }, exits },
    })

  it('at a gap beyond the end of the account is followed by a liquidation at the same open, both counted', () => {
    const { fills, gapExits, ambiguousBars } = leveraged([70, 72, 60, 65, 50], { stopLoss: 0.05 })
    expect(fills.slice(1)).toEqual([
      [2, -5, 70, 'stop'],
      [2, -35, 70, 'liquidation'],
    ])
    expect([gapExits, ambiguousBars]).toEqual([2, 0])
  })

  it('inside the bar is followed by a liquidation where the rest is worth nothing', () => {
    const { fills, gapExits, ambiguousBars } = leveraged([98, 99, 60, 65, 50], { stopLoss: 0.05 })
    // 3000 owed, 475 paid back with 5 at 95: 35 have to bring 2525.
    expect(fills[1]).toEqual([2, -5, 95, 'stop'])
    expect(fills[2]).toEqual([2, -35, expect.closeTo(2525 / 35, 10), 'liquidation'])
    expect([gapExits, ambiguousBars]).toEqual([0, 0])
  })

  it('at a gap above the end of the account is followed by a liquidation inside the bar, which is no gap', () => {
    const { fills, gapExits } = leveraged([90, 91, 60, 65, 50], { stopLoss: 0.05 })
    expect(fills[1]).toEqual([2, -5, 90, 'stop'])
    expect(fills[2]).toEqual([2, -35, expect.closeTo(2550 / 35, 10), 'liquidation'])
    expect(gapExits).toBe(1)
  })

  it('just where the open is the end of the account, counts as a second gap', () => {
    const { fills, gapExits } = leveraged([75, 76, 60, 65, 50], { stopLoss: 0.05 })
    expect(fills.slice(1)).toEqual([
      [2, -5, 75, 'stop'],
      [2, -35, 75, 'liquidation'],
    ])
    expect(gapExits).toBe(2)
  })

  it('is followed by a liquidation when the bar just touches the end of the account', () => {
    // 3000 owed, 900 paid back with 10 at 90: 30 have to bring 2100. Short: 3900 in cash for 30.
    expect(leveraged([90, 91, 70, 80, 100], { stopLoss: 0.05 }).fills.slice(1)).toEqual([
      [2, -10, 90, 'stop'],
      [2, -30, 70, 'liquidation'],
    ])
    const bars = barsOf(flat(100), flat(100, 1e6), [110, 130, 109, 120, 100], flat(90, 0))
    const short = run(bars, [-1, -1, -1, -1], { costs: { participation: 0.1 }, sizing: { fraction: 4 }, exits: { stopLoss: 0.05 } })
    expect(short.fills.slice(1)).toEqual([
      [2, 10, 110, 'stop'],
      [2, 30, 130, 'liquidation'],
    ])
  })

  it('goes on at the next open when the account is not at its end', () => {
    const { fills } = leveraged([98, 99, 80, 85, 50], { stopLoss: 0.05 })
    expect(fills.slice(1)).toEqual([[2, -5, 95, 'stop']])
  })

  it('at the target may still end in a liquidation', () => {
    const { fills, ambiguousBars } = leveraged([100, 106, 60, 65, 50], { takeProfit: 0.05, sameBar: 'target' })
    expect(fills[1]).toEqual([2, -5, 105, 'target'])
    expect(fills[2]).toEqual([2, -35, expect.closeTo((3000 - 525) / 35, 10), 'liquidation'])
    expect(ambiguousBars).toBe(1)
  })

  it('at a gap beyond the target is sure to have come before the liquidation inside the bar', () => {
    // 39 at 100 and a fee of 100: 3000 owed. One at 110 pays 10 of it, so 38 have to bring 2990.
    const bars = barsOf(flat(100), flat(100, 1e6), [110, 111, 78, 100, 10], flat(100, 0))
    const { fills, ambiguousBars, gapExits } = run(bars, [1, 1, 1, 1], {
      ...{ costs: { participation: 0.1, minimumFee: 100 }, sizing: { fraction: 4 }, exits: { takeProfit: 0.05 } },
    })
    expect(fills).toEqual([
      [1, 39, 100, 'signal'],
      [2, -1, 110, 'target'],
      [2, -38, expect.closeTo(2990 / 38, 10), 'liquidation'],
    ])
    expect([ambiguousBars, gapExits]).toEqual([0, 1])
  })

  it('leaves a short in the same way', () => {
    const bars = barsOf(flat(100), flat(100, 1e6), [102, 140, 101, 135, 50], flat(90, 0))
    const { fills } = run(bars, [-1, -1, -1, -1], { costs: { participation: 0.1 }, sizing: { fraction: 4 }, exits: { stopLoss: 0.05 } })
    // 5000 in cash, 40 sold at 100; 5 bought back at 105 leave 4475 for 35.
    expect(fills.slice(1)).toEqual([
      [2, 5, 105, 'stop'],
      [2, 35, expect.closeTo(4475 / 35, 10), 'liquidation'],
    ])
  })
})

describe('a price that just touches', () => {
  it('the target is an exit', () => {
    const touch = run(barsOf(flat(100), flat(100), [100, 105, 99, 100]), [1, 1, 1], { exits: { takeProfit: 0.05 } })
    expect(touch.fills[1]).toEqual([2, -10, 105, 'target'])
    expect(touch.gapExits).toBe(0)
    const short = run(barsOf(flat(100), flat(100), [100, 101, 95, 100]), [-1, -1, -1], { exits: { takeProfit: 0.05 } })
    expect(short.fills[1]).toEqual([2, 10, 95, 'target'])
  })

  it('the target at the open is a gap, and comes before a stop in the range', () => {
    const { fills, gapExits, targetBeforeStop } = run(barsOf(flat(100), flat(100), [105, 106, 90, 100]), [1, 1, 1], {
      exits: { takeProfit: 0.05, stopLoss: 0.05 },
    })
    expect(fills[1]).toEqual([2, -10, 105, 'target'])
    expect([gapExits, targetBeforeStop]).toEqual([1, 1])
  })
})

it('rebalancing counts its bars from the first known target', () => {
  const bars = barsOf(flat(100), flat(100), flat(100), flat(110), flat(120), flat(130), flat(140))
  const { fills } = run(bars, [Number.NaN, 1, 1, 1, 1, 1, 1], { sizing: { fraction: 0.5 }, rebalance: { every: 3 } })
  // Decided at bar 1, asked again at bar 4, traded at bar 5.
  expect(fills.map(([index]) => index)).toEqual([2, 5])
})

it('a refusal without a detail has none', () => {
  const { refusals } = run(barsOf(flat(100), flat(100)), [1, 1], { instrument: { minNotional: 5000 } })
  expect(refusals.map(refusal => Object.keys(refusal))).toEqual([['index', 'reason', 'quantity', 'price', 'target']])
})

describe('an order that a limit of the account makes smaller', () => {
  /** A run that has bought 5 at 100 of 1000, at a price of 120 now. */
  const start = (rebalance: BacktestSettingsInput['rebalance']) => {
    const bars = barsOf(flat(100), flat(100), flat(120))
    const memory = simulationMemory(bars.length)
    const settings = resolveSettings({ capital: 1000, sizing: { fraction: 0.5 }, rebalance })
    const running = new TargetRun(bars, Float64Array.of(1, 1, 1), settings, memory, {})
    running.trade(0)
    running.trade(1)
    return { running, refusals: memory.refusals }
  }

  it('is not worth rebalancing when less than the band is left of it', () => {
    // The account is worth 1100: a band of 0.1 is 110, and 110 / 120 = 0.91 units.
    for (const [quantity, order] of [
      [0.9, 0],
      [-0.9, 0],
      [0.95, 0.95],
      [-0.95, -0.95],
    ]) {
      const { running, refusals } = start({ band: 0.1 })
      running.rebalancing = true
      running.order = 2
      running.limitOrder(quantity, 'leverage', 120, 2)
      expect(running.order).toBe(order)
      expect(refusals).toMatchObject([{ reason: 'leverage', quantity: 2 - quantity, price: 120, index: 2 }])
    }
  })

  it('is sent otherwise, however small', () => {
    for (const rebalance of ['change', { every: 2 }, { band: 0.1 }] as const) {
      const { running } = start(rebalance)
      running.rebalancing = rebalance !== 'change' && 'every' in rebalance
      running.order = 2
      running.limitOrder(0.01, 'leverage', 120, 2)
      expect(running.order).toBe(0.01)
    }
  })
})

it('a liquidation is no turnover, whatever rounding leaves of the account', () => {
  for (let size = 11; size <= 60; size++) {
    const { turned, fills } = run(barsOf(flat(100), flat(100), [100, 100, 5, 20]), [1, 1, 1], { sizing: { units: size } })
    expect(fills[1]).toMatchObject([2, -size, expect.closeTo((100 * size - 1000) / size, 9), 'liquidation'])
    expect(turned).toBe(size / 10)
  }
})
