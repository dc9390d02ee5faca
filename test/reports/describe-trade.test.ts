import { expect, it } from 'vitest'
import { describeTrade } from '../../src/reports/describe-trade.ts'
import type { TradeExplanation, TradeStep } from '../../src/reports/trade-explanation.ts'
import { trade } from './fixture.ts'

const step: TradeStep = {
  leftOut: 0,
  index: 9,
  time: Date.UTC(2024, 0, 2, 9),
  open: 100,
  high: 101,
  low: 99,
  close: 100,
  fills: [],
  refusals: [],
  quantity: 0,
  value: 0,
  profit: 0,
  assumptions: [],
}

const explanation: TradeExplanation = {
  number: 3,
  symbol: 'BTC/€',
  timeframe: '1h',
  trade: trade({ entryTime: Date.UTC(2024, 0, 2, 10), bars: 20, exitReason: 'stop', exitPrice: 97.9, pnl: -23, return: -0.023, fees: 2 }),
  steps: [
    { ...step, decision: { kind: 'target', before: 0, after: 1 } },
    {
      ...step,
      index: 10,
      time: Date.UTC(2024, 0, 2, 10),
      fills: [{ when: 'open', reason: 'signal', quantity: 10, rawPrice: 99.9, price: 100, slippage: 1, fee: 1, why: 'because' }],
      levels: {
        stop: { price: 98, reached: false },
        trailing: { price: 95, reached: false, best: 100 },
        liquidation: { price: 1, reached: false },
        target: { price: 120, reached: false },
        nearest: 'stop',
      },
      quantity: 10,
      value: 1000,
      profit: -1,
    },
    {
      ...step,
      leftOut: 1234,
      index: 1245,
      time: Date.UTC(2024, 1, 22, 21),
      low: 97,
      high: 121,
      fills: [{ when: 'inside', reason: 'stop', quantity: -10, rawPrice: 98, price: 98, slippage: 0, fee: 0, why: 'all of it' }],
      levels: { stop: { price: 98, reached: true }, target: { price: 120, reached: true }, nearest: 'stop' },
      profit: -23,
      assumptions: ['stop-and-target'],
    },
  ],
  carry: 0,
  ending: 'the low 97.00 reached the stop loss at 98.00',
}

it('tells bar by bar in aligned columns', () => {
  expect(describeTrade(explanation)).toEqual([
    'Trade 3: long BTC/€ 1h, 20 bars from 2024-01-02 10:00',
    '2024-01-02 09:00  bar 9     close  100.00',
    '                                   decided: target from 0 to 1',
    '2024-01-02 10:00  bar 10    open   buy 10 at 99.90, with slippage 100.00 (costs 1.00), fee 1.00',
    '                                     because',
    '                            range  low 99.00, high 101.00: stop 98.00 not reached, trailing stop 95.00 not reached (best before 100.00), target 120.00 not reached',
    '                            close  100.00, position 10 units worth 1,000.00, profit so far −1.00',
    '…                                  1,234 bars without news',
    '2024-02-22 21:00  bar 1245  range  low 97.00, high 121.00: stop 98.00 reached, target 120.00 reached',
    '                                   stop loss: sell 10 at 98.00',
    '                                     all of it',
    '                            close  100.00, flat, profit −23.00',
    '                            note   stop and profit target in one bar: bars cannot tell which came first, the stop counts unless the open decides',
    'Why it ended: the low 97.00 reached the stop loss at 98.00.',
    'What it came to: 10 units, in at 100.00, out at 97.90: −23.00 (−2.30%) after 2.00 of fees.',
  ])
})

it('prints days without the time of day, and says what is still open', () => {
  const lines = describeTrade({
    ...explanation,
    timeframe: '1d',
    trade: { ...explanation.trade, exitReason: 'open' },
    ending: 'still open after the last bar, valued at its close 97.90',
  })
  expect(lines[0]).toMatch(/from 2024-01-02$/)
  expect(lines[1]).toMatch(/^2024-01-02 {2}bar 9 /)
  expect(lines.at(-2)).toBe('It is still open after the last bar, valued at its close 97.90.')
  expect(lines.at(-1)).toContain('in at 100.00, valued at 97.90:')
})

it('names the liquidation level where nothing nearer protects, and the end of the holding time', () => {
  const lines = describeTrade({
    ...explanation,
    steps: [
      {
        ...step,
        levels: { liquidation: { price: 200, reached: false }, nearest: 'liquidation' },
        quantity: -5,
        value: -500,
        decision: { kind: 'time', before: -1, after: -1 },
        assumptions: ['no-next-bar'],
      },
      { ...step, levels: {}, quantity: 1, value: 100 },
    ],
  })
  expect(lines.slice(1, -2)).toEqual([
    '2024-01-02 09:00  bar 9  range  low 99.00, high 101.00: liquidation 200.00 not reached',
    '                         close  100.00, position −5 units worth −500.00, profit so far 0.00',
    '                                decided: the holding time is over',
    '                         note   no bar follows, so what is due is never traded',
    '2024-01-02 09:00  bar 9  range  low 99.00, high 101.00',
    '                         close  100.00, position 1 unit worth 100.00, profit so far 0.00',
  ])
})

it('tells of fills that the volume cut, refused orders, the step of prices, and what holding costs', () => {
  const lines = describeTrade({
    ...explanation,
    carry: -1.5,
    steps: [
      {
        ...step,
        carry: -1.5,
        fills: [
          {
            when: 'open',
            reason: 'target',
            quantity: -60,
            ordered: -100,
            rawPrice: 101.234,
            price: 101.24,
            slippage: 0,
            fee: 0,
            why: 'the whole position, 100 units',
          },
        ],
        refusals: [
          { when: 'open', reason: 'min-notional', quantity: -1, price: 100, why: '100.00 is less than 500.00' },
          { when: 'close', reason: 'volatility-unknown', quantity: 0, price: 100, why: 'it takes 20 bars' },
        ],
        levels: { 'break-even': { price: 100, reached: false }, nearest: 'break-even', target: { price: 101.234, reached: true } },
        decision: { kind: 'rebalance', before: 0.5, after: 0.5 },
        quantity: 40,
        value: 4000,
        assumptions: ['target-first', 'no-volume'],
      },
    ],
  })
  expect(lines.slice(1, -1)).toEqual([
    '2024-01-02 09:00  bar 9  open   holding it brought 1.50',
    '                                profit target: sell 60 at 101.23, rounded to 101.24',
    '                                  60 of 100 units: the volume allowed no more, the rest follows',
    '                                  the whole position, 100 units',
    '                                order not sent (sell 1 at 100.00), the position stays',
    '                                  100.00 is less than 500.00',
    '                         range  low 99.00, high 101.00: break-even stop 100.00 not reached, target 101.23 reached',
    '                         close  100.00, position 40 units worth 4,000.00, profit so far 0.00',
    '                                order not sent, the position stays',
    '                                  it takes 20 bars',
    '                                decided: back to the size for target 0.5',
    '                         note   stop and profit target in one bar: bars cannot tell which came first, the settings let the target count',
    '                                the volume of the bar allows nothing more: it is tried again at the next open',
    'Why it ended: the low 97.00 reached the stop loss at 98.00.',
    'What holding it brought besides: 1.50 of interest and funding.',
  ])
})
