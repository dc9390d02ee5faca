import { describe, expect, it } from 'vitest'
import { BugError } from '../../src/base/errors.ts'
import type { Fill } from '../../src/engine/fills.ts'
import type { OrderRequest, RefusedOrder } from '../../src/engine/refusals.ts'
import { ReplayCheck } from '../../src/reports/replay-check.ts'
import type { ExplainedFill } from '../../src/reports/trade-explanation.ts'
import { fixtureResult, trade, waveBars } from './fixture.ts'

const fill: Fill = { index: 3, quantity: 10, price: 100, fee: 1, reason: 'signal' }
const refused: RefusedOrder = { index: 5, reason: 'admit', quantity: -2, price: 90, target: -1, detail: 'not today' }
const bars = waveBars(10)
const check = () => new ReplayCheck(fixtureResult({ bars, fills: [fill], refusals: [refused], trades: [trade()] }), 0)
const order: OrderRequest = {
  symbol: 'WAVE/EUR',
  index: 5,
  time: 0,
  side: 'sell',
  quantity: 2,
  price: 90,
  position: 0,
  equity: 1000,
  target: -1,
}

describe('ReplayCheck', () => {
  it('lets the same pass, to the bit', () => {
    check().expect('x', Number.NaN, Number.NaN, 1)
    check().expect('x', 0, -0, 1)
    check().expectFill(fill, 0)
    check().expectRefusal(refused, 0)
    expect(() => check().expect('price', 1, 1 + Number.EPSILON, 7)).toThrow(BugError)
  })

  it.each<[string, Fill, number]>([
    ['trade 1: fill quantity at bar 3 is explained as 11, but it is 10', { ...fill, quantity: 11 }, 0],
    ['trade 1: fill fee at bar 3 is explained as 2, but it is 1', { ...fill, fee: 2 }, 0],
    ['trade 1: fill at bar 3 is explained as stop, but it is signal', { ...fill, reason: 'stop' }, 0],
    ['trade 1: fill at bar 3 is explained as signal, but it is none', fill, 1],
  ])('%s', (message, wrong, at) => {
    expect(() => check().expectFill(wrong, at)).toThrow(message)
  })

  it('compares refusals too', () => {
    expect(() => check().expectRefusal({ ...refused, reason: 'size' }, 0)).toThrow('refusal at bar 5 is explained as size, but it is admit')
    expect(() => check().expectRefusal({ ...refused, quantity: 1 }, 0)).toThrow('refusal quantity at bar 5')
    expect(() => check().expectRefusal(refused, 1)).toThrow('but it is none')
  })

  it('repeats what admit said at the time', () => {
    expect(check().admit(order, 0)).toEqual({ ok: false, refusals: [{ code: 'explain/admit', message: 'not today' }] })
    for (const other of [{ index: 4 }, { price: 91 }, { quantity: 3 }, { side: 'buy' as const }])
      expect(check().admit({ ...order, ...other }, 0).ok).toBe(true)
    expect(check().admit(order, 1)).toEqual({ ok: true, refusals: [] })
  })

  it('adds the fills up and compares with the trade', () => {
    const explained: ExplainedFill = { ...fill, when: 'open', rawPrice: 100, slippage: 0, why: '' }
    const summed = check()
    summed.add(explained, true)
    summed.add({ ...explained, quantity: -4, price: 120 }, false)
    summed.add({ ...explained, quantity: -6, price: 620 / 6, fee: 0 }, false)
    // 1000 paid, 480 + 620 received, fees of 2.
    summed.expectTrade({ isOpen: false, reason: 'signal', profit: 98, cash: 0 })
    expect(() => summed.expectTrade({ isOpen: false, reason: 'signal', profit: 98.1, cash: 0 })).toThrow('profit is explained as 98.1')
    expect(() => summed.expectTrade({ isOpen: false, reason: 'stop', profit: 98, cash: 0 })).toThrow('exit reason')
    expect(() => summed.expectTrade({ isOpen: true, reason: undefined, profit: 98, cash: 0 })).toThrow('explained as open')
    expect(() => check().expectTrade({ isOpen: false, reason: 'signal', profit: 98, cash: 0 })).toThrow('quantity is explained as 0')
  })
})
