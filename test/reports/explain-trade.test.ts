import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { BugError, ConfigError } from '../../src/base/errors.ts'
import { toJson } from '../../src/base/to-json.ts'
import { backtest } from '../../src/engine/backtest.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import type { Bars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { describeTrade } from '../../src/reports/describe-trade.ts'
import { explainTrade } from '../../src/reports/explain-trade.ts'
import type { StepAssumption } from '../../src/reports/trade-explanation.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { bracketRun } from './order-scene.ts'

/** Reads its targets off the volume column, so that a test can write them beside the prices. */
class Scripted extends Strategy<typeof Scripted.params> {
  static override readonly id = 'scripted'
  static override readonly params = z.object({})

  protected override decide(): number {
    return this.volume.value
  }
}

type Row = [target: number, open: number, high: number, low: number, close: number]

/** Daily bars from 2024-01-01 on. */
function barsOf(rows: readonly Row[]): Bars {
  const column = (k: number) => Float64Array.from(rows, row => row[k])
  return {
    symbol: 'HAND',
    timeframe: '1d',
    calendar: '24/7',
    length: rows.length,
    time: Float64Array.from(rows, (_, i) => Date.UTC(2024, 0, 1 + i)),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(0),
  }
}

function run(rows: readonly Row[], settings: BacktestSettingsInput = {}) {
  return backtest(Scripted, barsOf(rows), { capital: 1000, ...settings })
}

const explain = (rows: readonly Row[], settings: BacktestSettingsInput = {}, index = 0) => explainTrade(run(rows, settings), index)

