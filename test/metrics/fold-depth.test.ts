import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Slot } from '../../src/metrics/equity-scratch.ts'
import { closeWindows, foldDepth, foldDepthByWindows, foldFlatDepth } from '../../src/metrics/fold-depth.ts'

const prices = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 1, max: 30, noNaN: true })), {
  minLength: 1,
  maxLength: 300,
})

function start(high: number, low: number, cash: number, quantity: number): Float64Array {
  const state = new Float64Array(32)
  Object.assign(state, { [Slot.high]: high, [Slot.low]: low, [Slot.cash]: cash, [Slot.quantity]: quantity })
  return state
}

it('windows find what a look at every bar finds, long and short, wherever they are cut', () => {
  fc.assert(
    fc.property(
      prices,
      fc.constantFrom(1, 3, -2),
      fc.array(fc.nat({ max: 300 }), { maxLength: 4 }),
      fc.nat({ max: 120 }),
      (values, quantity, cuts, high) => {
        const close = Float64Array.from(values)
        const windows = closeWindows(close)
        const edges = [0, ...cuts.map(cut => Math.min(cut, close.length)).sort((a, b) => a - b), close.length]
        const slow = start(100 + high, 100, 100, quantity)
        const fast = start(100 + high, 100, 100, quantity)
        for (let k = 1; k < edges.length; k++) {
          foldDepth(close, edges[k - 1], edges[k], slow)
          if (windows !== undefined) foldDepthByWindows(close, windows, edges[k - 1], edges[k], fast)
        }
        expect(fast).toEqual(slow)
      },
    ),
    { numRuns: 500 },
  )
})

it('by hand: the deepest fall is settled by the next high', () => {
  const state = start(10, 10, 0, 1)
  foldDepth(Float64Array.of(10, 8, 9, 12, 9), 0, 5, state)
  expect([state[Slot.high], state[Slot.low], state[Slot.depth]]).toEqual([12, 9, 0.2])
})

it('a flat stretch is one value', () => {
  for (const cash of [7, 9, 15]) {
    const flat = start(10, 8, 0, 1)
    foldFlatDepth(cash, flat)
    const bars = start(10, 8, 0, 1)
    foldDepth(Float64Array.of(cash, cash), 0, 2, bars)
    expect(flat).toEqual(bars)
  }
})

it('a long history has no windows', () => {
  expect(closeWindows(new Float64Array(2 ** 16))).toBeDefined()
  expect(closeWindows(new Float64Array(2 ** 16 + 1))).toBeUndefined()
})
