import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { tradeTargets } from '../../src/execution/trade-targets.ts'
import { barsOf, type Row } from '../engine/bars-of.ts'

function run(rows: readonly Row[], targets: readonly number[], input: BacktestSettingsInput = {}) {
  return tradeTargets(barsOf(...rows), Float64Array.from(targets), resolveSettings(input))
}

describe('tradeTargets', () => {
  const rows: Row[] = [
    [100, 101, 99, 100],
    [102, 103, 101, 102],
    [104, 106, 103, 105],
    [110, 111, 108, 109],
  ]

  it('gives fills, equity at every close, the account and the assumptions', () => {
    const { fills, equity, account, assumptions } = run(rows, [1, 1, 0, 0], { capital: 1020 })
    expect(fills).toEqual([
      { index: 1, quantity: 10, price: 102, fee: 0, reason: 'signal' },
      { index: 3, quantity: -10, price: 110, fee: 0, reason: 'signal' },
    ])
    expect([...equity]).toEqual([1020, 1020, 1050, 1100])
    expect(account).toEqual({ cash: 1100, quantity: 0, averagePrice: Number.NaN, realized: 80, fees: 0, carry: 0 })
    expect(assumptions).toEqual({ ambiguousBars: 0, gapExits: 0, targetBeforeStop: 0 })
  })

  it('counts what it had to assume', () => {
    const exits = { stopLoss: 0.02, takeProfit: 0.02 }
    const entry: Row = [100, 100, 100, 100]
    const next = (row: Row) => run([entry, entry, row], [1, 1, 1], { exits }).assumptions
    expect(next([100, 103, 97, 100])).toEqual({ ambiguousBars: 1, gapExits: 0, targetBeforeStop: 0 })
    expect(next([97, 99, 96, 98])).toEqual({ ambiguousBars: 0, gapExits: 1, targetBeforeStop: 0 })
    expect(next([103, 104, 97, 98])).toMatchObject({ gapExits: 1, targetBeforeStop: 1 })
  })

  it('leaves the capital alone while nothing is known', () => {
    const { fills, equity } = run(rows, [Number.NaN, Number.NaN, Number.NaN, 0])
    expect(fills).toEqual([])
    expect([...equity]).toEqual([10_000, 10_000, 10_000, 10_000])
  })

  it('takes no bars at all', () => {
    expect(run([], [])).toMatchObject({ fills: [], account: { cash: 10_000 } })
  })

  it('refuses a target that becomes unknown again', () => {
    expect(() => run(rows, [0, Number.NaN, 0, 0])).toThrow(StrategyError)
  })

  it('counts bars, slippage and turnover, and lists what was refused', () => {
    const traded = run(rows, [1, 1, 0, 0], { capital: 1122, costs: { slippageBps: 1000 } })
    // 10 at 112.2, which is 10.2 above the open; sold at 99, which is 11 below it.
    expect(traded.slippage).toBeCloseTo(102 + 110, 9)
    expect(traded.turned).toBeCloseTo(1 + 990 / 1100, 9)
    expect(traded.barsInPosition).toBe(2)
    expect(traded.refusals).toEqual([])
    expect(run(rows, [1, 1, 1, 1], { capital: 50, instrument: { lot: 1 } }).refusals).toEqual([
      { index: 1, reason: 'size', quantity: 0, price: 102, target: 1 },
    ])
  })

  it('asks before it adds exposure', () => {
    const admit = () => ({ ok: false, refusals: [{ code: 'house/no', message: 'no' }] })
    const { fills, refusals } = tradeTargets(barsOf(...rows), Float64Array.of(1, 1, 1, 1), resolveSettings({ capital: 102 }), { admit })
    expect(fills).toEqual([])
    expect(refusals).toEqual([{ index: 1, reason: 'admit', quantity: 1, price: 102, target: 1, detail: 'no' }])
  })

  it('pays for holding a position from open to open', () => {
    // One unit sold short at 102; two opens a day later: 0.1 % of 104 and of 110.
    const { account, equity } = run(rows, [-1, -1, -1, -1], { sizing: { units: 1 }, capital: 1000, costs: { borrowRate: 0.365 } })
    expect(account.carry).toBeCloseTo(0.214, 12)
    expect(equity[3]).toBeCloseTo(1000 + 102 - 109 - 0.214, 12)
  })
})
