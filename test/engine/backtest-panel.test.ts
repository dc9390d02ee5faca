import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { backtestPanel } from '../../src/engine/backtest-panel.ts'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { withOthers } from '../../src/market/with-others.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { flat, Listed, listed, named } from './listed.ts'

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2, nil: undefined })
const settings: fc.Arbitrary<BacktestSettingsInput> = fc.record({
  fillAt: fc.constantFrom('open', 'close'),
  sizing: fc.constantFrom({ fraction: 1 }, { fraction: 2 }, { units: 3 }, { notional: 5000 }, { kelly: 0.5, trades: 2, minimum: 0.3 }),
  costs: fc.record({
    feeBps: fc.constantFrom(0, 10),
    slippageBps: fc.constantFrom(0, 5),
    minimumFee: optional(fc.constant(2)),
    participation: optional(fc.constant(0.01)),
    borrowRate: optional(fc.constant(0.2)),
  }),
  exits: fc.record({
    stopLoss: optional(fc.constantFrom(0.01, 0.05)),
    takeProfit: optional(fc.constantFrom(0.01, 0.05)),
    trailingAtr: optional(fc.constant(2)),
    maxBars: optional(fc.constantFrom(1, 5)),
  }),
  instrument: fc.constantFrom({}, { lot: 0.5, minNotional: 50 }),
  rebalance: fc.constantFrom('change' as const, { band: 0.02 }, { every: 3 }),
  maxLeverage: fc.constant(100),
})

