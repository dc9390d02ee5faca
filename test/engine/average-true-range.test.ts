import { describe, expect, it } from 'vitest'
import { averageTrueRange, averageTrueRanges } from '../../src/engine/average-true-range.ts'
import { barsOf, type Row } from './bars-of.ts'

const at = (price: number): Row => [price, price, price, price]
const bars = barsOf(at(100), [108, 111, 107, 110], [105, 107, 99, 99], at(99))

describe('averageTrueRange', () => {
  it('is that of the bar and those before it', () => {
    // Bar 1: 111 over 100. Bar 2: 110 over 99. Wilder: (11 + 11) / 2; bar 3: (11 + 0) / 2.
    const rules = { stopAtr: 1, atrPeriod: 2 }
    expect([0, 1, 2, 3].map(t => averageTrueRange(bars, rules, t))).toEqual([Number.NaN, Number.NaN, 11, 5.5])
  })

  it('is Wilder of 14 bars, unless told otherwise', () => {
    const long = barsOf(...Array.from({ length: 15 }, (): Row => [100, 103, 99, 100]))
    expect(averageTrueRange(long, { trailingAtr: 1 }, 13)).toBeNaN()
    expect(averageTrueRange(long, { trailingAtr: 1 }, 14)).toBe(4)
  })

  it('is not known when no rule needs it', () => {
    expect(averageTrueRange(bars, { stopLoss: 0.1, atrPeriod: 2 }, 3)).toBeNaN()
  })
})

describe('averageTrueRanges', () => {
  const rules = { stopAtr: 1, atrPeriod: 2 }

  it('are those of every bar', () => {
    expect([...(averageTrueRanges(bars, rules, {}) ?? [])]).toEqual([Number.NaN, Number.NaN, 11, 5.5])
    expect(averageTrueRanges(bars, { stopLoss: 0.1 }, {})).toBeUndefined()
  })

  it('are computed once for all runs over the same bars', () => {
    const memory = {}
    const first = averageTrueRanges(bars, rules, memory)
    expect(averageTrueRanges(bars, { targetAtr: 5, atrPeriod: 2 }, memory)).toBe(first)
    expect([...(averageTrueRanges(bars, { ...rules, atrPeriod: 1 }, memory) ?? [])][1]).toBe(11)
    expect(averageTrueRanges({ ...bars }, rules, memory)).not.toBe(first)
  })
})
