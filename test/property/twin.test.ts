import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExitRules, stopDistance } from '../../src/engine/exits.ts'
import type { Fill } from '../../src/engine/fills.ts'
import type { Admit, OrderRequest, RefusedOrder } from '../../src/engine/refusals.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { simulate, simulationMemory } from '../../src/engine/simulate.ts'
import { TradeWalk } from '../../src/engine/trades.ts'
import { tradeTargets } from '../../src/execution/trade-targets.ts'
import type { Bars } from '../../src/market/bars.ts'

/*
 * Two engines, written from the same rules in two ways: the fast loop behind every backtest, and the exchange that handles one
 * order at a time. Whatever the market, the targets and the settings: they do the same.
 */

const deep = process.env.PEAK_TRADE_DEEP === '1'
const rounds = deep ? 20 : 1
const runsPerRound = Number(process.env.PEAK_TRADE_CASES ?? 50_000)
const tolerance = 1e-9

type Row = readonly [open: number, high: number, low: number, close: number, volume?: number, time?: number]

/** What an `admit` of a case refuses; both engines get the same. */
type House = (order: OrderRequest) => boolean
const houses: Readonly<Record<string, House>> = {
  shorts: ({ side, position }) => side === 'sell' && position <= 0,
  large: ({ quantity, price, equity }) => quantity * price > 0.6 * equity,
  days: ({ index, time }) => (index + Math.floor(time / 3_600_000)) % 3 === 0,
  weak: ({ target, position }) => Math.abs(target) < 0.6 || position !== 0,
}

interface Case {
  readonly rows: readonly Row[]
  readonly targets: readonly number[]
  readonly input: BacktestSettingsInput
  readonly house?: string | undefined
}

function barsOf(rows: readonly Row[]): Bars {
  const { length } = rows
  const column = () => new Float64Array(length)
  const [open, high, low, close, volume, time] = [column(), column(), column(), column(), column(), column()]
  for (let t = 0; t < length; t++) {
    ;[open[t], high[t], low[t], close[t], volume[t] = 1000, time[t] = t * 86_400_000] = rows[t]
  }
  return { symbol: 'TWIN', timeframe: '1d', calendar: '24/7', length, open, high, low, close, volume, time }
}

/** What an engine did, in the same shape for both. */
interface Outcome {
  readonly fills: readonly Fill[]
  readonly equity: ArrayLike<number>
  readonly refusals: readonly RefusedOrder[]
  /** What `admit` was asked. */
  readonly asked: readonly OrderRequest[]
  readonly numbers: Readonly<Record<string, number>>
}

type Engine = (bars: Bars, targets: Float64Array, settings: BacktestSettings, house?: string) => Outcome

/** An `admit` that remembers what it was asked; none without a house. */
function admitOf(house: string | undefined): { readonly asked: OrderRequest[]; readonly admit: Admit | undefined } {
  const asked: OrderRequest[] = []
  if (house === undefined) return { asked, admit: undefined }
  const admit: Admit = order => {
    asked.push(order)
    if (!houses[house](order)) return { ok: true, refusals: [] }
    const refusals = [`no ${house}`, order.side].map(message => ({ code: 'test/house', message }))
    return { ok: false, refusals }
  }
  return { asked, admit }
}

/** One for all runs, as in a sweep. */
const memory = simulationMemory(64)

/** Also runs over every bar without passing over quiet ones, and demands the same bits. */
const fast: Engine = (bars, targets, settings, house) => {
  const [quiet, every] = [true, false].map(quiet => {
    const { asked, admit } = admitOf(house)
    const { account, ...rest } = simulate(bars, targets, settings, memory, { quiet, admit })
    const equity = memory.equity.slice(0, bars.length)
    return { fills: memory.fills.toArray(), equity, refusals: [...memory.refusals], asked, numbers: { ...account, ...rest } }
  })
  const what = disagreement(quiet, every, Object.is)
  if (what !== undefined) throw new Error(`passing over quiet bars changes something: ${what}`)
  return quiet
}

const plain: Engine = (bars, targets, settings, house) => {
  const { asked, admit } = admitOf(house)
  const { fills, equity, refusals, account, assumptions, ...rest } = tradeTargets(bars, targets, settings, { admit })
  return { fills, equity, refusals, asked, numbers: { ...account, ...assumptions, ...rest } }
}

