import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { backtest } from '../../src/engine/backtest.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { eachBar } from '../../src/execution/each-bar.ts'
import { MemoryJournal } from '../../src/execution/journal.ts'
import { OrderDesk } from '../../src/execution/order-desk.ts'
import { OrderLedger } from '../../src/execution/order-ledger.ts'
import { isOver } from '../../src/execution/order-lifecycle.ts'
import { ShadowSession } from '../../src/execution/shadow-session.ts'
import { shadowExecutor } from '../../src/execution/simulated-executor.ts'
import { tradeTargets } from '../../src/execution/trade-targets.ts'
import type { Bars } from '../../src/market/bars.ts'
import { BreakoutDonchian } from '../../src/strategies/library/breakout-donchian.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Momentum } from '../../src/strategies/library/momentum.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { type AnyStrategyClass, createStrategy, Strategy } from '../../src/strategies/strategy.ts'
import { openGates } from '../execution/shadow-gates.ts'

/*
 * A shadow session over the bars of a backtest gives its fills and its equity, whatever the market, the strategy and the settings, although every order passes
 * the gates and the journal. To the last bit of the plain twin, and of the fast loop as near as the twin is (a test of its own).
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const runs = Number(process.env.PEAK_TRADE_CASES ?? (deep ? 20_000 : 600))

/** Does what it is told, bar by bar. */
class Scripted extends Strategy<typeof Scripted.params> {
  static override readonly id = 'scripted'
  static override readonly params = z.object({ script: z.array(z.number()).default([]) })
  private bar = 0
  protected override decide() {
    return this.params.script[this.bar++] ?? this.held
  }
}

interface Case {
  readonly bars: Bars
  readonly strategy: AnyStrategyClass
  readonly params: Readonly<Record<string, unknown>>
  readonly input: BacktestSettingsInput
}

function barsOf(first: number, steps: readonly (readonly number[])[]): Bars {
  const column = () => new Float64Array(steps.length)
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()]
  let price = first
  for (const [t, [gap, move, up, down, traded]] of steps.entries()) {
    time[t] = t * 86_400_000
    open[t] = price * (1 + gap / 1000)
    close[t] = price = open[t] * (1 + move / 1000)
    high[t] = Math.max(open[t], close[t]) * (1 + up / 1000)
    low[t] = Math.min(open[t], close[t]) * (1 - down / 1000)
    volume[t] = (traded * 10_000) / first
  }
  return { symbol: 'TWIN', timeframe: '1d', calendar: '24/7', length: steps.length, time, open, high, low, close, volume }
}

const change = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-300, -100, 100, 400) },
)
const wick = fc.constantFrom(0, 0, 5, 20, 60, 300)
const markets = fc
  .tuple(
    fc.constantFrom(100, 0.013, 64_000),
    fc.array(fc.tuple(change, change, wick, wick, fc.constantFrom(1e6, 3, 1, 0.4, 0.1, 0)), { minLength: 1, maxLength: 60, size: 'max' }),
  )
  .map(([first, steps]) => barsOf(first, steps))
const rare = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2, nil: undefined })

const strategies: fc.Arbitrary<Pick<Case, 'strategy' | 'params'>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.constantFrom(0, 1, 1, -1, 0.5, -0.3, 0.25, 1, 1), { maxLength: 60, size: 'max' })
      .map(script => ({ strategy: Scripted, params: { script: script.flatMap(one => [one, one]) } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ fast: fc.integer({ min: 1, max: 4 }), slow: fc.integer({ min: 5, max: 9 }) })
      .map(params => ({ strategy: MaCrossover, params })),
  },
  { weight: 1, arbitrary: fc.constantFrom(RsiReversion, BreakoutDonchian, Momentum).map(strategy => ({ strategy, params: {} })) },
)

const exits: fc.Arbitrary<ExitRules> = fc
  .tuple(
    fc.constantFrom({}, { stopLoss: 0.01 }, { stopLoss: 0.05 }, { stopAtr: 1 }),
    fc.constantFrom({}, { takeProfit: 0.02 }, { targetAtr: 1 }),
    fc.constantFrom({}, { trailingStop: 0.03 }, { trailingAtr: 2 }),
    fc.record({
      atrPeriod: fc.constantFrom(1, 3),
      breakEven: rare(fc.constantFrom(0.01, 0.03)),
      maxBars: rare(fc.constantFrom(1, 2, 5)),
      targetFill: fc.constantFrom('market' as const, 'limit' as const),
      sameBar: fc.constantFrom('target' as const, 'stop' as const, undefined),
    }),
  )
  .map(parts => Object.assign({}, ...parts) as ExitRules)

