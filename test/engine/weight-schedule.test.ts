import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtestPanel, type PanelOptions } from '../../src/engine/backtest-panel.ts'
import type { Sleeve } from '../../src/engine/sleeve.ts'
import { type WeightSchedule, weightsOfBars } from '../../src/engine/weight-schedule.ts'
import { alignBars } from '../../src/market/panel.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { Row } from './bars-of.ts'
import { flat, listed, named } from './listed.ts'

/** Fills of one sleeve at a price of 10 with 1000 to begin with. */
function fillsOf(
  targets: readonly number[],
  schedule: WeightSchedule,
  more: { rows?: readonly Row[]; sleeve?: Partial<Sleeve>; options?: PanelOptions } = {},
) {
  const panel = alignBars([named('A', ...(more.rows ?? targets.map(() => flat(10))))])
  const [{ fills }] = backtestPanel([listed('A', targets, { weight: 0.5, schedule, ...more.sleeve })], panel, {
    capital: 1000,
    ...more.options,
  }).sleeves
  return fills.map(({ index, quantity, reason }) => [index, quantity, reason])
}

describe('a weight that changes', () => {
  it('is traded at the next open, and at once where targets are', () => {
    expect(fillsOf([1, 1, 1, 1, 1], { rows: [1, 3], weights: [0.25, 0.75] })).toEqual([
      [1, 50, 'signal'],
      [2, -25, 'signal'],
      [4, 50, 'signal'],
    ])
    expect(fillsOf([1, 1, 1, 1], { rows: [1], weights: [0.25] }, { options: { fillAt: 'close' } })).toEqual([
      [0, 50, 'signal'],
      [1, -25, 'signal'],
    ])
  })

  it('closes a position at 0 and opens it again, while the target stays', () => {
    expect(fillsOf([-1, -1, -1, -1, -1], { rows: [1, 3], weights: [0, 0.2] })).toEqual([
      [1, -50, 'signal'],
      [2, 50, 'signal'],
      [4, -20, 'signal'],
    ])
  })

  it('waits for the target where positions are not to be resized', () => {
    expect(fillsOf([1, 1, 1, 0.5, 0.5], { rows: [1], weights: [1], resize: false })).toEqual([[1, 50, 'signal']])
    expect(fillsOf([1, 1, 1, 0.4, 0.4], { rows: [1], weights: [1], resize: false })).toEqual([
      [1, 50, 'signal'],
      [4, -10, 'signal'],
    ])
    // It is known before the first target.
    expect(fillsOf([0, 0, 0, 1, 1], { rows: [1, 2], weights: [0.1, 0.3], resize: false })).toEqual([[4, 30, 'signal']])
  })

  it('does not bring back what a stop has closed', () => {
    const rows = [flat(10), flat(10), [10, 10, 8, 10] as Row, flat(10), flat(10), flat(10), flat(10)]
    const stopped = fillsOf([1, 1, 1, 1, 0.5, 0.5, 0.5], { rows: [3], weights: [1] }, { rows, sleeve: { exits: { stopLoss: 0.1 } } })
    expect(stopped.slice(0, 2)).toEqual([
      [1, 50, 'signal'],
      [2, -50, 'stop'],
    ])
    // 950 are left; half a target of the whole account.
    expect(stopped.slice(2)).toEqual([[5, 47.5, 'signal']])
  })

  it('trades against the strategy when it is negative', () => {
    expect(fillsOf([1, 1, 1, 0, 0], { rows: [1], weights: [-0.3] })).toEqual([
      [1, 50, 'signal'],
      [2, -50, 'signal'],
      [2, -30, 'signal'],
      [4, 30, 'signal'],
    ])
  })

  it('counts from the first bar after it where the symbol has none', () => {
    const rows = Int32Array.of(0, 3, 4, 9)
    const at = { name: 'x', length: 12 }
    expect(weightsOfBars({ rows: [0, 1, 2, 4, 5, 10], weights: [1, 2, 3, 4, 5, 6] }, rows, at)).toEqual({
      index: Int32Array.of(0, 1, 2, 3),
      weight: Float64Array.of(1, 3, 4, 5),
      resize: true,
    })
  })
})

it('the same weight again every so many bars is what rebalancing every so many bars is, to the bit', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.constantFrom(1, 3, 24), fc.constantFrom(undefined, 0.02), (seed, every, stopLoss) => {
      const list = [0, 1].map(k => syntheticBars({ seed: 2 * seed + k, length: 200, symbol: `S${k}`, volatility: 2 }))
      const panel = alignBars(list)
      const rows = Array.from({ length: Math.ceil(200 / every) }, (_, k) => k * every)
      const targets = Array.from({ length: 200 }, (_, t) => [1, 1, 0.5, -1][Math.floor(t / 37) % 4])
      const run = (schedule: boolean) =>
        backtestPanel(
          list.map(({ symbol }) =>
            listed(symbol, targets, {
              weight: 0.4,
              exits: { stopLoss },
              schedule: schedule ? { rows, weights: rows.map(() => 0.4) } : undefined,
            }),
          ),
          panel,
          { costs: { feeBps: 10 }, rebalance: schedule ? 'change' : { every } },
        )
      expect(run(true).sleeves).toEqual(run(false).sleeves)
    }),
    { numRuns: 100 },
  )
})

it('an order of weights that makes no sense is refused', () => {
  const refused = (schedule: WeightSchedule) => () => fillsOf([1, 1, 1], schedule)
  expect(refused({ rows: [0, 1], weights: [1] })).toThrow('has 2 rows and 1 weights; give one weight for each row')
  expect(refused({ rows: [3], weights: [1] })).toThrow('has row 3; rows count the 3 times of the panel, from 0 to 2')
  expect(refused({ rows: [Number.NaN], weights: [1] })).toThrow('has row NaN')
  expect(refused({ rows: [1, 1], weights: [1, 1] })).toThrow('has row 1 after row 1; rows must ascend')
  for (const weight of [-11, 11, Number.NaN, Number.POSITIVE_INFINITY])
    expect(refused({ rows: [1], weights: [weight] })).toThrow(`has weight ${weight} at row 1; it must be from -10 to 10`)
  expect(() => fillsOf([1, 1], { rows: [0], weights: [1] }, { sleeve: { weight: -1 } })).toThrow('is -1')
  expect(fillsOf([1, 1, 1], { rows: [1], weights: [0.5] }, { sleeve: { weight: 0 } })).toEqual([[2, 50, 'signal']])
})
