import { expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import type { ExitReason } from '../../src/engine/trades.ts'
import { tradeEnding } from '../../src/reports/trade-ending.ts'
import type { TradeStep } from '../../src/reports/trade-explanation.ts'
import { trade } from './fixture.ts'

const run = { timeframe: '4h', settings: resolveSettings({ exits: { maxBars: 1 } }) } as const

const decided: TradeStep = {
  leftOut: 0,
  index: 3,
  time: Date.UTC(2024, 0, 2, 20),
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  fills: [],
  refusals: [],
  decision: { kind: 'target', before: 0.5, after: -0.25 },
  quantity: 1,
  value: 1,
  profit: 0,
  assumptions: [],
}

const last: TradeStep = {
  leftOut: 0,
  index: 4,
  time: Date.UTC(2024, 0, 3),
  open: 20,
  high: 40,
  low: 10,
  close: 30,
  fills: [],
  refusals: [],
  levels: {
    stop: { price: 11, reached: true },
    'break-even': { price: 15, reached: true },
    trailing: { price: 12, reached: true, best: 19 },
    liquidation: { price: 13, reached: true },
    target: { price: 14, reached: true },
  },
  quantity: 0,
  value: 0,
  profit: 0,
  assumptions: [],
}

it.each<[side: 'long' | 'short', exitReason: ExitReason, ending: string]>([
  ['long', 'open', 'still open after the last bar, valued at its close 30.00'],
  ['long', 'signal', 'the strategy changed its target from 0.5 to −0.25 at the close of 2024-01-02 20:00'],
  ['short', 'time', 'the holding time of 1 bar was over at the close of 2024-01-02 20:00'],
  ['long', 'stop', 'the low 10.00 reached the stop loss at 11.00'],
  ['short', 'stop', 'the high 40.00 reached the stop loss at 11.00'],
  ['long', 'break-even', 'the low 10.00 reached the stop that had moved to the entry price 15.00'],
  ['short', 'break-even', 'the high 40.00 reached the stop that had moved to the entry price 15.00'],
  ['long', 'trailing', 'the low 10.00 reached the trailing stop at 12.00, set from the best price 19.00'],
  ['short', 'trailing', 'the high 40.00 reached the trailing stop at 12.00, set from the best price 19.00'],
  ['long', 'target', 'the high 40.00 reached the profit target at 14.00'],
  ['short', 'target', 'the low 10.00 reached the profit target at 14.00'],
  ['long', 'liquidation', 'the low 10.00 reached 13.00, where the account is used up'],
])('%s, %s', (side, exitReason, ending) => {
  const cause: TradeStep = exitReason === 'time' ? { ...decided, decision: { kind: 'time', before: 1, after: 1 } } : decided
  expect(tradeEnding(trade({ side, exitReason }), [cause, last], run)).toBe(ending)
})

it('looks past a rebalance for the decision that ended it', () => {
  const rebalanced: TradeStep = { ...decided, index: 2, decision: { kind: 'rebalance', before: 1, after: 1 } }
  expect(tradeEnding(trade({ exitReason: 'signal' }), [decided, rebalanced, last], run)).toContain('from 0.5 to −0.25')
})

it('names the bar that decided, and says when the volume let the last of it go', () => {
  const { levels: _, ...leaving } = { ...last, index: 6, time: Date.UTC(2024, 0, 3, 8) }
  expect(tradeEnding(trade({ exitReason: 'stop' }), [decided, last, leaving], run)).toBe(
    'the low 10.00 reached the stop loss at 11.00; for want of volume the last of it left on 2024-01-03 08:00',
  )
  expect(tradeEnding(trade({ exitReason: 'signal' }), [decided, leaving], run)).toMatch(
    /from 0\.5 to −0\.25 at the close of 2024-01-02 20:00; for want of volume the last of it left on 2024-01-03 08:00$/,
  )
})

it('names the open that was beyond the level, and days without the time of day', () => {
  const gap: TradeStep = { ...last, assumptions: ['gap'] }
  expect(tradeEnding(trade({ exitReason: 'stop' }), [decided, gap], run)).toBe('the open 20.00 was already beyond the stop loss at 11.00')
  expect(tradeEnding(trade({ exitReason: 'signal' }), [decided, last], { ...run, timeframe: '1d' })).toMatch(/close of 2024-01-02$/)
})
