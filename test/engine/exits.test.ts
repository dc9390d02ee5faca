import { expect, it } from 'vitest'
import { lastHeldBar, stopLevel, targetLevel, trailingFactor } from '../../src/engine/exits.ts'

it('levels stand on the right side of the entry', () => {
  expect(stopLevel(100, 1, 0.02)).toBe(98)
  expect(stopLevel(100, -1, 0.02)).toBe(102)
  expect(targetLevel(100, 1, 0.02)).toBe(102)
  expect(targetLevel(100, -1, 0.02)).toBe(98)
  expect(trailingFactor(1, 0.1)).toBe(0.9)
  expect(trailingFactor(-1, 0.1)).toBe(1.1)
})

it('without a rule no price ever reaches them', () => {
  expect([stopLevel(100, 1, undefined), stopLevel(100, -1, undefined)]).toEqual([0, Number.POSITIVE_INFINITY])
  expect([targetLevel(100, 1, undefined), targetLevel(100, -1, undefined)]).toEqual([Number.POSITIVE_INFINITY, 0])
  expect([trailingFactor(1, undefined), trailingFactor(-1, undefined)]).toEqual([0, Number.POSITIVE_INFINITY])
})

it('a position held for three bars from an open lives on its entry bar and two more, from a close on three more', () => {
  expect(lastHeldBar(10, 'open', 3)).toBe(12)
  expect(lastHeldBar(10, 'close', 3)).toBe(13)
  expect(lastHeldBar(10, 'open', undefined)).toBe(Number.POSITIVE_INFINITY)
})
