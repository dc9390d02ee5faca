import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Column } from '../../src/base/column.ts'
import { seededRandom } from '../../src/base/random.ts'
import { backtestPanel, type PanelOptions } from '../../src/engine/backtest-panel.ts'
import type { Sleeve } from '../../src/engine/sleeve.ts'
import type { Bars } from '../../src/market/bars.ts'
import { alignBars, type Panel } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { Row } from './bars-of.ts'
import { flat, listed, named } from './listed.ts'
import { plainPanel } from './plain-panel-run.ts'

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2, nil: undefined })
const sizing = fc.constantFrom(
  { fraction: 1 },
  { fraction: 1.5 },
  { units: 30 },
  { notional: 5000 },
  { kelly: 0.5, trades: 2, minimum: 0.3 },
)
const exits = fc
  .record({
    stopLoss: optional(fc.constantFrom(0.01, 0.1)),
    takeProfit: optional(fc.constantFrom(0.01, 0.1)),
    trailing: fc.constantFrom({}, { trailingStop: 0.02 }, { trailingStop: 0.1 }, { trailingAtr: 3 }),
    breakEven: optional(fc.constant(0.02)),
    maxBars: optional(fc.constantFrom(1, 7, 40)),
  })
  .map(({ trailing, ...rest }) => ({ ...rest, ...trailing }))
const options = fc.record({
  fillAt: fc.constantFrom('open', 'open', 'close'),
  sizing,
  costs: fc.record({
    feeBps: fc.constantFrom(0, 10),
    slippageBps: fc.constantFrom(0, 5),
    minimumFee: optional(fc.constant(2)),
    participation: optional(fc.constant(0.01)),
    borrowRate: fc.constantFrom(undefined, undefined, 0.5),
    fundingRate: fc.constantFrom(undefined, undefined, undefined, 0.3),
  }),
  exits: fc.oneof(fc.constant({}), exits),
  instrument: fc.constantFrom({}, { lot: 0.5, minNotional: 50 }),
  rebalance: fc.constantFrom('change' as const, { band: 0.02 }, { every: 1 }, { every: 5 }, { every: 24 }),
  maxLeverage: fc.constantFrom(0.5, 1, 1, 3, 10),
  grouped: fc.boolean(),
})
const sleeve = fc.record({
  symbol: fc.constantFrom('S0', 'S1', 'S2'),
  weight: fc.constantFrom(0.1, 0.3, 1, 3, 8),
  group: fc.constantFrom('a', 'b'),
  sizing: optional(sizing),
  exits: optional(fc.oneof(fc.constant({}), exits)),
  /** How often the target changes. */
  restless: fc.constantFrom(0.002, 0.03, 0.3),
  schedule: optional(
    fc.record({
      at: fc.uniqueArray(fc.nat(599), { minLength: 1, maxLength: 30 }),
      weight: fc.array(fc.constantFrom(0, 0, 0.2, 0.5, 1, -0.4), { minLength: 30, maxLength: 30 }),
      resize: optional(fc.boolean()),
    }),
  ),
})

/** A symbol that is not there at some times. */
function holed(bars: Bars, share: number, seed: number): Bars {
  const random = seededRandom(`holes ${seed}`)
  if (share === 0) return bars
  const kept = Array.from({ length: bars.length }, (_, t) => t).filter(() => random.uniform() >= share)
  const take = (column: Column) => Float64Array.from(kept, t => column[t])
  const { time, open, high, low, close, volume } = bars
  return {
    ...bars,
    length: kept.length,
    time: take(time),
    open: take(open),
    high: take(high),
    low: take(low),
    close: take(close),
    volume: take(volume),
  }
}

/** Targets that stay for a while. */
function targetsOf(length: number, restless: number, seed: number): number[] {
  const random = seededRandom(`targets ${seed}`)
  let target = 0
  return Array.from({ length }, () => {
    if (random.uniform() < restless) target = [0, 1, 1, -1, -0.5, 0.5][Math.floor(random.uniform() * 6)]
    return target
  })
}

const market = fc.record({
  seed: fc.nat(100_000),
  length: fc.constantFrom(1, 60, 300, 600),
  volatility: fc.constantFrom(0.5, 2, 6, 12),
  holes: fc.constantFrom(0, 0, 0.1, 0.6),
})

