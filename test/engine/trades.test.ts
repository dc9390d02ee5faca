import { expect, it } from 'vitest'
import { FillLog, SIGNAL, STOP } from '../../src/engine/fills.ts'
import { listTrades } from '../../src/engine/trades.ts'
import type { Bars } from '../../src/market/bars.ts'

const column = (...values: number[]) => Float64Array.from(values)
const closes = column(100, 110, 120, 130)
const bars: Bars = {
  symbol: 'X',
  timeframe: '1h',
  calendar: '24/7',
  length: 4,
  time: column(0, 1, 2, 3),
  open: closes,
  high: closes,
  low: closes,
  close: closes,
  volume: closes,
}

function logOf(...fills: [index: number, quantity: number, price: number, fee: number, reason: number][]): FillLog {
  const log = new FillLog()
  for (const fill of fills) log.push(...fill)
  return log
}

it('one round trip', () => {
  expect(listTrades(logOf([0, 2, 100, 1, SIGNAL], [2, -2, 95, 1, STOP]), bars)).toEqual([
    {
      side: 'long',
      entryIndex: 0,
      entryTime: 0,
      entryPrice: 100,
      exitIndex: 2,
      exitTime: 2,
      exitPrice: 95,
      quantity: 2,
      fees: 2,
      pnl: -12,
      return: -0.06,
      bars: 2,
      exitReason: 'stop',
    },
  ])
})

it('scaling in and out is one trade at average prices', () => {
  const [trade, ...rest] = listTrades(
    logOf([0, 1, 100, 0, SIGNAL], [1, 3, 120, 0, SIGNAL], [2, -2, 125, 0, SIGNAL], [3, -2, 135, 0, SIGNAL]),
    bars,
  )
  expect(rest).toEqual([])
  expect(trade).toMatchObject({ quantity: 4, entryPrice: 115, exitPrice: 130, pnl: 60, bars: 3 })
})

it('a short earns when the price falls', () => {
  expect(listTrades(logOf([0, -1, 100, 0, SIGNAL], [1, 1, 90, 0, SIGNAL]), bars)[0]).toMatchObject({ side: 'short', pnl: 10, return: 0.1 })
})

it('an open position is listed last, valued at the last close and not sold', () => {
  expect(listTrades(logOf([1, 1, 110, 2, SIGNAL]), bars)).toEqual([
    {
      side: 'long',
      entryIndex: 1,
      entryTime: 1,
      entryPrice: 110,
      exitIndex: 3,
      exitTime: 3,
      exitPrice: 130,
      quantity: 1,
      fees: 2,
      pnl: 18,
      return: 18 / 110,
      bars: 2,
      exitReason: 'open',
    },
  ])
})

it('no fills, no trades', () => {
  expect(listTrades(new FillLog(), bars)).toEqual([])
})

it('a position that is partly sold and still open is valued at the last close, and what was sold at its price', () => {
  const [trade] = listTrades(logOf([0, 4, 100, 0, SIGNAL], [1, -1, 120, 0, SIGNAL]), bars)
  // 120 + 3 × 130 for what has cost 400.
  expect(trade).toMatchObject({ quantity: 4, exitPrice: 130, exitIndex: 3, pnl: 110, exitReason: 'open' })
})

it('a short that was enlarged and is still open owes the last close', () => {
  const [trade] = listTrades(logOf([0, -1, 100, 0, SIGNAL], [1, -3, 120, 5, SIGNAL]), bars)
  expect(trade).toMatchObject({ side: 'short', quantity: 4, entryPrice: 115, exitPrice: 130, pnl: 460 - 520 - 5 })
})
