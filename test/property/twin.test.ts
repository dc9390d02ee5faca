import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fill } from '../../src/engine/fills.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../src/engine/simulate.ts'
import { tradeTargets } from '../../src/execution/trade-targets.ts'
import type { Bars } from '../../src/market/bars.ts'

/*
 * Two engines, written from the same rules in two ways: the fast loop behind every backtest, and the exchange that handles one
 * order at a time. Whatever the market, the targets and the settings: they do the same.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const rounds = deep ? 20 : 1
const runsPerRound = 50_000
const tolerance = 1e-9

type Prices = Pick<Bars, 'open' | 'high' | 'low' | 'close' | 'length'>
type Row = readonly [open: number, high: number, low: number, close: number]

interface Case {
  readonly rows: readonly Row[]
  readonly targets: readonly number[]
  readonly input: BacktestSettingsInput
}

function pricesOf(rows: readonly Row[]): Prices {
  const column = (k: number) => Float64Array.from(rows, row => row[k])
  return { length: rows.length, open: column(0), high: column(1), low: column(2), close: column(3) }
}

/** What an engine did, in the same shape for both. */
interface Outcome {
  readonly fills: readonly Fill[]
  readonly equity: ArrayLike<number>
  readonly numbers: Readonly<Record<string, number>>
}

function fast(prices: Prices, targets: Float64Array, settings: BacktestSettings): Outcome {
  const memory = simulationMemory(prices.length)
  const { account, ambiguousBars, gapExits, targetBeforeStop } = simulate(prices, targets, settings, memory)
  return { fills: memory.fills.toArray(), equity: memory.equity, numbers: { ...account, ambiguousBars, gapExits, targetBeforeStop } }
}

function plain(prices: Prices, targets: Float64Array, settings: BacktestSettings): Outcome {
  const { fills, equity, account, assumptions } = tradeTargets(prices, targets, settings)
  return { fills, equity, numbers: { ...account, ...assumptions } }
}

function near(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

/** What the two engines disagree about first; undefined when they agree. */
function disagreement(a: Outcome, b: Outcome): string | undefined {
  for (let k = 0; k < Math.max(a.fills.length, b.fills.length); k++) {
    const [one, other] = [a.fills[k], b.fills[k]]
    if (one === undefined || other === undefined) return `fill ${k} is missing`
    if (one.index !== other.index) return `bar of fill ${k}`
    if (one.reason !== other.reason) return `reason of fill ${k}`
    if (!near(one.price, other.price)) return `price of fill ${k}`
    if (!near(one.quantity, other.quantity)) return `quantity of fill ${k}`
    if (!near(one.fee, other.fee)) return `fee of fill ${k}`
  }
  for (let t = 0; t < a.equity.length; t++) if (!near(a.equity[t], b.equity[t])) return `equity at bar ${t}`
  return Object.keys(a.numbers).find(name => !near(a.numbers[name], b.numbers[name]))
}

/** The case as a table: bars, targets, and what both engines made of them. */
function tableOf({ rows, targets, input }: Case, a: Outcome, b: Outcome): string {
  const fillsAt = ({ fills }: Outcome, t: number) =>
    fills
      .filter(fill => fill.index === t)
      .map(fill => `${fill.reason} ${fill.quantity} at ${fill.price} fee ${fill.fee}`)
      .join('; ')
  const cells = [['bar', 'open', 'high', 'low', 'close', 'target', 'equity fast', 'equity plain', 'fills fast', 'fills plain']]
  for (const [t, row] of rows.entries()) {
    cells.push([...[t, ...row, targets[t], a.equity[t], b.equity[t]].map(String), fillsAt(a, t), fillsAt(b, t)])
  }
  const widths = cells[0].map((_, k) => Math.max(...cells.map(row => row[k].length)))
  const table = cells.map(row =>
    row
      .map((cell, k) => cell.padEnd(widths[k]))
      .join('  ')
      .trimEnd(),
  )
  const numbers = Object.keys(a.numbers).filter(name => !near(a.numbers[name], b.numbers[name]))
  return [JSON.stringify(input), ...table, ...numbers.map(name => `${name}: ${a.numbers[name]} fast, ${b.numbers[name]} plain`)].join('\n')
}

/** Runs both engines; throws with a table when they disagree. Returns the fills, to see what was covered. */
function compare(given: Case): readonly Fill[] {
  const prices = pricesOf(given.rows)
  const targets = Float64Array.from(given.targets)
  const settings = resolveSettings(given.input)
  const a = fast(prices, targets, settings)
  const b = plain(prices, targets, settings)
  const what = disagreement(a, b)
  if (what !== undefined) throw new Error(`the engines disagree: ${what}\n${tableOf(given, a, b)}`)
  return a.fills
}

/** Change of a price in thousandths: often none or small, sometimes a jump. */
const change = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-500, -200, -100, 100, 250, 1500) },
)
const wick = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 40 }) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(100, 400, 700) },
)
const step = fc.tuple(change, change, wick, wick)

/** A new target, or none: the old one stays. */
const target = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: fc.constantFrom(0, 1, -1) },
  { weight: 2, arbitrary: fc.constantFrom(0.5, -0.5, 0.25, -0.25) },
  { weight: 1, arbitrary: fc.integer({ min: -1e6, max: 1e6 }).map(millionths => millionths / 1e6) },
)

