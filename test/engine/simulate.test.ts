import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../src/engine/simulate.ts'
import { TradeWalk } from '../../src/engine/trades.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { barsOf } from './bars-of.ts'

function run(prices: Bars, targets: number[], input: BacktestSettingsInput = {}, quiet = true) {
  const memory = simulationMemory(prices.length)
  const simulation = simulate(prices, Float64Array.from(targets), resolveSettings(input), memory, { quiet })
  return { ...simulation, equity: [...memory.equity], fills: memory.fills.toArray(), log: memory.fills }
}

describe('when and at which price', () => {
  const prices = barsOf([100, 101, 99, 100], [102, 103, 101, 102], [104, 106, 103, 105], [110, 111, 108, 109])

  it('a target is traded at the next open', () => {
    const { fills, equity } = run(prices, [1, 1, 0, 0], { capital: 1020 })
    expect(fills).toEqual([
      { index: 1, quantity: 10, price: 102, fee: 0, reason: 'signal' },
      { index: 3, quantity: -10, price: 110, fee: 0, reason: 'signal' },
    ])
    expect(equity).toEqual([1020, 1020, 1050, 1100])
  })

  it('or at the same close, if asked', () => {
    const { fills } = run(prices, [1, 1, 0, 0], { capital: 1000, fillAt: 'close' })
    expect(fills.map(fill => [fill.index, fill.price])).toEqual([
      [0, 100],
      [2, 105],
    ])
  })

  it('a target of the last bar is never traded', () => {
    expect(run(prices, [0, 0, 0, 1]).fills).toEqual([])
  })

  it('fee and slippage apply to every fill, and all cash is spent but not more', () => {
    const { fills, account, slippage } = run(prices, [1, 1, 0, 0], { capital: 1000, costs: { feeBps: 100, slippageBps: 200 } })
    expect(fills[0].price).toBeCloseTo(102 * 1.02, 12)
    expect(fills[0].quantity * fills[0].price * 1.01).toBeCloseTo(1000, 9)
    expect(fills[1].price).toBeCloseTo(110 * 0.98, 12)
    expect(slippage).toBeCloseTo(fills[0].quantity * (102 * 0.02 + 110 * 0.02), 9)
    expect(account.fees).toBeCloseTo(fills[0].fee + fills[1].fee, 12)
  })

  it('a changed target trades the difference, another side closes first', () => {
    const { fills } = run(prices, [1, 0.5, -1, -1], { sizing: { units: 10 } })
    expect(fills.map(fill => [fill.index, fill.quantity])).toEqual([
      [1, 10],
      [2, -5],
      [3, -5],
      [3, -10],
    ])
  })

  it('leading NaN is warm-up, a later one is refused by name of its bar', () => {
    expect(run(prices, [Number.NaN, 1, 1, 1]).fills[0].index).toBe(2)
    expect(() => run(prices, [0, Number.NaN, 0, 0])).toThrow(StrategyError)
    expect(() => run(prices, [0, Number.NaN, 0, 0])).toThrow(/bar 1/)
    expect(run(prices, [Number.NaN, Number.NaN, Number.NaN, Number.NaN]).equity).toEqual([10_000, 10_000, 10_000, 10_000])
  })
})

describe('exits', () => {
  it('the stop holds on the entry bar and the account stays flat until the target changes', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 101, 97, 101], [101, 105, 100, 105], [105, 106, 104, 105], [105, 106, 104, 106])
    const { fills } = run(prices, [1, 1, 1, 0, 1], { exits: { stopLoss: 0.02 } })
    expect(fills.map(fill => [fill.index, fill.price, fill.reason])).toEqual([
      [1, 100, 'signal'],
      [1, 98, 'stop'],
    ])
  })

  it('a gap through the stop fills at the open', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 101, 99, 100], [90, 95, 89, 94])
    const { fills, gapExits } = run(prices, [1, 1, 1], { exits: { stopLoss: 0.02 } })
    expect(fills[1]).toMatchObject({ index: 2, price: 90, reason: 'stop' })
    expect(gapExits).toBe(1)
  })

  it('the stop wins over the target inside one bar, and that is counted', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 103, 97, 100])
    const { fills, ambiguousBars } = run(prices, [1, 1], { exits: { stopLoss: 0.02, takeProfit: 0.02 } })
    expect(fills[1]).toMatchObject({ price: 98, reason: 'stop' })
    expect(ambiguousBars).toBe(1)
  })

  it('a limit target fills at its price, a market target pays slippage', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 104, 99, 100])
    const exits = { takeProfit: 0.02 }
    const costs = { slippageBps: 100 }
    expect(run(prices, [1, 1], { costs, exits }).fills[1].price).toBeCloseTo(101 * 1.02 * 0.99, 12)
    expect(run(prices, [1, 1], { costs, exits: { ...exits, targetFill: 'limit' } }).fills[1].price).toBeCloseTo(101 * 1.02, 12)
  })

  it('a trailing stop follows the highs before the bar, never its own', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 110, 99, 109], [109, 120, 100, 118], [118, 119, 107, 108])
    // Level on bar 2 is 110 × 0.9 = 99 (low 100 stays above, although 120 × 0.9 = 108 would not); on bar 3 it is 108.
    const { fills } = run(prices, [1, 1, 1, 1], { exits: { trailingStop: 0.1 } })
    expect(fills[1]).toMatchObject({ index: 3, price: 108, reason: 'trailing' })
  })

  it('a stop that slippage has put beyond the open of the entry bar fills at that open', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 101, 99, 100])
    // Entry at 105, so the stop stands at 102.9, above everything that was traded.
    const { fills } = run(prices, [1, 1], { costs: { slippageBps: 500 }, exits: { stopLoss: 0.02 } })
    expect(fills[1].price).toBeCloseTo(95, 12)
  })

  it('shorts are mirrored', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 103, 99, 100])
    expect(run(prices, [-1, -1], { exits: { stopLoss: 0.02 } }).fills[1]).toMatchObject({ quantity: 100, price: 102, reason: 'stop' })
    expect(run(prices, [-1, -1], { exits: { takeProfit: 0.01 } }).fills[1]).toMatchObject({ price: 99, reason: 'target' })
  })

  it('time is up after maxBars bars', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 101, 99, 100], [101, 102, 100, 101], [102, 103, 101, 102], [103, 104, 102, 103])
    expect(run(prices, [1, 1, 1, 1, 1], { exits: { maxBars: 2 } }).fills[1]).toMatchObject({ index: 3, price: 102, reason: 'time' })
    expect(run(prices, [1, 1, 1, 1, 1], { exits: { maxBars: 2 }, fillAt: 'close' }).fills[1]).toMatchObject({
      index: 2,
      price: 101,
      reason: 'time',
    })
  })

  it('a short that would exhaust the account is liquidated where that happens', () => {
    const prices = barsOf([100, 100, 100, 100], [100, 101, 99, 100], [110, 250, 100, 240], [240, 250, 230, 240])
    const { fills, equity } = run(prices, [-1, -1, -1, 1], { capital: 1000 })
    expect(fills[1]).toMatchObject({ index: 2, price: 200, reason: 'liquidation' })
    expect(equity.slice(2)).toEqual([0, 0])
    const gapped = barsOf([100, 100, 100, 100], [100, 101, 99, 100], [230, 250, 220, 240])
    for (const list of [prices, gapped]) {
      const { turned } = run(list, [-1, -1, -1, -1].slice(0, list.length), { capital: 1000 })
      expect(turned).toBe(1)
    }
  })
})

