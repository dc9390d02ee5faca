import { describe, expect, it } from 'vitest'
import { afterFill, afterMark, afterOrder, afterTransfer, startOfDay } from '../../src/risk/risk-state.ts'

const at = Date.UTC(2025, 0, 15, 12)
const first = startOfDay(undefined, { at, equity: 1_000 })

describe('the state of limits', () => {
  it('starts a day and keeps what is not of one day', () => {
    const lost = afterFill(afterMark(first, { at, equity: 1_200 }), { at, profit: -5 })
    const next = startOfDay(lost, { at: at + 86_400_000, equity: 900 })
    expect(next).toMatchObject({ peak: 1_200, losses: 1, lastLossAt: at, day: { equity: 900, zone: 'UTC', start: Date.UTC(2025, 0, 16) } })
    expect(startOfDay(next, { at, equity: 1, zone: 'Asia/Tokyo' }).day.zone).toBe('Asia/Tokyo')
  })

  it('starts a day by itself at its midnight, in its zone', () => {
    const berlin = startOfDay(undefined, { at, equity: 1_000, zone: 'Europe/Berlin' })
    const midnight = Date.UTC(2025, 0, 15, 23)
    expect(afterMark(berlin, { at: midnight - 1, equity: 800 }).day.equity).toBe(1_000)
    expect(afterMark(berlin, { at: midnight, equity: 800 }).day).toMatchObject({ equity: 800, start: midnight, zone: 'Europe/Berlin' })
  })

  it('counts losses in a row', () => {
    const profits = [-1, undefined, -2, 0, -3, 4, -5]
    let state = first
    expect(
      profits.map(profit => {
        state = afterFill(state, { at, profit })
        return state.losses
      }),
    ).toEqual([1, 1, 2, 2, 3, 0, 1])
  })

  it('remembers orders of a minute and sizes of twenty', () => {
    let state = first
    for (let k = 1; k <= 50; k++) state = afterOrder(state, { at: at + 2_000 * k, notional: k })
    expect([state.orderTimes.length, state.orderSizes.length, state.usualSize]).toEqual([30, 20, 40.5])
  })

  it('takes transfers for neither profit nor loss', () => {
    expect(afterTransfer(first, -400)).toMatchObject({ peak: 600, day: { equity: 600 } })
  })

  it('is plain data that nobody changes, and survives JSON', () => {
    const state = afterOrder(afterFill(first, { at, profit: -1 }), { at, notional: 5 })
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect([state, state.day, state.orderTimes, state.orderSizes].every(part => Object.isFrozen(part))).toBe(true)
    expect(first.losses).toBe(0)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('takes no %s', number => {
    const wrong = expect.objectContaining({ code: 'risk/state' })
    expect(() => startOfDay(undefined, { at: number, equity: 1 })).toThrow(wrong)
    expect(() => startOfDay(undefined, { at, equity: number })).toThrow(wrong)
    expect(() => afterMark(first, { at: number, equity: 1 })).toThrow(wrong)
    expect(() => afterMark(first, { at, equity: number })).toThrow(wrong)
    expect(() => afterOrder(first, { at, notional: number })).toThrow(wrong)
    expect(() => afterOrder(first, { at: number, notional: 1 })).toThrow(wrong)
    expect(() => afterFill(first, { at, profit: number })).toThrow(wrong)
    expect(() => afterTransfer(first, number)).toThrow(wrong)
    expect(() => startOfDay(undefined, { at, equity: 1, zone: 'Mars' })).toThrow(expect.objectContaining({ code: 'risk/zone' }))
  })
})
