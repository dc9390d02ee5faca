import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeframeMs, timeframes } from '../../src/base/timeframe.ts'
import { findOffset, offsetOf, startOfBar } from '../../src/market/offset.ts'
import { stepChanges } from './step-changes.ts'

const HOUR = 3_600_000

describe('startOfBar', () => {
  it.each([
    ['1h', '2024-01-03T14:30:00Z', '2024-01-03T14:00:00Z'],
    ['4h', '2024-01-03T14:30:00Z', '2024-01-03T12:00:00Z'],
    ['1d', '2024-01-03T23:59:59Z', '2024-01-03T00:00:00Z'],
    ['1w', '2024-01-07T23:00:00Z', '2024-01-01T00:00:00Z'],
    ['1w', '2024-01-08T00:00:00Z', '2024-01-08T00:00:00Z'],
    ['1w', '1969-12-31T12:00:00Z', '1969-12-29T00:00:00Z'],
    ['1d', '1969-12-31T12:00:00Z', '1969-12-31T00:00:00Z'],
  ] as const)('of %s, %s', (timeframe, time, start) => {
    expect(new Date(startOfBar(Date.parse(time), timeframe)).toISOString()).toBe(new Date(start).toISOString())
  })

  it('lies at most a bar before', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.constantFrom(...timeframes), (time, timeframe) => {
        const offset = offsetOf(time, timeframe)
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset).toBeLessThan(timeframeMs(timeframe))
        expect(offsetOf(time - offset, timeframe)).toBe(0)
        if (timeframe === '1w') expect(new Date(time - offset).getUTCDay()).toBe(1)
      }),
    )
  })
})

describe('findOffset', () => {
  it('finds what most bars share and lists the others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 0, 0, 600_000), { minLength: 1, maxLength: 50 }), shifts => {
        const time = Float64Array.from(shifts, (shift, i) => i * HOUR + 1_800_000 + shift)
        const odd = shifts.flatMap((shift, i) => (shift === 0 ? [] : [i]))
        fc.pre(odd.length < shifts.length / 2)
        expect(findOffset(time, '1h', stepChanges(time))).toEqual({ ms: 1_800_000, others: odd })
      }),
    )
  })

  it('stays the same across gaps', () => {
    const time = Float64Array.of(0, HOUR, 5 * HOUR, 6 * HOUR, 30 * HOUR)
    expect(findOffset(time, '1h', stepChanges(time))).toEqual({ ms: 0, others: [] })
  })

  it('follows steps that are all odd', () => {
    const time = Float64Array.of(0, 1.5 * HOUR, 3 * HOUR, 4.5 * HOUR, 6 * HOUR)
    expect(findOffset(time, '1h', stepChanges(time))).toEqual({ ms: 0, others: [1, 3] })
  })
})