function near(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return Object.is(a, b)
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

/** The first difference between two lists of records. */
function firstDifference(name: string, [a, b]: readonly (readonly object[])[], same: typeof near): string | undefined {
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    if (a[k] === undefined || b[k] === undefined) return `${name} ${k} is missing`
    const other = b[k] as Readonly<Record<string, unknown>>
    const different = Object.entries(a[k]).find(([key, value]) => !same(value, other[key]))
    if (different !== undefined) return `${different[0]} of ${name} ${k}`
  }
  return undefined
}

/** What two runs disagree about first; undefined when they agree. */
function disagreement(a: Outcome, b: Outcome, same: typeof near = near): string | undefined {
  for (const [name, lists] of [
    ['fill', [a.fills, b.fills]],
    ['refusal', [a.refusals, b.refusals]],
    ['question', [a.asked, b.asked]],
  ] as const) {
    const what = firstDifference(name, lists, same)
    if (what !== undefined) return what
  }
  for (let t = 0; t < a.equity.length; t++) if (!same(a.equity[t], b.equity[t])) return `equity at bar ${t}`
  return Object.keys(b.numbers).find(name => !same(a.numbers[name], b.numbers[name]))
}

/** The case as a table: bars, targets, and what both engines made of them. */
function tableOf({ rows, targets, input, house }: Case, a: Outcome, b: Outcome): string {
  const eventsAt = ({ fills, refusals }: Outcome, t: number) =>
    [
      ...fills.filter(({ index }) => index === t).map(({ reason, quantity, price, fee }) => `${reason} ${quantity} at ${price} fee ${fee}`),
      ...refusals.filter(({ index }) => index === t).map(({ reason, quantity }) => `refused ${quantity}: ${reason}`),
    ].join('; ')
  const cells = [['bar', 'open', 'high', 'low', 'close', 'volume', 'time', 'target', 'equity fast', 'equity plain', 'fast', 'plain']]
  for (const [t, row] of rows.entries()) {
    const six = [0, 1, 2, 3, 4, 5].map(k => row[k])
    cells.push([...[t, ...six, targets[t], a.equity[t], b.equity[t]].map(String), eventsAt(a, t), eventsAt(b, t)])
  }
  const widths = cells[0].map((_, k) => Math.max(...cells.map(row => row[k].length)))
  const table = cells.map(row =>
    row
      .map((cell, k) => cell.padEnd(widths[k]))
      .join('  ')
      .trimEnd(),
  )
  const numbers = Object.keys(b.numbers).filter(name => !near(a.numbers[name], b.numbers[name]))
  const lines = numbers.map(name => `${name}: ${a.numbers[name]} fast, ${b.numbers[name]} plain`)
  return [JSON.stringify({ ...input, house }), ...table, ...lines].join('\n')
}

/** What has become of the money does not fit its trades; undefined when it does. */
function bookError(bars: Bars, { capital }: BacktestSettings, { fills, equity, numbers }: Outcome): string | undefined {
  for (let t = 0; t < bars.length; t++) if (!Number.isFinite(equity[t])) return `equity is ${equity[t]} at bar ${t}`
  if (bars.length === 0) return undefined
  const log = memory.fills
  log.clear()
  for (const { index, quantity, price, fee } of fills) log.push(index, quantity, price, fee, 0)
  const walk = new TradeWalk(log, bars.length - 1, bars.close[bars.length - 1])
  let expected = capital - numbers.carry
  let moved = capital + Math.abs(numbers.carry)
  while (walk.next()) {
    expected += walk.pnl
    moved += walk.quantity * (walk.entryPrice + walk.exitPrice) + walk.fees
  }
  const last = equity[bars.length - 1]
  return Math.abs(last - expected) <= tolerance * moved ? undefined : `equity ends at ${last}, the trades come to ${expected}`
}