describe('one sleeve', () => {
  it('does what a backtest does, to the bit', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(fc.constantFrom(1, 1, 1, 0, -1, 0.5), { minLength: 60, maxLength: 60 }),
        settings,
        (seed, list, input) => {
          const bars = syntheticBars({ seed, length: 60, volatility: 2 })
          const single = backtest(Listed, bars, { ...input, params: { list } })
          const panel = backtestPanel([listed(bars.symbol, list)], alignBars([bars]), input)
          const [sleeve] = panel.sleeves
          expect(sleeve.fills).toEqual(single.fills)
          expect(sleeve.trades).toEqual(single.trades)
          expect(sleeve.refusals).toEqual(single.refusals)
          expect([...panel.equity]).toEqual([...single.equity])
          expect({ ...panel.summary, beta: 0, alpha: 0, correlation: 0, buyHoldReturn: 0 }).toEqual({
            ...single.summary,
            beta: 0,
            alpha: 0,
            correlation: 0,
            buyHoldReturn: 0,
          })
          // The benchmark is another column with the same returns.
          for (const name of ['beta', 'alpha', 'correlation', 'buyHoldReturn'] as const)
            if (!Number.isNaN(single.summary[name])) expect(near(panel.summary[name], single.summary[name])).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('several sleeves', () => {
  it('add up: capital, profits and carry make the equity', () => {
    fc.assert(
      fc.property(fc.nat(1000), settings, fc.constantFrom('inner' as const, 'outer' as const), (seed, input, join) => {
        const list = [0, 1, 2].map(k =>
          sliceBars(syntheticBars({ seed: seed * 3 + k, length: 120, symbol: `S${k}`, volatility: 2 }), 15 * k, 100 + 10 * k),
        )
        const sleeves = list.map((bars, k) => ({
          strategy: MaCrossover,
          params: { fast: 2 + k, slow: 9 },
          symbol: bars.symbol,
          weight: 0.6,
          group: k === 0 ? 'a' : 'b',
        }))
        const panel = alignBars(list, { join })
        const run = () => backtestPanel(sleeves, panel, { ...input, maxLeverage: 1.5, groups: { b: 0.7 } })
        const result = run()
        expect(run()).toEqual(result)
        for (let t = 0; t < panel.length; t++) {
          const profit = result.sleeves.reduce((sum, sleeve) => sum + sleeve.profit[t], 0)
          expect(near(result.equity[t], 10_000 + profit)).toBe(true)
          expect(Number.isFinite(result.equity[t])).toBe(true)
        }
        const traded = result.sleeves.flatMap(({ trades }) => trades).reduce((sum, { pnl }) => sum + pnl, 0)
        expect(near(result.summary.finalEquity, 10_000 + traded - result.summary.carry)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

it('a sleeve sees the other symbols of the panel, those without an own sleeve too', () => {
  class Lead extends Strategy {
    static override readonly id = 'lead'
    readonly lead = this.other('S2')
    protected override decide() {
      return this.lead.close.value > this.lead.close.previous ? 1 : 0
    }
  }
  const list = [0, 1, 2].map(k => sliceBars(syntheticBars({ seed: k, length: 120, symbol: `S${k}` }), 10 * k, 100 + 5 * k))
  const panel = alignBars(list, { join: 'outer' })
  const [sleeve] = backtestPanel([{ strategy: Lead, symbol: 'S0' }], panel, {}).sleeves
  const single = backtest(Lead, withOthers(list[0], [list[2]]), {})
  expect(single.warmup).toBe(20)
  expect(single.trades.length).toBeGreaterThan(10)
  expect([...sleeve.targets.subarray(0, 100)]).toEqual([...single.targets])
  expect(sleeve.fills).toEqual(single.fills)
  expect(() => backtestPanel([{ strategy: Lead, symbol: 'S2' }], panel, {})).toThrow('S2 beside S2, which is the market itself')
})

it('a sleeve says what it was, and how long it was in the market', () => {
  const bars = { ...named('A', flat(10), flat(10), flat(10), flat(10)) }
  const [grouped, alone] = backtestPanel(
    [listed('A', [0, 1, 1, 0], { weight: 0.5, group: 'g' }), listed('A', [0, 0, 0, 0], { weight: 0.25, name: 'idle' })],
    alignBars([bars]),
  ).sleeves
  expect(grouped).toMatchObject({
    ...{ name: 'listed A', symbol: 'A', weight: 0.5, group: 'g' },
    strategy: { id: 'listed', title: Listed.title, params: { list: [0, 1, 1, 0] } },
  })
  expect(alone).toMatchObject({ name: 'idle', weight: 0.25 })
  expect('group' in alone).toBe(false)
  expect([grouped.exposure, alone.exposure]).toEqual([0.5, 0])
  expect([...grouped.targets]).toEqual([0, 1, 1, 0])
})

it('its fills, trades and refusals count the times of the panel', () => {
  const late = sliceBars(named('B', flat(20), flat(20), flat(20), flat(20), flat(20)), 2)
  const panel = alignBars([named('A', flat(10), flat(10), flat(10), flat(10), flat(10)), late], { join: 'outer' })
  const [sleeve] = backtestPanel([listed('B', [1, 0, 0], { weight: 1, group: 'g' })], panel, { capital: 1000, groups: { g: 0.5 } }).sleeves
  expect(sleeve.fills.map(({ index }) => index)).toEqual([3, 4])
  expect(sleeve.trades).toMatchObject([{ entryIndex: 3, exitIndex: 4 }])
  expect([...sleeve.targets]).toEqual([Number.NaN, Number.NaN, 1, 0, 0])
  expect(sleeve.refusals).toMatchObject([{ index: 3, reason: 'group-limit', quantity: 25 }])
})

it('a strategy that places orders has no place on a shared account', () => {
  class Ordering extends OrderStrategy {
    static override readonly id = 'ordering'
    protected override onBar() {}
  }
  const panel = alignBars([named('A', flat(10), flat(10))])
  expect(() => backtestPanel([{ strategy: Ordering as never, symbol: 'A' }], panel)).toThrow(
    expect.objectContaining({
      name: 'ConfigError',
      code: 'panel/strategy',
      message: 'sleeve "ordering A": only strategies with targets can share an account; extend Strategy',
      details: { name: 'ordering A' },
    }),
  )
})

it('is plain data to copies and JSON, though trades and fills are listed when they are asked for', () => {
  const outer = alignBars(
    [syntheticBars({ seed: 1, length: 300, symbol: 'A' }), sliceBars(syntheticBars({ seed: 2, length: 300, symbol: 'B' }), 50)],
    {
      join: 'outer',
    },
  )
  const sleeves = ['A', 'B'].map(symbol => ({ strategy: MaCrossover, symbol, params: { fast: 3, slow: 9 } }))
  const again = () => backtestPanel(sleeves, outer)
  const result = again()
  expect(structuredClone(again())).toEqual(result)
  const [a, b] = result.sleeves
  expect(JSON.parse(JSON.stringify(again().sleeves[1]))).toMatchObject({ trades: b.trades, fills: b.fills })
  expect({ ...again().sleeves[0] }).toEqual(a)
  expect(a.trades).toBe(a.trades)
  expect(a.fills).toBe(a.fills)
  expect(a.trades.length + b.trades.length).toBe(result.summary.trades + result.summary.openTrades)
  expect(b.fills.every(({ index }) => index > 50)).toBe(true)
})
