import { describe, expect, it } from 'vitest'
import { StrategyError } from '../../src/base/errors.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { tradeTargets } from '../../src/execution/trade-targets.ts'

type Row = [open: number, high: number, low: number, close: number]

function run(rows: readonly Row[], targets: readonly number[], input: BacktestSettingsInput = {}) {
  const column = (k: number) => Float64Array.from(rows, row => row[k])
  const bars = { length: rows.length, open: column(0), high: column(1), low: column(2), close: column(3) }
  return tradeTargets(bars, Float64Array.from(targets), resolveSettings(input))
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
    expect(account).toEqual({ cash: 1100, quantity: 0, averagePrice: Number.NaN, realized: 80, fees: 0 })
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
})
