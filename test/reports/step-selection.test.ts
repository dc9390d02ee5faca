import { expect, it } from 'vitest'
import { StepSelection } from '../../src/reports/step-selection.ts'
import type { ExplainedFill, TradeStep } from '../../src/reports/trade-explanation.ts'

const fill: ExplainedFill = { when: 'open', reason: 'signal', quantity: 1, rawPrice: 1, price: 1, slippage: 0, fee: 0, why: '' }
const decided = (kind: 'target' | 'time' | 'rebalance') => ({ decision: { kind, before: 0, after: 1 } })

function step(index: number, change: Partial<TradeStep> = {}): TradeStep {
  return {
    leftOut: 0,
    index,
    time: index,
    open: 1,
    high: 1,
    low: 1,
    close: 1,
    fills: [],
    refusals: [],
    quantity: 1,
    value: 1,
    profit: 0,
    assumptions: [],
    ...change,
  }
}

/** A trade from bar 1 to bar 30, decided on bar 0, with some bars changed. */
function selected(changes: Readonly<Record<number, Partial<TradeStep>>>): [index: number, leftOut: number][] {
  const selection = new StepSelection({ entryIndex: 1, exitIndex: 30 })
  for (let t = 0; t <= 30; t++)
    selection.add(step(t, { ...(t === 0 ? decided('target') : t === 1 ? { fills: [fill] } : {}), ...changes[t] }))
  return selection.steps.map(({ index, leftOut }) => [index, leftOut])
}

const [edges, end] = [[0, 1, 2, 3].map((t): [number, number] => [t, 0]), [29, 30].map((t): [number, number] => [t, 0])]

it('keeps the edges, and bars with news', () => {
  expect(selected({})).toEqual([...edges, [28, 24], ...end])
  expect(selected({ 10: { fills: [fill] } })).toEqual([...edges, [10, 6], [28, 17], ...end])
  expect(selected({ 10: { refusals: [{ when: 'open', reason: 'size', quantity: 0, price: 1, why: '' }] } })).toHaveLength(8)
  expect(selected({ 10: { assumptions: ['no-volume'] } })).toHaveLength(8)
  expect(selected({ 10: decided('time') })).toHaveLength(8)
  expect(selected({ 10: { carry: 1 } })).toHaveLength(7)
})

it('keeps a bar on which another stop takes over, and the one on which it is over', () => {
  expect(selected({ 10: { levels: { nearest: 'trailing' } } }).map(([t]) => t)).toContain(11)
})

it('keeps a decision to rebalance only when something comes of it', () => {
  expect(selected({ 10: decided('rebalance') })).toHaveLength(7)
  expect(selected({ 10: decided('rebalance'), 11: { fills: [fill] } })).toEqual([...edges, [10, 6], [11, 0], [28, 16], ...end])
  expect(selected({ 10: decided('rebalance'), 12: { fills: [fill] } })).toEqual([...edges, [12, 8], [28, 15], ...end])
})

it('starts anew with a new target, until the trade has begun', () => {
  const selection = new StepSelection({ entryIndex: 6, exitIndex: 9 })
  selection.add(step(1, decided('target')))
  selection.add(step(2, { assumptions: ['no-volume'] }))
  selection.add(step(4, decided('target')))
  selection.add(step(5, { assumptions: ['no-volume'] }))
  selection.add(step(6, { fills: [fill], ...decided('target') }))
  selection.add(step(7, decided('target')))
  expect(selection.steps.map(({ index }) => index)).toEqual([4, 5, 6, 7])
})

it('an entry at the close was decided at that close', () => {
  const selection = new StepSelection({ entryIndex: 3, exitIndex: 9 })
  selection.add(step(1, decided('target')))
  selection.add(step(3, { fills: [{ ...fill, when: 'close' }], ...decided('target') }))
  expect(selection.steps.map(({ index }) => index)).toEqual([3])
})

it('of an order that waits for long, the bars with news and those before the entry', () => {
  const order = { id: 1, event: 'placed', when: 'close', order: '', why: '' } as const
  const selection = new StepSelection({ entryIndex: 50, exitIndex: 51 })
  for (let t = 10; t <= 51; t++) selection.add(step(t, { orders: t === 10 || t === 20 ? [order] : [], fills: t >= 50 ? [fill] : [] }))
  expect(selection.steps.map(({ index, leftOut }) => [index, leftOut])).toEqual([
    [10, 0],
    [20, 9],
    [47, 26],
    [48, 0],
    [49, 0],
    [50, 0],
    [51, 0],
  ])
})