/** Runs both engines; throws with a table when they disagree. Returns what happened, to see what was covered. */
function compare(given: Case): Outcome {
  const bars = barsOf(given.rows)
  const targets = Float64Array.from(given.targets)
  const settings = resolveSettings(given.input)
  const a = fast(bars, targets, settings, given.house)
  const b = plain(bars, targets, settings, given.house)
  const what = disagreement(a, b)
  if (what !== undefined) throw new Error(`the engines disagree: ${what}\n${tableOf(given, a, b)}`)
  const error = bookError(bars, settings, a)
  if (error !== undefined) throw new Error(`the books are wrong: ${error}\n${tableOf(given, a, b)}`)
  return a
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
const longest = 28
const history = <T>(bar: fc.Arbitrary<T>, minLength: number) =>
  fc.array(fc.tuple(bar, target), { minLength, maxLength: longest, size: 'max' })

type History = [Row, number | undefined][]

/** Walks from a first price, with gaps, flat bars and spikes. */
const firstPrice = fc.constantFrom(100, 1, 0.013, 64_000, 1e-9, 1e12)
const walksOf = (bars: number) => fc.tuple(firstPrice, history(step, bars)).map(([first, steps]) => walk(first, steps))

function walk(first: number, steps: readonly [readonly [number, number, number, number], number | undefined][]): History {
  let price = first
  return steps.map(([[gap, move, up, down], change]): [Row, number | undefined] => {
    const open = price * (1 + gap / 1000)
    const close = open * (1 + move / 1000)
    price = close
    return [[open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close], change]
  })
}

/** Whole prices near 100: levels are hit exactly, again and again. */
const price = fc.integer({ min: -6, max: 6 }).map(distance => 100 + distance)
const grids = history(fc.tuple(price, price, price, price), 1).map(list =>
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
const rare = <T>(values: fc.Arbitrary<T>) => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values })
const capital = fc.constantFrom(10_000, 10_000, 1, 1e-6, 1e9)
const simpleSizing = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom({ fraction: 1 }, { fraction: 0.3 }, { fraction: 2 }, { fraction: 10 }) },
  { weight: 1, arbitrary: fc.constantFrom({ units: 3 }, { units: 0.01 }, { units: 1000 }) },
  { weight: 1, arbitrary: fc.constantFrom({ notional: 5000 }, { notional: 50_000 }, { notional: 0.5 }) },
)

