import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { verdict } from '../../src/base/verdict.ts'
import { type BacktestOptions, backtest } from '../../src/engine/backtest.ts'
import type { BacktestResult } from '../../src/engine/backtest-result.ts'
import type { Bars } from '../../src/market/bars.ts'
import { TradeReplay } from '../../src/reports/trade-replay.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

/** Reads its targets off a list. */
class Scripted extends Strategy<typeof Scripted.params> {
  static override readonly id = 'scripted'
  static override readonly params = z.object({ targets: z.array(z.number()) })

  protected override decide(): number {
    return this.params.targets[this.index]
  }
}

type Row = readonly [target: number, open: number, high: number, low: number, close: number, volume?: number]

/** Daily bars from 2024-01-01 on, a volume of 1000 where none is given. */
function run(rows: readonly Row[], options: Omit<BacktestOptions, 'params'> = {}): BacktestResult {
  const column = (k: number) => Float64Array.from(rows, row => row[k] ?? 1000)
  const bars: Bars = {
    symbol: 'HAND',
    timeframe: '1d',
    calendar: '24/7',
    length: rows.length,
    time: Float64Array.from(rows, (_, t) => Date.UTC(2024, 0, 1 + t)),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
  return backtest(Scripted, bars, { capital: 1000, ...options, params: { targets: rows.map(row => row[0]) } })
}

function replay(rows: readonly Row[], options: Omit<BacktestOptions, 'params'> = {}, index = 0) {
  const told = new TradeReplay(run(rows, options), index)
  const steps = [...told.bars()]
  told.expectTrade()
  return { steps, carry: told.carry }
}

const flat = (target: number, volume = 1000): Row => [target, 100, 101, 99, 100, volume]

describe('the volume limits fills', () => {
  it('an entry in parts, and an exit in parts', () => {
    // 10 units are wanted, 4 a bar are allowed.
    const rows = [1, 1, 1, 1, 0, 0, 0, 0].map(target => flat(target, 40))
    const { steps } = replay(rows, { costs: { participation: 0.1 } })
    expect(steps.map(step => step.fills.map(fill => [fill.quantity, fill.ordered]))).toEqual([
      [],
      [[4, 10]],
      [[4, 6]],
      [[2, undefined]],
      [],
      [[-4, -10]],
      [[-4, -6]],
      [[-2, undefined]],
    ])
    expect(steps[2].fills[0]).toMatchObject({ reason: 'signal', why: '1 × 1,000.00 ÷ 100.00 = 10 units; 4 held, 6 missing' })
    expect(steps[6].fills[0].why).toBe('the whole position, 6 units')
  })

  it('the rest of a stop leaves at the next opens, and only the end of the account is watched meanwhile', () => {
    const rows: Row[] = [flat(1), flat(1), [1, 100, 101, 97, 98, 60], [1, 97, 99, 80, 90, 20], [1, 90, 91, 89, 90, 1000]]
    const { steps } = replay(rows, { costs: { participation: 0.1 }, exits: { stopLoss: 0.02, takeProfit: 0.5 } })
    expect(steps[2].fills[0]).toMatchObject({ when: 'inside', reason: 'stop', quantity: -6, ordered: -10, rawPrice: 98 })
    expect(steps[3].levels).toEqual({})
    expect(steps.slice(3).map(step => step.fills.map(({ when, reason, quantity }) => [when, reason, quantity]))).toEqual([
      [['open', 'stop', -2]],
      [['open', 'stop', -2]],
    ])
    expect(steps[4]).toMatchObject({ quantity: 0, value: 0 })
  })

  it('the rest of a limit target leaves at the market', () => {
    const rows: Row[] = [flat(1), flat(1), [1, 100, 106, 99, 105, 60], [1, 104, 105, 103, 104]]
    const { steps } = replay(rows, {
      costs: { participation: 0.1, slippageBps: 100 },
      sizing: { units: 8 },
      exits: { takeProfit: 0.03, targetFill: 'limit' },
    })
    // In at 101; the target is at 104.03.
    expect(steps[2].fills[0]).toMatchObject({ reason: 'target', quantity: -6, slippage: 0 })
    expect(steps[2].fills[0].price).toBeCloseTo(104.03, 10)
    expect(steps[3].fills[0]).toMatchObject({ when: 'open', reason: 'target', quantity: -2, rawPrice: 104 })
    expect(steps[3].fills[0].price).toBeCloseTo(104 * 0.99, 10)
  })

  it('what a stop leaves of a short is liquidated in the same bar', () => {
    // Ten sold at 100 are worth nothing at 200; four are bought back at 110, so 2000 − 440 are left for six: 260.
    const rows: Row[] = [flat(-1), flat(-1), [-1, 100, 300, 99, 280, 40]]
    const { steps } = replay(rows, { costs: { participation: 0.1 }, exits: { stopLoss: 0.1 } })
    expect(steps[2].fills).toMatchObject([
      { when: 'inside', reason: 'stop', quantity: 4, ordered: 10, rawPrice: expect.closeTo(110, 10) },
      { when: 'inside', reason: 'liquidation', quantity: 6, rawPrice: expect.closeTo(260, 10) },
    ])
    expect(steps[2].levels?.liquidation).toEqual({ price: expect.closeTo(260, 10), reached: true })
    expect(steps[2].profit).toBeCloseTo(-1000, 10)
  })

  it('an entry waits for volume, and the story begins with the decision', () => {
    const rows: Row[] = [flat(0), flat(1), flat(1, 0), flat(1, 0), flat(1)]
    const { steps } = replay(rows, { costs: { participation: 0.1 } })
    expect(steps.map(step => [step.index, step.decision?.kind, step.assumptions, step.fills.length])).toEqual([
      [1, 'target', [], 0],
      [2, undefined, ['no-volume'], 0],
      [3, undefined, ['no-volume'], 0],
      [4, undefined, [], 1],
    ])
  })

  it('the other side of a reversal waits until the position before is gone', () => {
    const rows: Row[] = [flat(1), flat(1), flat(-1), flat(-1, 50), flat(-1), flat(-1)]
    const options = { costs: { participation: 0.1 }, sizing: { units: 10 } }
    const long = replay(rows, options)
    expect(long.steps.map(step => step.quantity)).toEqual([0, 10, 10, 5, 0])
    const short = replay(rows, options, 1)
    // The decision of the trade before comes first; whoever reads them starts anew with every target.
    expect(short.steps.slice(1).map(step => [step.index, step.quantity, step.profit, step.assumptions, step.fills.length])).toEqual([
      [2, 0, 0, [], 0],
      [3, 0, 0, ['no-volume'], 0],
      [4, -10, 0, [], 1],
      [5, -10, 0, [], 0],
    ])
  })
})

describe('carry', () => {
  it('is told where it is paid, and is no part of the profit', () => {
    // Ten units at 100 and 36.5 % of funding a year: a thousandth of 1 000 a day.
    const { steps, carry } = replay([flat(1), flat(1), flat(1), flat(0), flat(0)], { costs: { fundingRate: 0.365 } })
    expect(steps.map(step => step.carry)).toEqual([
      undefined,
      undefined,
      expect.closeTo(1, 12),
      expect.closeTo(1, 12),
      expect.closeTo(1, 12),
    ])
    expect(carry).toBeCloseTo(3, 12)
    expect(steps.at(-1)?.profit).toBeCloseTo(0, 12)
  })

  it('of the trades before does not count for the next one', () => {
    const rows = [flat(-1), flat(-1), flat(0), flat(1), flat(1), flat(0), flat(0)]
    const options = { costs: { fundingRate: 0.365 }, sizing: { units: 10 } }
    expect(replay(rows, options).carry).toBeCloseTo(-2, 12)
    expect(replay(rows, options, 1).carry).toBeCloseTo(2, 12)
  })
})

describe('orders that are not sent', () => {
  it('an adjustment that is too small is told, and the position stays', () => {
    const { steps } = replay([flat(0.5), flat(0.5), flat(0.52), flat(0.52), flat(0)], { instrument: { minNotional: 50 } })
    expect(steps[3]).toMatchObject({
      quantity: 5,
      refusals: [
        {
          when: 'open',
          reason: 'min-notional',
          quantity: expect.closeTo(0.2, 10),
          price: 100,
          why: '0.52 × 1,000.00 ÷ 100.00 = 5.2 units; 5 held, 0.2 missing; 20.00 is less than 50.00, the smallest order',
        },
      ],
    })
  })

  it('a reversal whose second half was refused ends the trade', () => {
    const { steps } = replay([flat(1), flat(1), flat(-1), flat(-1)], {
      admit: ({ side }) => verdict(side === 'sell' ? [{ code: 'house/shorts', message: 'no shorts' }] : []),
    })
    expect(steps.at(-1)).toMatchObject({
      quantity: 0,
      fills: [{ quantity: -10 }],
      refusals: [{ reason: 'admit', quantity: -10, why: 'not admitted: no shorts' }],
    })
  })

  it('at the close too', () => {
    const { steps } = replay([flat(0.5), flat(0.52), flat(0.52)], { fillAt: 'close', instrument: { minNotional: 50 } })
    expect(steps[1].refusals).toMatchObject([{ when: 'close', reason: 'min-notional' }])
  })
})

describe('rebalance', () => {
  const rows: Row[] = [flat(0.5), flat(0.5), [0.5, 100, 121, 99, 120], [0.5, 120, 121, 119, 120], [0.5, 120, 121, 119, 120]]

  it('decides at a close and trades at the next open', () => {
    const { steps } = replay(rows, { rebalance: { band: 0.05 } })
    // Worth 1 100 with 600 in units; 550 are wanted, off by 4.5 % only; with a band of 4 % the difference is sold.
    expect(steps.map(step => step.decision?.kind)).toEqual(['target', undefined, undefined, undefined, undefined])
    const tight = replay(rows, { rebalance: { band: 0.04 } }).steps
    expect(tight.map(step => step.decision?.kind)).toEqual(['target', undefined, 'rebalance', undefined, undefined])
    expect(tight[3].fills[0].quantity).toBeCloseTo(550 / 120 - 5, 10)
  })

  it('or trades at that close', () => {
    const { steps } = replay(rows, { rebalance: { every: 2 }, fillAt: 'close' })
    expect(steps[2]).toMatchObject({ decision: { kind: 'rebalance', before: 0.5, after: 0.5 }, fills: [{ when: 'close', rawPrice: 120 }] })
  })
})

describe('levels', () => {
  it('come from the average true range at the decision', () => {
    // Every bar spans 2; with a period of 1 the range of the deciding bar 1 is 2, and it stays although bar 2 spans 6.
    const rows: Row[] = [flat(0), flat(1), [1, 100, 103, 97, 100], [1, 100, 101, 96, 96]]
    const { steps } = replay(rows, { exits: { stopAtr: 2, targetAtr: 4, atrPeriod: 1 } })
    expect(steps.map(step => step.levels?.stop?.price)).toEqual([undefined, 96, 96])
    expect(steps[2].fills[0]).toMatchObject({ reason: 'stop', rawPrice: 96 })
    expect(steps[1].levels?.target?.price).toBe(108)
  })

  it('move to the entry price', () => {
    const rows: Row[] = [flat(1), [1, 100, 103, 99, 102], [1, 102, 103, 100, 101]]
    const { steps } = replay(rows, { exits: { stopLoss: 0.05, breakEven: 0.03 } })
    expect(steps.map(step => step.levels?.nearest)).toEqual([undefined, 'stop', 'break-even'])
    expect(steps[2].fills[0]).toMatchObject({ reason: 'break-even', rawPrice: 100 })
  })

  it('on steps of prices', () => {
    const rows: Row[] = [flat(1), flat(1), [1, 100, 104, 99, 103]]
    const { steps } = replay(rows, { exits: { takeProfit: 0.0333, targetFill: 'limit' }, instrument: { tick: 0.5 } })
    expect(steps[2].fills[0]).toMatchObject({ rawPrice: expect.closeTo(103.33, 10), price: 103.5, slippage: 0 })
  })

  it('the target first, if the settings say so', () => {
    const { steps } = replay([flat(1), [1, 100, 103, 97, 100]], { exits: { stopLoss: 0.02, takeProfit: 0.02, sameBar: 'target' } })
    expect(steps[1]).toMatchObject({ assumptions: ['target-first'], fills: [{ reason: 'signal' }, { reason: 'target', rawPrice: 102 }] })
  })
})

it('knows the Kelly share at each trade', () => {
  const win: Row[] = [flat(1), [1, 100, 110, 100, 110], [0, 110, 110, 110, 110], [0, 110, 110, 110, 110]]
  const { steps } = replay([...win, ...win, ...win, ...win], { sizing: { kelly: 0.5, trades: 2, minimum: 0.1 } }, 2)
  const [entry] = steps.flatMap(step => step.fills)
  expect(entry.why).toMatch(/^1 × .* \(from the last 2 trades\) × .*; at most 1 × the equity: /)
})

it('is our fault when the result says something else', () => {
  const result = run([flat(1), flat(1), flat(0), flat(0)])
  const listed = { index: 3, reason: 'size' as const, quantity: 0, price: 100, target: 0 }
  expect(() => [...new TradeReplay({ ...result, targets: Float64Array.of(1, 0, 0, 0) }, 0).bars()]).toThrow('trade 1: fill index at bar 2')
  expect([...new TradeReplay({ ...result, refusals: [listed] }, 0).bars()]).toHaveLength(4)
})