describe('hand-worked trades', () => {
  it('a signal brings it in and takes it out', () => {
    // 1000 ÷ (50 × 1.01 × 1.02) units; both rates are chosen to be seen.
    const { steps, ending, number, symbol, timeframe } = explain(
      [
        [0, 49, 50, 48, 49],
        [1, 49, 51, 48, 50],
        [1, 50, 56, 49, 55],
        [0, 55, 61, 54, 60],
        [0, 62, 63, 61, 62],
      ],
      { costs: { feeBps: 200, slippageBps: 100 } },
    )
    const quantity = 1000 / (50 * 1.01 * 1.02)
    expect([number, symbol, timeframe]).toEqual([1, 'HAND', '1d'])
    expect(steps.map(step => step.index)).toEqual([1, 2, 3, 4])
    expect(steps.map(step => step.decision)).toEqual([
      { kind: 'target', before: 0, after: 1 },
      undefined,
      { kind: 'target', before: 1, after: 0 },
      undefined,
    ])
    const [buy] = steps[1].fills
    expect(buy).toMatchObject({ when: 'open', reason: 'signal', rawPrice: 50, why: '1 × 1,000.00 ÷ (50.00 × 1.01 × 1.02) = 19.4137 units' })
    expect([buy.quantity, buy.price, buy.fee, buy.slippage]).toEqual([
      expect.closeTo(quantity, 10),
      expect.closeTo(50.5, 10),
      expect.closeTo(quantity * 50.5 * 0.02, 10),
      expect.closeTo(quantity * 0.5, 10),
    ])
    expect(steps[1]).toMatchObject({ time: Date.UTC(2024, 0, 3), open: 50, high: 56, low: 49, close: 55, levels: {}, assumptions: [] })
    expect(steps[1].value).toBeCloseTo(quantity * 55, 9)
    expect(steps[1].profit).toBeCloseTo(quantity * 55 - 1000, 9)
    const [sell] = steps[3].fills
    expect(sell).toMatchObject({ when: 'open', reason: 'signal', rawPrice: 62, why: 'the whole position, 19.4137 units' })
    expect(sell.price).toBeCloseTo(62 * 0.99, 10)
    expect(steps[3]).toMatchObject({ quantity: 0, value: 0 })
    expect(steps[3]).not.toHaveProperty('averagePrice')
    expect(steps[3].profit).toBeCloseTo(quantity * 62 * 0.99 * 0.98 - 1000, 9)
    expect(ending).toBe('the strategy changed its target from 1 to 0 at the close of 2024-01-04')
  })

  it('a stop on the entry bar', () => {
    const { steps, ending } = explain(
      [
        [1, 100, 101, 99, 100],
        [1, 100, 101, 97, 99],
        [1, 99, 100, 98, 99],
      ],
      { exits: { stopLoss: 0.02 } },
    )
    expect(steps).toHaveLength(2)
    expect(steps[1].fills.map(fill => [fill.when, fill.reason, fill.quantity, fill.rawPrice])).toEqual([
      ['open', 'signal', 10, 100],
      ['inside', 'stop', -10, 98],
    ])
    expect(steps[1].levels).toEqual({ stop: { price: 98, reached: true }, nearest: 'stop' })
    expect(steps[1].profit).toBeCloseTo(-20, 10)
    expect(steps[1]).not.toHaveProperty('decision')
    expect(ending).toBe('the low 97.00 reached the stop loss at 98.00')
  })

  it('a gap through the stop leaves at the open', () => {
    const { steps, ending } = explain(
      [
        [1, 100, 101, 99, 100],
        [1, 100, 101, 99, 100],
        [1, 90, 95, 89, 94],
      ],
      { exits: { stopLoss: 0.02 } },
    )
    expect(steps.map(step => step.levels?.stop?.reached)).toEqual([undefined, false, true])
    expect(steps[2].fills[0]).toMatchObject({ when: 'open', reason: 'stop', rawPrice: 90, price: 90 })
    expect(steps[2].assumptions).toEqual(['gap'])
    expect(ending).toBe('the open 90.00 was already beyond the stop loss at 98.00')
  })

  it('an open exactly at the level counts as beyond it', () => {
    const settings: BacktestSettingsInput = { exits: { stopLoss: 0.02 } }
    const rows: Row[] = [
      [1, 100, 101, 99, 100],
      [1, 100, 101, 99, 100],
      [1, 98, 99, 97, 98],
    ]
    expect(run(rows, settings).assumptions.gapExits).toBe(1)
    expect(explain(rows, settings).steps[2]).toMatchObject({ assumptions: ['gap'], fills: [{ when: 'open', rawPrice: 98 }] })
  })

  it('a profit target as a limit gets its price, without slippage', () => {
    const { steps, ending } = explain(
      [
        [1, 100, 101, 99, 100],
        [1, 100, 104, 99, 103],
        [1, 103, 108, 102, 107],
      ],
      { exits: { takeProfit: 0.05, targetFill: 'limit' }, costs: { slippageBps: 100 } },
    )
    // In at 101, so the target stands at 106.05.
    expect(steps[1].levels?.target).toEqual({ price: expect.closeTo(106.05, 10), reached: false })
    expect(steps[2].fills[0]).toMatchObject({ when: 'inside', reason: 'target', slippage: 0 })
    expect(steps[2].fills[0].price).toBeCloseTo(106.05, 10)
    expect(ending).toBe('the high 108.00 reached the profit target at 106.05')
  })

  it('stop and target in one bar: the stop, and it says that this was assumed', () => {
    const { steps, trade } = explain(
      [
        [1, 100, 101, 99, 100],
        [1, 100, 103, 97, 100],
      ],
      { exits: { stopLoss: 0.02, takeProfit: 0.02 } },
    )
    expect(trade.exitReason).toBe('stop')
    expect(steps[1].assumptions).toEqual(['stop-and-target'])
    expect([steps[1].levels?.stop?.reached, steps[1].levels?.target?.reached]).toEqual([true, true])
  })

  it('an open beyond the target comes before a stop in the same bar', () => {
    const { steps, trade, ending } = explain(
      [
        [1, 100, 101, 99, 100],
        [1, 100, 101, 99, 100],
        [1, 104, 105, 97, 98],
      ],
      { exits: { stopLoss: 0.02, takeProfit: 0.02 } },
    )
    expect(trade).toMatchObject({ exitReason: 'target', exitPrice: 104 })
    expect(steps[2].assumptions).toEqual(['stop-and-target', 'gap', 'target-before-stop'])
    expect(ending).toBe('the open 104.00 was already beyond the profit target at 102.00')
  })

  it('a trailing stop follows the best price before the bar', () => {
    const { steps, ending } = explain(
      [
        [1, 100, 100, 100, 100],
        [1, 100, 110, 99, 109],
        [1, 109, 120, 100, 118],
        [1, 118, 119, 107, 108],
      ],
      { exits: { trailingStop: 0.1, stopLoss: 0.05 } },
    )
    expect(steps.map(step => step.levels?.trailing?.best)).toEqual([undefined, 100, 110, 120])
    expect(steps.map(step => step.levels?.trailing?.price)).toEqual([undefined, 90, 99, 108])
    expect(steps.map(step => step.levels?.nearest)).toEqual([undefined, 'stop', 'trailing', 'trailing'])
    expect(steps[3].fills[0]).toMatchObject({ reason: 'trailing', rawPrice: 108 })
    expect(ending).toBe('the low 107.00 reached the trailing stop at 108.00, set from the best price 120.00')
  })

  const flat: Row[] = Array.from({ length: 5 }, (_, i): Row => [1, 100 + i, 101 + i, 99 + i, 100 + i])

  it('the holding time ends it at the next open', () => {
    const { steps, ending } = explain(flat, { exits: { maxBars: 2 } })
    expect(steps.map(step => step.decision?.kind)).toEqual(['target', undefined, 'time', undefined])
    expect(steps[3].fills[0]).toMatchObject({ when: 'open', reason: 'time', rawPrice: 103 })
    expect(ending).toBe('the holding time of 2 bars was over at the close of 2024-01-03')
  })

  it('or at the same close, if fills are at the close', () => {
    const { steps, ending } = explain(flat, { exits: { maxBars: 2 }, fillAt: 'close' })
    expect(steps.map(step => [step.index, step.decision?.kind, step.fills.map(fill => [fill.when, fill.rawPrice])])).toEqual([
      [0, 'target', [['close', 100]]],
      [1, undefined, []],
      [2, 'time', [['close', 102]]],
    ])
    expect(steps[0]).not.toHaveProperty('levels')
    expect(steps[2].profit).toBeCloseTo(20, 10)
    expect(ending).toBe('the holding time of 2 bars was over at the close of 2024-01-03')
  })

  it('a holding time that ends with the last bar is never traded', () => {
    const { steps, ending } = explain(flat.slice(0, 3), { exits: { maxBars: 2 } })
    expect(steps[2].decision?.kind).toBe('time')
    expect(steps[2].assumptions).toEqual(['no-next-bar'])
    expect(ending).toBe('still open after the last bar, valued at its close 102.00')
  })

  it('a short is mirrored, and turns into a long at one open', () => {
    const rows: Row[] = [
      [-1, 100, 101, 99, 100],
      [-1, 100, 101, 95, 96],
      [1, 96, 97, 89, 90],
      [1, 80, 84, 79, 82],
    ]
    const settings: BacktestSettingsInput = { sizing: { units: 5 }, exits: { trailingStop: 0.1, takeProfit: 0.5 } }
    const short = explain(rows, settings)
    expect(short.trade).toMatchObject({ side: 'short', pnl: 100 })
    expect(short.steps[1]).toMatchObject({ quantity: -5, value: -480, profit: 20, averagePrice: 100 })
    expect(short.steps[1].fills[0].why).toBe('−1 × 5 units = −5 units')
    // Best is the lowest low; 1000 + 500 of cash would be gone at 300.
    expect(short.steps[2].levels).toEqual({
      trailing: { price: expect.closeTo(104.5, 10), best: 95, reached: false },
      liquidation: { price: 300, reached: false },
      target: { price: 50, reached: false },
      nearest: 'trailing',
    })
    expect(short.ending).toBe('the strategy changed its target from −1 to 1 at the close of 2024-01-03')
    const long = explain(rows, settings, 1)
    expect(long.steps.map(step => step.index)).toEqual([2, 3])
    expect(long.steps[0]).toMatchObject({ decision: { before: -1, after: 1 }, quantity: 0, profit: 0, fills: [] })
    expect(long.steps[1]).toMatchObject({ quantity: 5, profit: 10, value: 410 })
  })

  it('a short whose account is used up', () => {
    const { steps, ending } = explain([
      [-1, 100, 101, 99, 100],
      [-1, 100, 101, 99, 100],
      [-1, 150, 210, 149, 205],
    ])
    expect(steps[2].levels).toEqual({ liquidation: { price: 200, reached: true }, nearest: 'liquidation' })
    expect(steps[2].profit).toBe(-1000)
    expect(ending).toBe('the high 210.00 reached 200.00, where the account is used up')
  })

  it('fractional targets scale in and out, and the levels follow the average price', () => {
    const { steps, trade } = explain(
      [
        [0.5, 100, 101, 99, 100],
        [1, 100, 101, 99, 100],
        [0.25, 110, 112, 109, 110],
        [0, 120, 121, 119, 120],
        [0, 100, 101, 99, 100],
      ],
      { exits: { stopLoss: 0.1 } },
    )
    // 5 units at 100; worth 1050 at 110, so 1050 ÷ 110 are wanted; worth 1145.45 at 120, a quarter of it is kept.
    const second = 1050 / 110
    const average = (5 * 100 + (second - 5) * 110) / second
    const worth = 1000 + 5 * 10 + second * 10
    const third = (0.25 * worth) / 120
    expect(steps.map(step => step.fills.map(fill => fill.why))).toEqual([
      [],
      ['0.5 × 1,000.00 ÷ 100.00 = 5 units'],
      ['1 × 1,050.00 ÷ 110.00 = 9.54545 units; 5 held, 4.54545 missing'],
      ['0.25 × 1,145.45 ÷ 120.00 = 2.38636 units; 9.54545 held, 7.15909 too many'],
      ['the whole position, 2.38636 units'],
    ])
    expect(steps[2].levels?.stop?.price).toBeCloseTo(average * 0.9, 10)
    expect(steps[3].levels?.stop?.price).toBeCloseTo(average * 0.9, 10)
    expect(steps[3].quantity).toBeCloseTo(third, 10)
    expect(steps[4].profit).toBeCloseTo(trade.pnl, 9)
    expect(trade.pnl).toBeCloseTo(worth - third * 20 - 1000, 9)
  })

  it('open at the end, with a last decision that nothing can follow', () => {
    const { steps, ending, trade } = explain([
      [0, 100, 101, 99, 100],
      [1, 100, 101, 99, 100],
      [1, 100, 106, 99, 105],
      [0, 105, 108, 104, 107],
    ])
    expect(trade.exitReason).toBe('open')
    expect(steps.at(-1)).toMatchObject({
      quantity: 10,
      profit: 70,
      assumptions: ['no-next-bar'],
      decision: { kind: 'target', before: 1, after: 0 },
    })
    expect(ending).toBe('still open after the last bar, valued at its close 107.00')
  })

  it('long trades are told by their first and last three bars and by what happened between', () => {
    const rows: Row[] = Array.from({ length: 40 }, (_, i): Row => [i === 39 ? 0 : i < 20 ? 0.5 : 1, 100, 101, 99, 100])
    const { steps } = explain([...rows, [0, 100, 101, 99, 100]])
    // Decided on 0, entered on 1; more wanted on 20, bought on 21; left on 40.
    expect(steps.map(step => [step.index, step.leftOut])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [20, 16],
      [21, 0],
      [38, 16],
      [39, 0],
      [40, 0],
    ])
  })
})

