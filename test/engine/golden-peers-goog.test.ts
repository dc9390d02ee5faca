import { describe, expect, it } from 'vitest'
import type { Fill } from '../../src/engine/fills.ts'
import { drawdownColumn } from '../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { backtestingPyStatistics, playBacktestingPy } from './peers/backtesting-py.ts'
import { backtraderStatistics, playBacktrader } from './peers/backtrader.ts'
import { btStatistics, playBt } from './peers/bt.ts'
import { averageCross, googBars } from './peers/goog.ts'
import { hasPeers, isNear, readPeer } from './peers/peer-files.ts'
import { readSection } from './peers/reasons.ts'
import { flatten, fromCapital } from './peers/statistics.ts'
import { runTargets } from './peers/targets.ts'
import { vectorbtSettings, vectorbtStatistics } from './peers/vectorbt-goog.ts'

/** Both are lists of numbers (or of lists of them), equal to 1e-9. */
function expectNear(got: ArrayLike<number | readonly number[]>, want: ArrayLike<number | readonly number[]>): void {
  expect(got.length).toBe(want.length)
  for (let i = 0; i < want.length; i++) {
    const [ours, theirs] = [got[i], want[i]]
    if (typeof ours === 'number' && typeof theirs === 'number') {
      if (!isNear(ours, theirs)) expect.fail(`${ours} instead of ${theirs} at ${i}`)
    } else if (typeof ours !== 'number' && typeof theirs !== 'number') expectNear(ours, theirs)
    else expect.fail(`a list against a number at ${i}`)
  }
}

/** Every number of the peer is equal to ours, or listed with a reason; the section says how many there are of each. */
function expectStatistics(section: string, theirs: unknown, ours: unknown): void {
  const { reasons, counts } = readSection(section)
  const want = flatten(theirs)
  const got = flatten(ours)
  const compared = Object.keys(want).filter(name => !reasons.has(name))
  const wrong = compared
    .filter(name => !isNear(got[name] ?? Number.NaN, want[name]))
    .map(name => `${name}: ${got[name]}, not ${want[name]}`)
  expect(wrong).toEqual([])
  expect([...reasons.keys()].filter(name => !(name in want))).toEqual([])
  expect([compared.length, reasons.size]).toEqual(counts)
}

describe.skipIf(!hasPeers)('vectorbt_goog_*.json', () => {
  it.each(['close', 'close_size10', 'close_stop2pct', 'nextopen', 'nextopen_slip5bps'])('%s', name => {
    const bars = googBars('stocks')
    const { crosses, entries, exits } = averageCross(bars)
    const file = readPeer(`vectorbt_goog_sma10_20_${name}.json`)
    const { settings, signals, orders, trades, trade_records, equity, returns_first60, ...statistics } = file
    const run = runTargets({ bars, targets: crosses, settings: vectorbtSettings(settings) })
    const later = settings.fill === 'close' ? 0 : 1
    const traded = (bar: number) => bar + later
    expectNear(entries.map(traded), signals.entries)
    expectNear(exits.map(traded), signals.exits)
    expectNear(
      run.fills.map(({ index, quantity, price, fee }) => [index, quantity, price, fee]),
      orders.map((order: Record<string, number>) => [order.idx, order.side === 0 ? order.size : -order.size, order.price, order.fees]),
    )
    const ours = run.trades.map(trade => [trade.quantity, trade.entryPrice, trade.exitPrice, trade.fees, trade.pnl, trade.return])
    expectNear(
      run.trades.map((trade, k) => [trade.entryIndex, trade.exitIndex, ...ours[k], trade.exitReason === 'open' ? 0 : 1]),
      trade_records.map((row: Record<string, number>) => [
        row.entry_idx,
        row.exit_idx,
        row.size,
        row.entry_price,
        row.exit_price,
        row.entry_fees + row.exit_fees,
        row.pnl,
        row.return,
        row.status,
      ]),
    )
    expectNear(
      ours,
      trades.map((row: Record<string, number>) => [
        row.Size,
        row['Avg Entry Price'],
        row['Avg Exit Price'],
        row['Entry Fees'] + row['Exit Fees'],
        row.PnL,
        row.Return,
      ]),
    )
    expectNear(run.equity, equity)
    expectNear(returnsOf(fromCapital(settings.init_cash, run.equity)).slice(0, 60), returns_first60)
    expectStatistics('vectorbt_goog_sma10_20_*.json', statistics, vectorbtStatistics(run, bars))
  })
})

describe.skipIf(!hasPeers)('backtestingpy_goog_*.json', () => {
  it.each(['nextopen', 'nextopen_size10', 'nextopen_sl2pct', 'trade_on_close'])('%s', name => {
    const bars = googBars('stocks')
    const { settings, trades, equity, drawdown_pct, stats, ...rest } = readPeer(`backtestingpy_goog_sma10_20_${name}.json`)
    const run = playBacktestingPy(settings)
    const pairs: [Fill, Fill][] = trades.map((_: unknown, k: number) => [run.fills[2 * k], run.fills[2 * k + 1]])
    expect(run.fills.length).toBe(2 * trades.length)
    expectNear(
      pairs.map(([entry, exit]) => [
        entry.index,
        exit.index,
        entry.quantity,
        -exit.quantity,
        entry.price,
        exit.price,
        entry.fee + exit.fee,
      ]),
      trades.map((row: Record<string, number>) => [
        row.EntryBar,
        row.ExitBar,
        row.Size,
        row.Size,
        row.EntryPrice,
        row.ExitPrice,
        row.Commission,
      ]),
    )
    const profits = pairs.map(([entry, exit]) => entry.quantity * (exit.price - entry.price) - entry.fee - exit.fee)
    expectNear(
      profits.map((profit, k) => [profit, profit / (pairs[k][0].quantity * pairs[k][0].price)]),
      trades.map((row: Record<string, number>) => [row.PnL, row.ReturnPct]),
    )
    expectNear(run.equity, equity)
    expectNear(drawdownColumn(run.equity), drawdown_pct)
    expectStatistics('backtestingpy_goog_sma10_20_*.json', stats, backtestingPyStatistics(run, settings.cash, bars))
    expect(Object.keys(rest)).toEqual([])
  })
})

describe.skipIf(!hasPeers)('bt_goog_sma10_20_close.json', () => {
  it('agrees in every transaction and on every bar', () => {
    const bars = googBars('stocks')
    const { settings, transactions, equity, stats, ...rest } = readPeer('bt_goog_sma10_20_close.json')
    const run = playBt(bars)
    expectNear(
      run.fills.map(({ index, price, quantity }) => [bars.time[index], price, quantity]),
      transactions.map((row: Record<string, never>) => [Date.parse(`${row.Date}Z`), row.price, row.quantity]),
    )
    expectNear(fromCapital(settings.initial_capital, run.equity), equity)
    expectStatistics('bt_goog_sma10_20_close.json', stats, btStatistics(run, bars))
    expect(Object.keys(rest)).toEqual([])
  })
})

describe.skipIf(!hasPeers)('backtrader_goog_sma10_20_size10_nextopen.json', () => {
  it('agrees in every number that is not listed', () => {
    const bars = googBars('stocks')
    const { settings, final_value, analyzers, ...rest } = readPeer('backtrader_goog_sma10_20_size10_nextopen.json')
    expect([settings.size, settings.cash, settings.commission]).toEqual([10, 10_000, 0.001])
    const run = playBacktrader(bars)
    expectStatistics('backtrader_goog_sma10_20_size10_nextopen.json', { final_value, ...analyzers }, backtraderStatistics(run, bars))
    expect(Object.keys(rest)).toEqual([])
  })
})
