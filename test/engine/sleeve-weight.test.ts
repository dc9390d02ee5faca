import { expect, it } from 'vitest'
import { SleeveWeight } from '../../src/engine/sleeve-weight.ts'

it('keeps to its schedule, also when bars were left out', () => {
  const weight = new SleeveWeight(0.5, { index: [2, 3, 7], weight: [0.1, 0.2, 0], resize: true })
  expect([weight.value, weight.next]).toEqual([0.5, 2])
  expect(weight.advance(2)).toBe(true)
  expect([weight.value, weight.next]).toEqual([0.1, 3])
  weight.advance(9)
  expect([weight.value, weight.next]).toEqual([0, Number.POSITIVE_INFINITY])
})

it('stays as it is without one', () => {
  for (const later of [undefined, { index: [], weight: [], resize: false }]) {
    const weight = new SleeveWeight(0.5, later)
    expect([weight.value, weight.next, weight.resizes]).toEqual([0.5, Number.POSITIVE_INFINITY, false])
  }
})