it('a bar on which another stop takes over is told', () => {
  // The trailing stop stands at 90 until the high of 110 on bar 10 lifts it to 99, over the stop loss at 95, from bar 11 on.
  const rows: Row[] = Array.from({ length: 30 }, (_, i): Row => [1, 104, i === 10 ? 110 : 104, 100, 104])
  rows[1] = [1, 100, 100, 100, 100]
  const { steps } = explain(rows, { exits: { trailingStop: 0.1, stopLoss: 0.05 } })
  expect(steps.map(step => [step.index, step.leftOut, step.levels?.nearest]).slice(4, 6)).toEqual([
    [11, 7, 'trailing'],
    [27, 15, 'trailing'],
  ])
})

it('a trade of a strategy that places orders', () => {
  const explanation = explainTrade(bracketRun(), 0)
  expect(describeTrade(explanation)).toEqual([
    'Trade 1: long TEST 1h, 1 bar from 1970-01-01 02:00',
    '1970-01-01 00:00  bar 0  close  100.00',
    '                                order 1 placed: buy 2 units at stop 105.00, good for 3 bars, of the group a',
    '                                order 2 placed: sell 2 units at stop 90.00, of the group a',
    '1970-01-01 01:00  bar 1  close  100.00',
    '1970-01-01 02:00  bar 2  range  low 100.00, high 108.00',
    '                                buy 2 at 105.00, with slippage 106.05 (costs 2.10), fee 2.12',
    '                                  order 1: buy 2 units at stop 105.00, good for 3 bars, of the group a, placed on bar 0; the high 108.00 reached it',
    '                                order 2 canceled (sell 2 units at stop 90.00, of the group a): another order of its group has filled',
    '                                order 3 placed: sell 2 units at stop 98.00, attached to order 1',
    '                                order 4 placed: sell 2 units at limit 120.00, attached to order 1',
    '                         close  107.00, position 2 units worth 214.00, profit so far \u22120.22',
    '                                order 5 rejected (buy 0 units at market): the quantity is 0; it must be positive and finite',
    '                                order 6 placed: sell 1 unit at limit 110.00, good for 1 bar',
    '1970-01-01 03:00  bar 3  range  low 95.00, high 107.00',
    '                                stop loss: sell 2 at 98.00, with slippage 97.02 (costs 1.96), fee 1.94',
    '                                  order 3: sell 2 units at stop 98.00, attached to order 1, placed on bar 2; the low 95.00 reached it',
    '                                order 4 canceled (sell 2 units at limit 120.00, attached to order 1): another order of its group has filled',
    '                         close  96.00, flat, profit \u221222.12',
    '                                order 6 expired (sell 1 unit at limit 110.00, good for 1 bar)',
    'Why it ended: order 3 (sell 2 units at stop 98.00, attached to order 1) filled at 97.02 on 1970-01-01 03:00.',
    'What it came to: 2 units, in at 106.05, out at 97.02: \u221222.12 (\u221210.43%) after 4.06 of fees.',
  ])
  // Nothing is known of levels: the orders are what was watched.
  expect(explanation.steps.every(({ levels, decision }) => levels === undefined && decision === undefined)).toBe(true)
})