/** Only fee and slippage, exits by fractions, and sizes that need nothing but the equity. */
const simpleSettings: fc.Arbitrary<BacktestSettingsInput> = fc.record({
  capital,
  fillAt: fc.constantFrom('open', 'close'),
  sizing: simpleSizing,
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

const foundSizing = fc.oneof(
  fc.record({ risk: fc.constantFrom(0.005, 0.02, 0.2, 0.9) }),
  fc.record({ volatility: fc.constantFrom(0.05, 0.5, 3, 10), period: fc.constantFrom(2, 3, 5, undefined) }),
  fc.record({
    kelly: fc.constantFrom(0.25, 1),
    trades: fc.constantFrom(2, 3, undefined),
    minimum: fc.constantFrom(undefined, 0.1, 0.5),
  }),
)
const either = (one: Record<string, readonly number[]>) =>
  rare(fc.oneof(...Object.entries(one).map(([name, values]) => fc.constantFrom(...values).map(value => ({ [name]: value })))))
const exitRules = fc
  .tuple(
    either({ stopLoss: [0.01, 0.01, 0.02, 0.1, 0.5], stopAtr: [0.3, 1, 2, 50] }),
    either({ takeProfit: [0.01, 0.01, 0.02, 0.1, 3], targetAtr: [0.3, 1, 2, 50] }),
    either({ trailingStop: [0.01, 0.02, 0.1, 0.5], trailingAtr: [0.3, 1, 2, 50] }),
    fc.record({
      atrPeriod: fc.constantFrom(1, 1, 2, 3, undefined),
      breakEven: optional(fc.constantFrom(0.001, 0.01, 0.02, 0.05)),
      maxBars: rare(fc.constantFrom(1, 2, 3, 5, 8)),
      targetFill: fc.constantFrom('market', 'limit'),
      sameBar: fc.constantFrom('target', 'target', 'stop', undefined),
    }),
  )
  .map(parts => Object.assign({}, ...parts) as ExitRules)

/** A number of capitals, or of units that the capital buys at the first price: only the case knows how much that is. */
const shares = (...values: number[]) => rare(fc.constantFrom(...values))
const deepSettings = fc.record({
  capital,
  fillAt: fc.constantFrom('open' as const, 'close' as const),
  sizing: fc.oneof({ weight: 1, arbitrary: simpleSizing }, { weight: 1, arbitrary: foundSizing }),
  maxLeverage: rare(fc.constantFrom(0.5, 1, 3, 20)),
  costs: fc.record({
    feeBps: fc.constantFrom(0, 1, 10, 100, 2000),
    slippageBps: fc.constantFrom(0, 0, 5, 50, 300, 3000),
    makerFeeBps: rare(fc.constantFrom(0, 2, 50)),
    halfSpreadBps: rare(fc.constantFrom(1, 20, 200)),
    impactBps: rare(fc.constantFrom(5, 100, 4000)),
    impact: fc.constantFrom('sqrt' as const, 'linear' as const, undefined),
    participation: rare(fc.constantFrom(0.01, 0.1, 0.5, 1)),
    borrowRate: rare(fc.constantFrom(0.01, 0.5, 10)),
    fundingRate: rare(fc.constantFrom(0.01, 2, -0.5, -10)),
  }),
  exits: exitRules,
  rebalance: fc.oneof(
    { weight: 2, arbitrary: fc.constant('change' as const) },
    { weight: 1, arbitrary: fc.record({ band: fc.constantFrom(1e-6, 0.01, 0.1, 1) }) },
    { weight: 1, arbitrary: fc.record({ every: fc.constantFrom(1, 2, 3, 7) }) },
  ),
  minimumFee: shares(1e-5, 1e-3, 0.05, 0.4),
  tick: shares(1e-4, 0.0025, 0.01, 0.1),
  lot: shares(1e-3, 0.01, 0.1, 0.37, 1.5),
  minNotional: shares(0.01, 0.1, 0.5, 2),
  volumes: fc.array(fc.constantFrom(1e9, 100, 2, 1, 0.5, 0.2, 0.05, 0), { minLength: 1, maxLength: 6 }),
  hours: fc.array(fc.constantFrom(24, 24, 72, 1, 0.5, 8760), { minLength: 1, maxLength: 3 }),
  house: rare(fc.constantFrom(...Object.keys(houses))),
})

type Deep = typeof deepSettings extends fc.Arbitrary<infer D> ? D : never
type Market = Pick<Case, 'rows' | 'targets'>

/** A market with settings that are made for its prices, and with volumes and times. */
function deepCase({ rows, targets }: Market, deep: Deep): Case {
  const { minimumFee, tick, lot, minNotional, volumes, hours, house, ...input } = deep
  const price = rows[0][0]
  const units = unitsOf(deep, price)
  const { slippageBps, impactBps } = input.costs
  const times = (share: number | undefined, of: number) => (share === undefined || share * of > 1e12 ? undefined : share * of)
  let time = 0
  return {
    rows: rows.map(([open, high, low, close], t) => {
      time += hours[t % hours.length] * 3_600_000
      return [open, high, low, close, volumes[t % volumes.length] * units, time]
    }),
    targets,
    input: {
      ...input,
      exits: 'risk' in input.sizing && Number.isNaN(stopDistance(1, input.exits, 1)) ? { ...input.exits, stopLoss: 0.03 } : input.exits,
      costs: {
        ...input.costs,
        // More than half of the price is refused.
        impactBps: slippageBps > 300 ? undefined : impactBps,
        minimumFee: times(minimumFee, units * price),
      },
      instrument: { tick: times(tick, price), lot: times(lot, units), minNotional: times(minNotional, units * price) },
    },
    house,
  }
}

/** About what a full position comes to. */
function unitsOf({ sizing, capital }: Deep, price: number): number {
  if ('units' in sizing) return sizing.units
  return ('notional' in sizing ? sizing.notional : capital) / price
}

/** Targets as they come; or the side changes at every close; or the position grows in steps. */
type Mood = 'any' | 'restless' | 'growing'

function marketOf(list: History, warmup: number, mood: Mood): Market {
  let grown = 0
  const changes = list.map(([, change], t) => {
    if (mood === 'restless') return (-1) ** t * (change === undefined || change === 0 ? 1 : Math.abs(change))
    if (mood === 'any' || change === undefined) return change
    grown = (grown % 5) + 1
    return (change < 0 ? -grown : grown) / 5
  })
  return { rows: list.map(([row]) => row), targets: targetsOf(changes, warmup) }
}

const markets: fc.Arbitrary<Market> = fc
  .oneof(
    { weight: 8, arbitrary: fc.tuple(walksOf(1), warmups, fc.constant<Mood>('any')) },
    { weight: 6, arbitrary: fc.tuple(grids, warmups, fc.constant<Mood>('any')) },
    { weight: 1, arbitrary: fc.tuple(walksOf(longest - 2), fc.constant(0), fc.constant<Mood>('restless')) },
    { weight: 2, arbitrary: fc.tuple(fc.oneof(walksOf(1), grids), warmups, fc.constant<Mood>('growing')) },
  )
  .map(([list, warmup, mood]) => marketOf(list, warmup, mood))

const cases: fc.Arbitrary<Case> = fc.oneof(
  fc.tuple(markets, simpleSettings).map(([market, input]) => ({ ...market, input })),
  fc.tuple(markets, deepSettings).map(([market, deep]) => deepCase(market, deep)),
)

/** Names of what happened in a case, for counting. */
function* eventsOf({ rows, targets, input, house }: Case, { fills, refusals, numbers }: Outcome): Generator<string> {
  const { sizing = { fraction: 1 }, costs = {}, exits = {}, rebalance = 'change', maxLeverage, fillAt } = input
  for (const { reason } of fills) yield reason
  for (const { reason } of refusals) yield `refused: ${reason}`
  const traded = new Map<number, number>()
  for (const { index, quantity, reason, fee } of fills) {
    if (fee > 0 && fee === costs.minimumFee) yield 'minimum fee'
    if (reason !== 'liquidation') traded.set(index, (traded.get(index) ?? 0) + Math.abs(quantity))
    const decided = fillAt === 'open' ? index - 1 : index
    const same = decided > 0 && Object.is(targets[decided], targets[decided - 1])
    if (rebalance !== 'change' && costs.participation === undefined && reason === 'signal' && same) {
      yield 'band' in rebalance ? 'rebalanced: band' : 'rebalanced: every'
    }
  }
  const { participation } = costs
  if (participation !== undefined) {
    for (const [index, quantity] of traded) if (near(quantity, participation * (rows[index][4] ?? 0))) yield 'cut by the volume'
  }
  if (numbers.carry > 0) yield 'carry paid'
  if (numbers.carry < 0) yield 'carry received'
  if (numbers.ambiguousBars > 0) yield `ambiguous: ${exits.sameBar ?? 'stop'}`
  if (numbers.gapExits > 0) yield 'gap'
  if (numbers.targetBeforeStop > 0) yield 'target before stop'
  if (exits.targetFill === 'limit' && fills.some(({ reason }) => reason === 'target')) yield 'limit target'
  if (fills.length === 0) return
  yield Object.keys(sizing)[0]
  if ('kelly' in sizing) {
    let [position, closed] = [0, 0]
    for (const { quantity } of fills) {
      if (position === 0 && closed >= (sizing.trades ?? 20)) yield 'kelly after trades'
      position += quantity
      if (position === 0) closed++
    }
  }
  if (maxLeverage !== undefined) yield 'leverage cap'
  if ((costs.impactBps ?? 0) > 0) yield `impact: ${costs.impact ?? 'sqrt'}`
  for (const [name, value] of Object.entries({ ...costs, ...exits, ...input.instrument })) if (value !== undefined) yield name
  if (house !== undefined) yield 'house'
}

/** What must be seen in a round, and often: a generator that never gets there proves nothing. */
const expected = [
  ...['signal', 'stop', 'target', 'trailing', 'time', 'liquidation', 'break-even'],
  ...['size', 'min-notional', 'volatility-unknown', 'atr-unknown', 'admit'].map(reason => `refused: ${reason}`),
  ...['minimum fee', 'rebalanced: band', 'rebalanced: every', 'cut by the volume', 'carry paid', 'carry received'],
  ...['ambiguous: stop', 'ambiguous: target', 'gap', 'target before stop', 'limit target', 'house'],
  ...['fraction', 'units', 'notional', 'risk', 'volatility', 'kelly', 'kelly after trades', 'leverage cap'],
  ...['impact: sqrt', 'impact: linear', 'makerFeeBps', 'halfSpreadBps', 'stopAtr', 'targetAtr', 'trailingAtr', 'tick', 'lot'],
]

describe('the fast loop and the plain exchange', () => {
  it.each(Array.from({ length: rounds }, (_, k) => k + 1))(`agree on ${runsPerRound} random cases (round %i of ${rounds})`, () => {
    const seen: Record<string, number> = {}
    fc.assert(
      fc.property(cases, given => {
        for (const event of eventsOf(given, compare(given))) seen[event] = (seen[event] ?? 0) + 1
      }),
      { numRuns: runsPerRound },
    )
    const few = expected.filter(event => !((seen[event] ?? 0) * 50 > runsPerRound / 5))
    expect(few.map(event => `${event}: ${seen[event] ?? 0}`)).toEqual([])
  })

  it('agree on markets in which nothing happens, and on none at all', () => {
    const flat: Row = [100, 100, 100, 100]
    const input = { exits: { stopLoss: 0.02, takeProfit: 0.02, trailingStop: 0.02, maxBars: 2 } }
    expect(compare({ rows: [], targets: [], input }).fills).toEqual([])
    expect(compare({ rows: [flat], targets: [1], input }).fills).toEqual([])
    const { fills } = compare({ rows: [flat, flat, flat, flat], targets: [1, 1, 1, 1], input })
    expect(fills.map(({ reason }) => reason)).toEqual(['signal', 'time'])
  })

  it('agree when a lower average price moves a trigger below an earlier high', () => {
    const rows: Row[] = [
      [105, 105, 105, 105],
      [105, 106, 100, 100],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
    ]
    const input: BacktestSettingsInput = { fillAt: 'close', exits: { breakEven: 0.01 } }
    // The trigger falls from 106.05 to 105.48.
    const { fills } = compare({ rows, targets: [0.5, 0.5, 0.55, 0.55], input })
    expect(fills.map(({ index, reason }) => [index, reason])).toEqual([
      [0, 'signal'],
      [2, 'signal'],
      [3, 'break-even'],
    ])
  })

  it('agree when the fee of a target that the volume has cut brings the end of the account into the bar', () => {
    const input: BacktestSettingsInput = {
      ...{ capital: 10_000, fillAt: 'close', sizing: { fraction: 2 } },
      ...{ costs: { participation: 0.5, minimumFee: 1000 }, exits: { takeProfit: 0.1 } },
    }
    const outcome = (close: number) => {
      const rows: Row[] = [
        [100, 100, 100, 100, 1e6],
        [100, 111, 55, close, 10],
      ]
      const { fills, numbers } = compare({ rows, targets: [1, 1], input })
      return [...fills.map(({ reason }) => reason), numbers.ambiguousBars]
    }
    // 190 units, 10,000 owed: the end is at 52.63. Without 5 of them and one more fee it is at 56.49, after the target for sure if the bar ends below.
    expect(outcome(100)).toEqual(['signal', 'target', 'liquidation', 1])
    expect(outcome(56)).toEqual(['signal', 'target', 'liquidation', 0])
  })

  it('both refuse a target that becomes unknown again, or is too large', () => {
    const bars = barsOf([0, 1, 2].map(() => [100, 100, 100, 100]))
    for (const engine of [fast, plain]) {
      expect(() => engine(bars, Float64Array.of(Number.NaN, 0, Number.NaN), resolveSettings())).toThrow(/target is NaN at bar 2/)
      expect(() => engine(bars, Float64Array.of(0, 1.5, 0), resolveSettings())).toThrow(/target is 1.5 at bar 1/)
    }
  })
})

describe('a difference', () => {
  const rows: Row[] = [
    [100, 100, 100, 100],
    [100, 103, 97, 100],
  ]
  const bars = barsOf(rows)
  const targets = Float64Array.of(1, 1)
  const one = plain(bars, targets, resolveSettings({ exits: { stopLoss: 0.02 } }))

  it('between two runs is found and shown', () => {
    const other = plain(bars, targets, resolveSettings({ exits: { stopLoss: 0.01 } }))
    expect(disagreement(one, other)).toBe('price of fill 1')
    expect(tableOf({ rows, targets: [1, 1], input: {} }, one, other)).toContain('stop -100 at 98 fee 0')
    expect(disagreement(one, { ...one, equity: [10_000, 0] })).toBe('equity at bar 1')
    expect(disagreement(one, { ...one, numbers: { ...one.numbers, carry: 1 } })).toBe('carry')
  })

  it('in refusals and questions, too', () => {
    const refused = (input: BacktestSettingsInput, house?: string) => plain(bars, targets, resolveSettings(input), house)
    const large = refused({}, 'large')
    expect(disagreement(one, refused({ instrument: { lot: 1000 } }))).toBe('fill 0 is missing')
    expect(disagreement(large, refused({ instrument: { lot: 1000 } }))).toBe('reason of refusal 0')
    expect(disagreement(large, { ...large, asked: [] })).toBe('question 0 is missing')
  })

  it('between the money and the trades is found', () => {
    const settings = resolveSettings()
    expect(bookError(bars, settings, one)).toBeUndefined()
    expect(bookError(bars, settings, { ...one, equity: [10_000, 10_000] })).toMatch(/equity ends at 10000, the trades come to 9800/)
    expect(bookError(bars, settings, { ...one, equity: [Number.NaN, 9800] })).toBe('equity is NaN at bar 0')
  })
})
