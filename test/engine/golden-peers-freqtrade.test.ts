import { describe, expect, it } from 'vitest'
import { type FreqtradeCase, playFreqtrade, REASONS } from './peers/freqtrade.ts'
import { hasPeers, readPeer } from './peers/peer-files.ts'
import { readSection } from './peers/reasons.ts'

describe.skipIf(!hasPeers)('freqtrade_backtest_detail.json', () => {
  const cases: FreqtradeCase[] = hasPeers ? readPeer('freqtrade_backtest_detail.json').cases : []
  const { reasons, counts } = readSection('freqtrade_backtest_detail.json')
  const compared = cases.filter(({ id }) => !reasons.has(id))

  it.each(compared.map(one => [one.id, one] as const))('%s', (_, one) => {
    const trades = playFreqtrade(one)
    expect(trades.map(({ openTick, closeTick, isShort }) => [openTick, closeTick, isShort])).toEqual(
      one.trades.map(({ open_tick, close_tick, is_short = false }) => [open_tick, close_tick, is_short]),
    )
    for (const [k, { reason }] of trades.entries()) expect(REASONS[one.trades[k].exit_reason]).toContain(reason)
    // The file rounds the sum to three digits.
    const profit = trades.reduce((sum, trade) => sum + trade.profit, 0)
    expect(Math.abs(profit - one.profit_perc)).toBeLessThanOrEqual(0.0005 + 1e-9)
  })

  it('every case is compared or listed with a reason', () => {
    expect([...reasons.keys()].filter(id => !cases.some(one => one.id === id))).toEqual([])
    expect([cases.length, compared.length, reasons.size]).toEqual(counts)
    expect(cases.length).toBe(54)
  })
})