describe('what is refused', () => {
  const result = run([
    [1, 100, 101, 99, 100],
    [0, 100, 101, 99, 100],
    [0, 100, 101, 99, 100],
  ])

  it.each([1, -1, 0.5, Number.NaN])('index %s', index => {
    expect(() => explainTrade(result, index)).toThrow(ConfigError)
    expect(() => explainTrade(result, index)).toThrow(`trade index ${index} does not exist: there is 1 trade; take 0 to 0`)
  })

  it('any index of a run without trades', () => {
    expect(() => explain([[0, 1, 1, 1, 1]])).toThrow('trade index 0 does not exist: there are no trades')
  })

  it('a run without targets and without orders', () => {
    const targets = new Float64Array(3).fill(Number.NaN)
    expect(() => explainTrade({ ...result, targets }, 0)).toThrow('scripted has neither targets nor orders')
  })

  const [trade] = result.trades
  const [fill, exit] = result.fills
  it.each([
    ['profit', { trades: [{ ...trade, pnl: trade.pnl + 0.01 }] }],
    ['exit price', { trades: [{ ...trade, exitPrice: 100.01 }] }],
    ['quantity', { trades: [{ ...trade, quantity: 11 }] }],
    ['fees', { trades: [{ ...trade, fees: 1 }] }],
    ['exit reason', { trades: [{ ...trade, exitReason: 'stop' as const }] }],
    ['fill price', { fills: [{ ...fill, price: 100.01 }, exit] }],
    ['fill quantity', { fills: [{ ...fill, quantity: 9 }, exit] }],
    ['fill fee', { fills: [fill, { ...exit, fee: 0.01 }] }],
    ['fill at bar 2', { fills: [fill, { ...exit, reason: 'stop' as const }] }],
    ['fill index', { fills: [fill, { ...exit, index: 1 }] }],
    ['fill at bar 1', { fills: [] }],
    ['exit reason', { trades: [{ ...trade, exitReason: 'stop' as const }] }],
    ['equity', { equity: Float64Array.from(result.equity, value => value + 1) }],
  ])('a result whose %s is not what the rules give is our fault', (what, change) => {
    expect(() => explainTrade({ ...result, ...change }, 0)).toThrow(BugError)
    expect(() => explainTrade({ ...result, ...change }, 0)).toThrow(`trade 1: ${what}`)
  })
})

