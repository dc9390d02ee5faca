import { expect, it } from 'vitest'
import { type RegimeTrade, tradesByRegime } from '../../src/regimes/trades-by-regime.ts'

const trade = (entryIndex: number, pnl: number, exitReason = 'target'): RegimeTrade => ({ entryIndex, pnl, return: pnl / 100, exitReason })
const labels = { labels: ['a', 'b'], codes: Int8Array.of(-1, 0, 0, 1, 1) }

it('sorts closed trades by the label before their entry', () => {
  const trades = [trade(0, 1), trade(1, 2), trade(2, 10), trade(3, -4), trade(4, 5), trade(4, 99, 'open')]
  const { regimes, unlabeled } = tradesByRegime(trades, { labels })
  expect(unlabeled).toEqual({ trades: 2, winRate: 1, pnl: 3, meanReturn: expect.closeTo(0.015, 12) })
  expect(regimes).toEqual([
    { label: 'a', trades: 2, winRate: 0.5, pnl: 6, meanReturn: expect.closeTo(0.03, 12) },
    { label: 'b', trades: 1, winRate: 1, pnl: 5, meanReturn: 0.05 },
  ])
})

it('or by that of the entry itself', () => {
  const { regimes, unlabeled } = tradesByRegime([trade(0, 1), trade(3, -4)], { labels, timing: 'same' })
  expect(unlabeled.trades).toBe(1)
  expect(regimes.map(({ trades }) => trades)).toEqual([0, 1])
  expect(regimes[0].winRate).toBeNaN()
})

it('refuses trades of other bars', () => {
  expect(() => tradesByRegime([trade(5, 1)], { labels })).toThrow('a trade enters on bar 5, but there are labels for 5 bars')
  expect(() => tradesByRegime([trade(-1, 1)], { labels })).toThrow('bar -1')
  expect(() => tradesByRegime([], { labels, timing: 'x' as 'same' })).toThrow('timing is "x"')
  expect(tradesByRegime([], { labels }).unlabeled.trades).toBe(0)
})
