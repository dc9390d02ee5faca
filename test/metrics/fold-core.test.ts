import { expect, it } from 'vitest'
import { Slot } from '../../src/metrics/equity-scratch.ts'
import { endBlock, foldFlatSums, foldSums } from '../../src/metrics/fold-core.ts'

function start(previous: number, cash = 0, quantity = 1, shift = 0): Float64Array {
  const state = new Float64Array(32)
  state[Slot.previous] = previous
  state[Slot.cash] = cash
  state[Slot.quantity] = quantity
  state[Slot.shift] = shift
  return state
}

it('adds returns of cash plus position, and counts those that are 0', () => {
  const state = start(100, 50, 5, 0.25)
  // Equity 100, 150, 150, 75: returns 0, 0.5, 0, -0.5.
  foldSums(Float64Array.of(10, 20, 20, 5), 0, 4, state)
  expect(state[Slot.block1]).toBe(0.25 - 0.75)
  expect(state[Slot.block2]).toBe(0.0625 + 0.5625)
  expect(state[Slot.flat]).toBe(2)
  expect(state[Slot.previous]).toBe(75)
  endBlock(state)
  expect([state[Slot.sum1], state[Slot.sum2], state[Slot.block1], state[Slot.block2]]).toEqual([-0.5, 0.625, 0, 0])
})

it('a flat stretch has one return, or none', () => {
  for (const cash of [100, 125]) {
    const flat = start(100, 0, 1, 0.125)
    foldFlatSums(cash, 5, flat)
    const bars = start(100, 0, 1, 0.125)
    foldSums(new Float64Array(5).fill(cash), 0, 5, bars)
    expect(flat).toEqual(bars)
  }
})