it('a run that lets its sleeves sleep is that which looks at every one at every time, to the bit', () => {
  const seen = { scheduled: 0, fills: 0, refusals: 0, liquidations: 0, underWater: 0, carried: 0, holes: 0 }
  fc.assert(
    fc.property(market, options, fc.array(sleeve, { minLength: 1, maxLength: 6 }), ({ seed, length, volatility, holes }, input, wanted) => {
      const list = [0, 1, 2].map(k => {
        const bars = syntheticBars({ seed: seed * 3 + k, length, symbol: `S${k}`, volatility, kind: 'jumps' })
        // One symbol always has all bars, so that there is a time for every row.
        return k === 0 ? bars : holed(bars, holes, seed + k)
      })
      const panel = alignBars(list, { join: 'outer' })
      const sleeves = wanted.map(({ restless, schedule, ...rest }, k) => {
        const rows = (schedule?.at ?? []).filter(row => row < length).sort((a, b) => a - b)
        if (rows.length > 0) seen.scheduled++
        return listed(rest.symbol, targetsOf(length, restless, seed + k), {
          ...rest,
          schedule: schedule && { rows, weights: schedule.weight.slice(0, rows.length), resize: schedule.resize },
        })
      })
      const { grouped, ...settings } = input
      const all: PanelOptions = { ...settings, groups: grouped && wanted.some(({ group }) => group === 'a') ? { a: 0.4 } : {} }
      const plain = plainPanel(sleeves, panel, all)
      const result = backtestPanel(sleeves, panel, all)
      expect([...result.equity]).toEqual(plain.equity)
      expect([...result.leverage]).toEqual(plain.leverage)
      expect(result.summary.exposure).toBe(plain.exposure)
      for (let row = 0; row < length; row++) {
        const { equity, leverage, net } = result
        if (!(equity[row] > 0)) expect(net[row]).toBeNaN()
        else expect(Math.abs(net[row] - plain.net[row]) <= 1e-9 * (1 + leverage[row])).toBe(true)
      }
      const { sleeves: results } = result
      expect(results).toHaveLength(plain.sleeves.length)
      for (const [k, expected] of plain.sleeves.entries())
        expect({ ...results[k], targets: [...results[k].targets], profit: [...results[k].profit] }).toMatchObject(expected)
      for (const { fills, refusals, carry } of plain.sleeves) {
        seen.fills += fills.length
        seen.refusals += refusals.length
        seen.liquidations += fills.filter(({ reason }) => reason === 'liquidation').length
        if (carry !== 0) seen.carried++
      }
      if (plain.equity.some(worth => worth <= 0)) seen.underWater++
      if (holes > 0) seen.holes++
    }),
    { numRuns: 900, seed: 20_261_124 },
  )
  // What has to be right has happened.
  expect(seen.fills).toBeGreaterThan(50_000)
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5)
})

it('a sleeve that sleeps wakes up when the account comes near its end', () => {
  const ones = (length: number) => Array.from({ length }, () => 1)
  const prices = (length: number, at: number, row: Row) => Array.from({ length }, (_, t) => (t === at ? row : flat(100)))
  const both = (sleeves: readonly Sleeve[], panel: Panel, more: PanelOptions = {}) => {
    const input = { capital: 1000, maxLeverage: 10, ...more }
    const { sleeves: results } = backtestPanel(sleeves, panel, input)
    expect(results.map(({ fills }) => fills)).toEqual(plainPanel(sleeves, panel, input).sleeves.map(({ fills }) => fills))

    return results.map(({ fills }) => fills)
  }
  // 20 units and 1000 owed: nothing is left at 50. Long before that nothing is in sight.
  const [crash] = both([listed('A', ones(600), { weight: 2 })], alignBars([named('A', ...prices(600, 400, [100, 100, 40, 40]))]))
  expect(crash).toMatchObject([{ index: 1 }, { index: 400, reason: 'liquidation', price: 50 }])
  // A owes 500 for 13.6 units, so 40 is above its end; but at the same open B pays a fee too.
  const dip = alignBars([named('A', ...prices(20, 10, [100, 100, 40, 100])), named('B', ...prices(20, 30, flat(100)))])
  const late = [...Array.from({ length: 9 }, () => 0), ...ones(11)]
  const dear = { costs: { feeBps: 1000 } }
  const a = listed('A', ones(20), { weight: 1.5 })
  expect(both([a], dip, dear)[0]).toHaveLength(1)
  const withB = both([a, listed('B', late, { weight: 1.5 })], dip, dear)
  expect(withB[0][1]).toMatchObject({ index: 10, reason: 'liquidation' })
  // B is stopped in a bar in which A would just have survived.
  const stopped = alignBars([named('A', ...prices(20, 10, [100, 100, 55, 100])), named('B', ...prices(20, 10, [100, 100, 94, 100]))])
  const twice = (exits: object) => both([listed('B', ones(20), { weight: 1.5, exits }), a], stopped, dear)
  expect(twice({})[1]).toHaveLength(1)
  expect(twice({ stopLoss: 0.05 })[1][1]).toMatchObject({ index: 10, reason: 'liquidation' })
})