describe('any market', () => {
  const rate = fc.constantFrom(undefined, undefined, 0.005, 0.03, 0.1)
  const settings = fc.record({
    capital: fc.constantFrom(1, 10_000, 1e9),
    fillAt: fc.constantFrom('open' as const, 'close' as const),
    sizing: fc.constantFrom({ fraction: 1 }, { fraction: 0.3 }, { fraction: 4 }, { units: 7 }, { notional: 5000 }),
    costs: fc.record({ feeBps: fc.constantFrom(0, 7.5, 30), slippageBps: fc.constantFrom(0, 5, 50) }),
    exits: fc.record({
      stopLoss: rate,
      takeProfit: rate,
      trailingStop: rate,
      maxBars: fc.constantFrom(undefined, undefined, undefined, 1, 2, 13),
      targetFill: fc.constantFrom('market' as const, 'limit' as const),
    }),
  })
  const market = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    length: fc.integer({ min: 1, max: 300 }),
    kind: fc.constantFrom('brownian' as const, 'regimes' as const, 'jumps' as const),
    volatility: fc.constantFrom(0.1, 0.5, 3),
    jumpsPerYear: fc.constant(500),
  })

  /** Random targets, fractions and flips included: no catalog strategy scales in. */
  const steps = fc.array(fc.constantFrom(-1, -0.5, 0, 0.25, 0.5, 1), { minLength: 1, maxLength: 40 })
  const short = { fast: 3, slow: 8 }
  const all = [...catalog.list().map(strategy => ({ strategy, params: strategy.id === 'ma_crossover' ? short : {} }))]

  function expectWhole(result: ReturnType<typeof run>) {
    const counted: Partial<Record<StepAssumption, number>> = { gap: 0, 'stop-and-target': 0, 'target-before-stop': 0 }
    result.trades.forEach((trade, i) => {
      const explanation = explainTrade(result, i)
      const { steps } = explanation
      for (const assumption of steps.flatMap(step => step.assumptions)) counted[assumption] = (counted[assumption] ?? 0) + 1
      expect(steps[0].decision?.kind).toBe('target')
      expect(steps.reduce((count, step) => count + 1 + step.leftOut, 0)).toBe(trade.exitIndex - steps[0].index + 1)
      expect(steps[steps.length - 1].index).toBe(trade.exitIndex)
      const bought = steps.flatMap(step => step.fills).reduce((sum, fill) => sum + fill.quantity, 0)
      expect(bought).toBeCloseTo(steps[steps.length - 1].quantity, 6)
      expect(describeTrade(explanation).join('\n')).not.toMatch(/NaN|undefined|Infinity|–/)
    })
    // What the explanations assumed, added up, is what the engine counted.
    expect([counted.gap, counted['stop-and-target'], counted['target-before-stop']]).toEqual([
      result.assumptions.gapExits,
      result.assumptions.ambiguousBars,
      result.assumptions.targetBeforeStop,
    ])
  }

  it.each(all)('every trade of $strategy.id is explained', ({ strategy, params }) => {
    fc.assert(
      fc.property(market, settings, (options, input) => {
        expectWhole(backtest(strategy, syntheticBars(options), { params, ...input }))
      }),
      { numRuns: 30 },
    )
  })

  it('and every trade of random targets', () => {
    fc.assert(
      fc.property(market, settings, steps, (options, input, targets) => {
        const bars = syntheticBars(options)
        const volume = Float64Array.from(bars.volume, (_, i) => targets[Math.floor(i / 6) % targets.length])
        expectWhole(backtest(Scripted, { ...bars, volume }, input))
      }),
      { numRuns: 150 },
    )
  })
})

it('is plain data: it survives JSON and structured cloning', () => {
  const explanation = explain([
    [1, 100, 101, 99, 100],
    [1, 100, 101, 99, 100],
  ])
  expect(structuredClone(explanation)).toEqual(explanation)
  expect(JSON.parse(toJson(explanation))).toEqual(explanation)
})