const market = fc
  .array(
    fc.record({
      gap: fc.integer({ min: -40, max: 40 }),
      move: fc.integer({ min: -40, max: 40 }),
      up: fc.nat(30),
      down: fc.nat(30),
      target: fc.constantFrom(-1, -0.5, 0, 0.5, 1),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(rows => {
    let price = 100
    const list = rows.map(({ gap, move, up, down }): [number, number, number, number] => {
      const open = price * (1 + gap / 1000)
      const close = open * (1 + move / 1000)
      price = close
      return [open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close]
    })
    return { prices: barsOf(...list), targets: rows.map(row => row.target) }
  })

const optional = (value: number) => fc.option(fc.constant(value), { nil: undefined })
const settings = fc.record({
  fillAt: fc.constantFrom('open' as const, 'close' as const),
  sizing: fc.constantFrom({ fraction: 1 }, { fraction: 0.3 }, { fraction: 2 }, { units: 3 }, { notional: 5000 }),
  costs: fc.record({ feeBps: fc.constantFrom(0, 10, 100), slippageBps: fc.constantFrom(0, 5, 50) }),
  exits: fc.record({
    stopLoss: optional(0.02),
    takeProfit: optional(0.03),
    trailingStop: optional(0.025),
    maxBars: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    targetFill: fc.constantFrom('market' as const, 'limit' as const),
  }),
})

describe('properties of random runs', () => {
  it('passing over quiet bars changes no bit', () => {
    fc.assert(
      fc.property(market, settings, ({ prices, targets }, input) => {
        const { log: _fast, ...fast } = run(prices, targets, input)
        const { log: _slow, ...slow } = run(prices, targets, input, false)
        expect(fast).toEqual(slow)
      }),
      { numRuns: 2000 },
    )
  })

  it('final equity = capital + profits of all trades', () => {
    fc.assert(
      fc.property(market, settings, ({ prices, targets }, input) => {
        const { log, equity } = run(prices, targets, input)
        const walk = new TradeWalk(log, prices.length - 1, prices.close[prices.length - 1])
        let profits = 0
        while (walk.next()) profits += walk.pnl
        expect(equity.at(-1)).toBeCloseTo(10_000 + profits, 6)
      }),
      { numRuns: 2000 },
    )
  })

  it('equity is cash plus position at every close, from the fills alone', () => {
    fc.assert(
      fc.property(market, settings, ({ prices, targets }, input) => {
        const { fills, equity } = run(prices, targets, input)
        let cash = 10_000
        let quantity = 0
        let next = 0
        for (let t = 0; t < prices.length; t++) {
          for (; next < fills.length && fills[next].index === t; next++) {
            cash -= fills[next].quantity * fills[next].price + fills[next].fee
            quantity += fills[next].quantity
          }
          expect(equity[t]).toBeCloseTo(cash + quantity * prices.close[t], 6)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('no fill knows a later bar', () => {
    fc.assert(
      fc.property(market, settings, fc.nat(60), ({ prices, targets }, input, cut) => {
        const end = Math.min(cut, prices.length)
        const part = sliceBars(prices, 0, end)
        const short = run(part, targets.slice(0, end), input)
        const long = run(prices, targets, input)
        expect(short.equity).toEqual(long.equity.slice(0, end))
        expect(short.fills).toEqual(long.fills.filter(fill => fill.index < end))
      }),
      { numRuns: 1000 },
    )
  })
})
