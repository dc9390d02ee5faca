import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { verdict } from '../../src/base/verdict.ts'
import { backtest } from '../../src/engine/backtest.ts'
import type { BacktestResult } from '../../src/engine/backtest-result.ts'
import type { Admit } from '../../src/engine/refusals.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import type { Bars } from '../../src/market/bars.ts'
import { describeTrade } from '../../src/reports/describe-trade.ts'
import { explainTrade } from '../../src/reports/explain-trade.ts'
import type { TradeExplanation } from '../../src/reports/trade-explanation.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

/*
 * Every trade of every run can be told, whatever the settings, and what is told adds up to the result: fills, fees, slippage, carry,
 * profits, and how often something had to be assumed.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const runs = deep ? 30_000 : 3000

/** Reads its targets off a list. */
class Scripted extends Strategy<typeof Scripted.params> {
  static override readonly id = 'scripted'
  static override readonly params = z.object({ targets: z.array(z.number()) })

  protected override decide(): number {
    return this.params.targets[this.index] ?? 0
  }
}

const change = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-500, -200, -100, 100, 250, 900) },
)
const wick = fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 40 }) }, { weight: 1, arbitrary: fc.constantFrom(0, 100, 400) })
const volume = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }) }, { weight: 1, arbitrary: fc.constant(0) })
const target = fc.oneof(
  { weight: 10, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: fc.constantFrom(0, 1, -1) },
  { weight: 2, arbitrary: fc.constantFrom(0.5, -0.5, 0.25) },
)
const history = fc.array(fc.tuple(change, change, wick, wick, volume, target), { minLength: 2, maxLength: 60, size: 'max' })

interface Script {
  readonly bars: Bars
  readonly targets: readonly number[]
}

const scripts: fc.Arbitrary<Script> = history.map(steps => {
  let price = 100
  let last = 0
  const rows = steps.map(([gap, move, up, down, traded, next]) => {
    const open = price * (1 + gap / 1000)
    const close = open * (1 + move / 1000)
    price = Math.min(1e4, Math.max(1, close))
    last = next ?? last
    return [open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close, traded, last]
  })
  const column = (k: number) => Float64Array.from(rows, row => row[k])
  const bars: Bars = {
    symbol: 'ANY',
    timeframe: '1d',
    calendar: '24/7',
    length: rows.length,
    time: Float64Array.from(rows, (_, t) => Date.UTC(2024, 0, 1 + t)),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  }
  return { bars, targets: rows.map(row => row[5]) }
})

const sometimes = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { freq: 2, nil: undefined })

/** One of two rules for the same thing, or none. */
const either = (fixed: string, ranged: string, fractions: readonly number[], multiples: readonly number[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.constantFrom(...fractions).map(value => ({ [fixed]: value })) },
    { weight: 2, arbitrary: fc.constantFrom(...multiples).map(value => ({ [ranged]: value })) },
  )

const exits = fc
  .tuple(
    either('stopLoss', 'stopAtr', [0.01, 0.03, 0.1], [0.5, 2, 30]),
    either('takeProfit', 'targetAtr', [0.01, 0.03, 0.2], [0.5, 2, 40]),
    either('trailingStop', 'trailingAtr', [0.02, 0.05], [1, 3]),
    fc.record({
      atrPeriod: sometimes(1, 3),
      breakEven: sometimes(0.005, 0.02),
      maxBars: sometimes(1, 3, 6),
      targetFill: fc.constantFrom('market' as const, 'limit' as const),
      sameBar: sometimes('stop' as const, 'target' as const),
    }),
  )
  .map(parts => Object.assign({}, ...parts) as NonNullable<BacktestSettingsInput['exits']>)

const settings = fc
  .record({
    capital: fc.constantFrom(10_000, 10_000, 1, 1e6),
    fillAt: fc.constantFrom('open' as const, 'close' as const),
    sizing: fc.oneof(
      fc.constantFrom({ fraction: 1 }, { fraction: 0.3 }, { fraction: 4 }),
      fc.constantFrom({ units: 7 }, { notional: 5000 }, { units: 0.3 }),
      fc.constantFrom({ risk: 0.01 }, { risk: 0.2 }),
      fc.constantFrom({ volatility: 0.2, period: 3 }, { volatility: 2, period: 2 }),
      fc.constantFrom({ kelly: 0.5, trades: 2 }, { kelly: 1, trades: 3, minimum: 0.3 }),
    ),
    maxLeverage: sometimes(0.5, 1, 3),
    costs: fc.record({
      feeBps: fc.constantFrom(0, 10, 100),
      makerFeeBps: sometimes(0, 3),
      minimumFee: sometimes(0, 1, 30),
      slippageBps: fc.constantFrom(0, 5, 50),
      halfSpreadBps: sometimes(2, 40),
      impactBps: sometimes(20, 300),
      impact: sometimes('sqrt' as const, 'linear' as const),
      participation: sometimes(0.02, 0.1, 0.5),
      borrowRate: sometimes(0.05, 3),
      fundingRate: sometimes(0.1, -2),
    }),
    exits,
    instrument: fc.record({ tick: sometimes(0.01, 0.5), lot: sometimes(0.01, 1, 5), minNotional: sometimes(10, 500, 5000) }),
    rebalance: fc.oneof(
      fc.constant('change' as const),
      fc.constantFrom({ band: 0.001 }, { band: 0.05 }),
      fc.constantFrom({ every: 1 }, { every: 4 }),
    ),
  })
  .map(input => {
    const { stopLoss, stopAtr, trailingStop, trailingAtr } = input.exits
    const canRisk = [stopLoss, stopAtr, trailingStop, trailingAtr].some(rule => rule !== undefined)
    return 'risk' in input.sizing && !canRisk ? { ...input, exits: { ...input.exits, stopLoss: 0.05 } } : input
  })