/** Bars with the target of each close; together, so that a failing case loses both when it is made smaller. */
const history = <T>(bar: fc.Arbitrary<T>) => fc.array(fc.tuple(bar, target), { minLength: 1, maxLength: 40, size: 'max' })

/** Walks from a first price, with gaps, flat bars and spikes. */
const walks = fc.tuple(fc.constantFrom(100, 1, 0.013, 64_000, 1e-9, 1e12), history(step)).map(([first, steps]) => {
  let price: number = first
  return steps.map(([[gap, move, up, down], change]): [Row, number | undefined] => {
    const open = price * (1 + gap / 1000)
    const close = open * (1 + move / 1000)
    price = close
    return [[open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close], change]
  })
})

/** Whole prices near 100: levels are hit exactly, again and again. */
const price = fc.integer({ min: -6, max: 6 }).map(distance => 100 + distance)
const grids = history(fc.tuple(price, price, price, price)).map(list =>
  list.map(([[one, two, ...more], change]): [Row, number | undefined] => {
    const prices = [one, two, ...more]
    return [[one, Math.max(...prices), Math.min(...prices), two], change]
  }),
)

const warmups = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) })

/** The target of every close: unknown during warm-up, then the last one given. */
function targetsOf(changes: readonly (number | undefined)[], warmup: number): number[] {
  let last = 0
  return changes.map((change, t) => {
    if (t < warmup) return Number.NaN
    last = change ?? last
    return last
  })
}

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2, nil: undefined })
const settings: fc.Arbitrary<BacktestSettingsInput> = fc.record({
  capital: fc.constantFrom(10_000, 10_000, 1, 1e-6, 1e9),
  fillAt: fc.constantFrom('open', 'close'),
  sizing: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom({ fraction: 1 }, { fraction: 0.3 }, { fraction: 2 }, { fraction: 10 }) },
    { weight: 1, arbitrary: fc.constantFrom({ units: 3 }, { units: 0.01 }, { units: 1000 }) },
    { weight: 1, arbitrary: fc.constantFrom({ notional: 5000 }, { notional: 50_000 }, { notional: 0.5 }) },
  ),
  costs: fc.record({
    feeBps: fc.constantFrom(0, 0, 1, 10, 100, 5000),
    slippageBps: fc.constantFrom(0, 0, 5, 50, 300, 5000),
  }),
  exits: fc.record({
    stopLoss: optional(fc.constantFrom(0.01, 0.02, 0.03, 0.1, 0.5)),
    takeProfit: optional(fc.constantFrom(0.01, 0.02, 0.03, 0.1, 1, 3)),
    trailingStop: optional(fc.constantFrom(0.01, 0.02, 0.03, 0.1, 0.5)),
    maxBars: optional(fc.constantFrom(1, 2, 3, 5, 8)),
    targetFill: fc.constantFrom('market', 'limit'),
  }),
})

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: walks }, { weight: 2, arbitrary: grids }), warmups, settings)
  .map(([list, warmup, input]) => {
    const targets = targetsOf(
      list.map(([, change]) => change),
      warmup,
    )
    return { rows: list.map(([row]) => row), targets, input }
  })

describe('the fast loop and the plain exchange', () => {
  it.each(Array.from({ length: rounds }, (_, k) => k + 1))(`agree on ${runsPerRound} random cases (round %i of ${rounds})`, () => {
    const seen: Record<string, number> = {}
    fc.assert(
      fc.property(cases, given => {
        for (const { reason } of compare(given)) seen[reason] = (seen[reason] ?? 0) + 1
      }),
      { numRuns: runsPerRound },
    )
    // A generator that never gets there proves nothing.
    for (const reason of ['signal', 'stop', 'target', 'trailing', 'time', 'liquidation']) expect(seen[reason]).toBeGreaterThan(1000)
  })

  it('agree on markets in which nothing happens, and on none at all', () => {
    const flat: Row = [100, 100, 100, 100]
    const input = { exits: { stopLoss: 0.02, takeProfit: 0.02, trailingStop: 0.02, maxBars: 2 } }
    expect(compare({ rows: [], targets: [], input })).toEqual([])
    expect(compare({ rows: [flat], targets: [1], input })).toEqual([])
    expect(compare({ rows: [flat, flat, flat, flat], targets: [1, 1, 1, 1], input }).map(fill => fill.reason)).toEqual(['signal', 'time'])
  })

  it('both refuse a target that becomes unknown again', () => {
    const flat: Row = [100, 100, 100, 100]
    const prices = pricesOf([flat, flat, flat])
    const targets = Float64Array.of(Number.NaN, 0, Number.NaN)
    for (const engine of [fast, plain]) expect(() => engine(prices, targets, resolveSettings())).toThrow(/target is NaN at bar 2/)
  })

  it('would be caught disagreeing', () => {
    const rows: Row[] = [
      [100, 100, 100, 100],
      [100, 103, 97, 100],
    ]
    const prices = pricesOf(rows)
    const targets = Float64Array.of(1, 1)
    const one = fast(prices, targets, resolveSettings({ exits: { stopLoss: 0.02 } }))
    const other = plain(prices, targets, resolveSettings({ exits: { stopLoss: 0.01 } }))
    expect(disagreement(one, other)).toBe('price of fill 1')
    expect(tableOf({ rows, targets: [1, 1], input: {} }, one, other)).toContain('stop -100 at 98 fee 0')
  })
})
