import { describe, expect, it } from 'vitest'
import {
  breakEvenTrigger,
  lastHeldBar,
  needsAtr,
  stopDistance,
  stopLevel,
  targetLevel,
  trailingFactor,
  trailingOffset,
  worsePrice,
} from '../../src/engine/exits.ts'

const { NaN: none, POSITIVE_INFINITY: infinity } = Number

describe('levels', () => {
  it('stand on the right side of the entry', () => {
    expect([stopLevel(100, 1, { stopLoss: 0.02 }, none), stopLevel(100, -1, { stopLoss: 0.02 }, none)]).toEqual([98, 102])
    expect([targetLevel(100, 1, { takeProfit: 0.02 }, none), targetLevel(100, -1, { takeProfit: 0.02 }, none)]).toEqual([102, 98])
    expect([trailingFactor(1, { trailingStop: 0.1 }), trailingFactor(-1, { trailingStop: 0.1 })]).toEqual([0.9, 1.1])
    expect([breakEvenTrigger(100, 1, { breakEven: 0.5 }), breakEvenTrigger(100, -1, { breakEven: 0.5 })]).toEqual([150, 50])
  })

  it('in average true ranges, too', () => {
    expect([stopLevel(100, 1, { stopAtr: 1.5 }, 4), stopLevel(100, -1, { stopAtr: 1.5 }, 4)]).toEqual([94, 106])
    expect([targetLevel(100, 1, { targetAtr: 2 }, 4), targetLevel(100, -1, { targetAtr: 2 }, 4)]).toEqual([108, 92])
    // The best price so far, less so many ranges.
    expect(110 * trailingFactor(1, { trailingAtr: 2 }) - trailingOffset(1, { trailingAtr: 2 }, 4)).toBe(102)
    expect(90 * trailingFactor(-1, { trailingAtr: 2 }) - trailingOffset(-1, { trailingAtr: 2 }, 4)).toBe(98)
  })

  it('without a rule are never reached', () => {
    expect([stopLevel(100, 1, {}, none), stopLevel(100, -1, {}, none)]).toEqual([0, infinity])
    expect([targetLevel(100, 1, {}, none), targetLevel(100, -1, {}, none)]).toEqual([infinity, 0])
    expect([trailingFactor(1, {}), trailingFactor(-1, {}), trailingOffset(1, {}, none)]).toEqual([0, infinity, 0])
    expect([breakEvenTrigger(100, 1, {}), breakEvenTrigger(100, -1, {})]).toEqual([infinity, 0])
  })
})

describe('stopDistance', () => {
  it('is that of the nearest stop', () => {
    expect(stopDistance(200, { stopLoss: 0.02 }, none)).toBe(4)
    expect(stopDistance(200, { stopAtr: 3 }, 2)).toBe(6)
    expect(stopDistance(200, { stopLoss: 0.02, trailingAtr: 1 }, 3)).toBe(3)
    expect(stopDistance(200, { stopAtr: 3, trailingStop: 0.01 }, 2)).toBe(2)
  })

  it('is not known without a stop', () => {
    expect(stopDistance(200, { takeProfit: 0.02, breakEven: 0.01 }, 2)).toBeNaN()
  })
})

it('the average true range is needed by the rules that are multiples of it', () => {
  expect([{ stopAtr: 1 }, { targetAtr: 1 }, { trailingAtr: 1 }].map(needsAtr)).toEqual([true, true, true])
  expect(needsAtr({ stopLoss: 0.1, takeProfit: 0.1, trailingStop: 0.1, breakEven: 0.1, atrPeriod: 5, maxBars: 1 })).toBe(false)
})

it('a long position is worse off at the lower of two prices, a short one at the higher', () => {
  expect([worsePrice(98, 99, 1), worsePrice(99, 98, 1), worsePrice(98, 99, -1)]).toEqual([98, 98, 99])
})

it('a position held for three bars from an open lives on its entry bar and two more, from a close on three more', () => {
  expect(lastHeldBar(10, 'open', 3)).toBe(12)
  expect(lastHeldBar(10, 'close', 3)).toBe(13)
  expect(lastHeldBar(10, 'open', undefined)).toBe(infinity)
})
