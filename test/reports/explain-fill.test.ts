import { expect, it } from 'vitest'
import { FillCosts } from '../../src/engine/fill-costs.ts'
import type { Fill } from '../../src/engine/fills.ts'
import { type ExpectedFill, explainFill } from '../../src/reports/explain-fill.ts'
import { ReplayCheck } from '../../src/reports/replay-check.ts'
import { fixtureResult, waveBars } from './fixture.ts'

const costs = new FillCosts({ feeBps: 100, makerFeeBps: 50, slippageBps: 100, impactBps: 400 }, { tick: 0.5 })
const given = { costs, volume: 400, check: new ReplayCheck(fixtureResult({ bars: waveBars(3) }), 0) }
// A quarter of the volume: half of the impact, 2 %, and 1 % of slippage; 97 − 0.03 × 97 is 94.09, so 94.
const fill: Fill = { index: 2, quantity: -100, price: 94, fee: 94, reason: 'stop' }
const expected: ExpectedFill = { when: 'inside', reason: 'stop', rawPrice: 97, ordered: -100, why: 'all' }

it('computes price, fee and slippage again', () => {
  expect(explainFill(fill, expected, given)).toEqual({
    when: 'inside',
    reason: 'stop',
    quantity: -100,
    rawPrice: 97,
    price: 94,
    slippage: 300,
    fee: 94,
    why: 'all',
  })
})

it('a limit gets its level or better, and pays the fee of a maker', () => {
  const limit = explainFill(
    { ...fill, price: 97.5, fee: 48.75, reason: 'target' },
    { ...expected, reason: 'target', rawPrice: 97.1, limit: true },
    given,
  )
  expect(limit).toMatchObject({ rawPrice: 97.1, price: 97.5, slippage: 0, fee: 48.75 })
})

it('says what was ordered when it was more', () => {
  expect(explainFill(fill, { ...expected, ordered: -300 }, given).ordered).toBe(-300)
})

it.each<[string, Partial<Fill>]>([
  ['fill price at bar 2 is explained as 94, but it is 95', { price: 95 }],
  ['fill fee at bar 2 is explained as 94, but it is 1', { fee: 1 }],
  ['exit reason at bar 2 is explained as stop, but it is trailing', { reason: 'trailing' }],
])('%s', (message, change) => {
  expect(() => explainFill({ ...fill, ...change }, expected, given)).toThrow(message)
})

it('names its order, and stays within the limit of a stop-limit order', () => {
  // 94.09 without it; 96.5 is on a tick.
  const capped = explainFill({ ...fill, price: 96.5, fee: 96.5 }, { ...expected, cap: 96.5, order: 7 }, given)
  expect(capped).toMatchObject({ price: 96.5, slippage: 50, order: 7 })
})