/** No shorts on some days. */
const fussy: Admit = ({ side, index }) => verdict(side === 'sell' && index % 3 === 0 ? [{ code: 'house/day', message: 'not today' }] : [])

const runsOf = fc.tuple(scripts, settings, fc.constantFrom(undefined, undefined, fussy)).map(([{ bars, targets }, input, admit]) => ({
  bars,
  targets,
  input,
  admit,
}))

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function expectNear(explained: number, listed: number, scale: number): void {
  expect(Math.abs(explained - listed)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(listed), scale))
}

/** Everything that the explanations of a run say, next to what the run says itself. */
function expectSums(result: BacktestResult, explanations: readonly TradeExplanation[]): void {
  const { settings, summary, fills: listed, assumptions, trades } = result
  const steps = explanations.flatMap(explanation => explanation.steps)
  const fills = steps.flatMap(step => step.fills)
  expect(fills.map(({ quantity, price, fee, reason }) => [quantity, price, fee, reason])).toEqual(
    listed.map(({ quantity, price, fee, reason }) => [quantity, price, fee, reason]),
  )
  const turnover = sumOf(listed.map(({ quantity, price }) => Math.abs(quantity * price))) + settings.capital
  expectNear(sumOf(fills.map(fill => fill.fee)), summary.fees, turnover)
  if (settings.instrument.tick === undefined || settings.exits.targetFill !== 'limit')
    expectNear(sumOf(fills.map(fill => fill.slippage)), summary.slippage, turnover)
  expectNear(sumOf(explanations.map(explanation => explanation.carry)), summary.carry, turnover)
  const counted = (name: string) => steps.flatMap(step => step.assumptions).filter(assumption => assumption === name).length
  expect([counted('gap'), counted('stop-and-target') + counted('target-first'), counted('target-before-stop')]).toEqual([
    assumptions.gapExits,
    assumptions.ambiguousBars,
    assumptions.targetBeforeStop,
  ])
  for (const [k, { steps, carry }] of explanations.entries()) {
    const last = steps[steps.length - 1]
    expect(steps[0].decision?.kind).toBe('target')
    expect(last.index).toBe(trades[k].exitIndex)
    expect(steps.reduce((count, step) => count + 1 + step.leftOut, 0)).toBe(last.index - steps[0].index + 1)
    expectNear(last.profit, trades[k].pnl, turnover)
    expect(steps.some(step => step.carry !== undefined) || carry === 0 || steps.some(step => step.leftOut > 0)).toBe(true)
    for (const { index, refusals } of steps)
      for (const { reason } of refusals) expect(result.refusals.some(one => one.index === index && one.reason === reason)).toBe(true)
  }
}

it(`explains every trade of ${runs} random runs`, () => {
  const seen: Record<string, number> = {}
  const see = (name: string) => {
    seen[name] = (seen[name] ?? 0) + 1
  }
  fc.assert(
    fc.property(runsOf, ({ bars, targets, input, admit }) => {
      const result = backtest(Scripted, bars, { params: { targets: [...targets] }, ...input, admit })
      const explanations = result.trades.map((_, k) => explainTrade(result, k))
      expectSums(result, explanations)
      for (const explanation of explanations) {
        const text = describeTrade(explanation).join('\n')
        expect(text).not.toMatch(/NaN|undefined|Infinity|–/)
        see(Object.keys(result.settings.sizing)[0])
        for (const words of [
          'at most',
          'in lots of',
          'the volume allowed no more',
          'for want of volume',
          'holding it cost',
          'holding it brought',
          'rounded to',
        ])
          if (text.includes(words)) see(words)
        for (const { decision, refusals, assumptions, fills } of explanation.steps) {
          if (decision !== undefined) see(`decided ${decision.kind}`)
          for (const { reason } of refusals) see(`refused ${reason}`)
          for (const assumption of assumptions) see(assumption)
          for (const { reason } of fills) see(reason)
        }
      }
    }),
    { numRuns: runs },
  )
  // A generator that never gets there proves nothing.
  const features = [
    ...['fraction', 'units', 'notional', 'risk', 'volatility', 'kelly', 'at most', 'in lots of', 'rounded to'],
    ...['signal', 'stop', 'target', 'trailing', 'time', 'liquidation', 'break-even'],
    ...['decided target', 'decided time', 'decided rebalance', 'refused size', 'refused min-notional', 'refused admit'],
    ...['gap', 'stop-and-target', 'target-first', 'target-before-stop', 'no-volume', 'no-next-bar'],
    ...['the volume allowed no more', 'for want of volume', 'holding it cost', 'holding it brought'],
  ]
  expect(features.filter(name => (seen[name] ?? 0) < 5)).toEqual([])
}, 300_000)