const settings: fc.Arbitrary<BacktestSettingsInput> = fc.record({
  capital: fc.constant(10_000),
  fillAt: fc.constantFrom('open' as const, 'open' as const, 'close' as const),
  sizing: fc.constantFrom(
    { fraction: 1 },
    { fraction: 0.3 },
    { fraction: 5 },
    { notional: 5000 },
    { volatility: 0.5, period: 3 },
    { kelly: 0.5, trades: 2 },
  ),
  costs: fc.record({
    feeBps: fc.constantFrom(0, 10, 200),
    slippageBps: fc.constantFrom(0, 5, 300),
    makerFeeBps: rare(fc.constant(2)),
    minimumFee: rare(fc.constant(1)),
    participation: rare(fc.constantFrom(0.1, 0.5, 1)),
    borrowRate: rare(fc.constant(0.5)),
    fundingRate: rare(fc.constantFrom(0.1, -0.5)),
  }),
  exits,
  rebalance: fc.constantFrom('change' as const, 'change' as const, { band: 0.02 }, { every: 2 }),
})

const cases: fc.Arbitrary<Case> = fc
  .tuple(markets, strategies, settings, fc.constantFrom(undefined, 0.001, 0.1, 0.37), rare(fc.constantFrom(100, 3000)))
  .map(([bars, strategy, input, lot, minNotional]) => ({
    ...{ bars, ...strategy },
    input: { ...input, instrument: { lot: lot === undefined ? undefined : (lot * 10_000) / bars.open[0], minNotional } },
  }))

function shadow({ bars, strategy, params, input }: Case, gates = openGates()) {
  const journal = new MemoryJournal()
  const executor = shadowExecutor({ symbol: bars.symbol, settings: input })
  const desk = new OrderDesk({ session: 's', journal, executor, gates })
  const session = new ShadowSession({ strategy, params: params as never, timeframe: bars.timeframe, desk })
  for (const bar of eachBar(bars)) session.onBar(bar)
  return { result: session.result(), desk, executor, journal }
}

const near = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

describe('a shadow session', () => {
  it(`gives what a backtest gives, in ${runs} random cases`, () => {
    const seen: Record<string, number> = {}
    fc.assert(
      fc.property(cases, given => {
        const { bars, strategy, params, input } = given
        const { result, desk, executor, journal } = shadow(given)
        const targets = createStrategy<Strategy>(strategy, params).follow(bars)
        const twin = tradeTargets(bars, targets, resolveSettings(input))
        expect(result.fills).toEqual(twin.fills)
        expect(result.equity).toEqual([...twin.equity])
        expect(result.account).toEqual(twin.account)
        expect(result.refusals).toEqual(twin.refusals)
        const fast = backtest(strategy, bars, { ...input, params: params as never })
        expect(result.fills.map(({ index, reason }) => [index, reason])).toEqual(fast.fills.map(({ index, reason }) => [index, reason]))
        for (const [k, fill] of fast.fills.entries())
          for (const name of ['quantity', 'price', 'fee'] as const)
            if (!near(fill[name], result.fills[k][name])) expect(result.fills[k]).toEqual(fill)
        for (const [t, equity] of [...fast.equity].entries())
          if (!near(equity, result.equity[t])) expect([t, result.equity[t]]).toEqual([t, equity])

        // No fill without an order: but for the liquidations of the house, the journal has them all, once.
        const reports = executor.fills()
        const own = reports.filter(({ clientId }) => clientId !== undefined)
        expect(reports.length - own.length).toBe(result.fills.filter(({ reason }) => reason === 'liquidation').length)
        expect(desk.fills()).toEqual(own)
        expect(desk.ledger.problems).toEqual([])
        expect([...desk.ledger.strays]).toEqual([])
        const entries = journal.read('s')
        expect(entries.filter(({ type }) => type === 'refusal')).toEqual([])
        expect(entries.filter(({ data }) => (data as { kind?: string } | null)?.kind === 'contradiction')).toEqual([])
        for (const order of result.orders) {
          expect(order.overfilled).toBeUndefined()
          seen[order.state] = (seen[order.state] ?? 0) + 1
          if (!isOver(order)) expect(executor.orderOf(order.intent.clientId)?.state).toBe('open')
        }
        // The journal alone comes to the same.
        expect([...new OrderLedger(entries).orders.values()]).toEqual(result.orders)
        for (const { reason } of result.fills) seen[reason] = (seen[reason] ?? 0) + 1
      }),
      { numRuns: runs },
    )
    for (const event of ['signal', 'stop', 'target', 'trailing', 'time', 'break-even', 'liquidation', 'filled', 'canceled'])
      expect([event, (seen[event] ?? 0) > runs / 100]).toEqual([event, true])
  })
})
