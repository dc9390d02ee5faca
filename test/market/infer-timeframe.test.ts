import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeframeMs, timeframes } from '../../src/base/timeframe.ts'
import { inferTimeframe, medianStep, stepText } from '../../src/market/infer-timeframe.ts'
import { stepChanges } from './step-changes.ts'

const infer = (time: Float64Array) => inferTimeframe(time, stepChanges(time), 'a.csv: ')

describe('medianStep', () => {
  it('is the lower median of all steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }), steps => {
        const time = new Float64Array(steps.length + 1)
        for (const [i, step] of steps.entries()) time[i + 1] = time[i] + step
        const sorted = [...steps].sort((a, b) => a - b)
        expect(medianStep(time, stepChanges(time))).toBe(sorted[Math.ceil(steps.length / 2) - 1])
      }),
    )
  })
})

describe('inferTimeframe', () => {
  it.each(timeframes)('finds %s', timeframe => {
    expect(infer(Float64Array.from({ length: 10 }, (_, i) => i * timeframeMs(timeframe)))).toBe(timeframe)
  })

  it('looks through weekends and a little jitter', () => {
    const day = timeframeMs('1d')
    expect(infer(Float64Array.of(0, day, 4 * day, 5 * day, 6 * day, 7 * day, 8 * day, 11 * day))).toBe('1d')
    expect(infer(Float64Array.of(0, 59_500, 119_900, 180_400, 240_000))).toBe('1m')
  })

  it('refuses steps that are no timeframe, and a single bar', () => {
    const month = 30 * timeframeMs('1d')
    const error = (message: RegExp) => expect.objectContaining({ code: 'bars/timeframe', message: expect.stringMatching(message) })
    expect(() => infer(Float64Array.of(0, month, 2 * month))).toThrow(
      error(/^a\.csv: the usual step between bars is 30 days, which is none of 1m/),
    )
    expect(() => infer(Float64Array.of(0, 1000, 2000))).toThrow(error(/is 1 second,/))
    expect(() => infer(Float64Array.of(0))).toThrow(error(/one bar/))
  })
})

describe('stepText', () => {
  it.each([
    [90_000, '1.5 minutes'],
    [5_400_000, '1.5 hours'],
    [86_400_000, '1 day'],
    [0, '0 seconds'],
    [500, '0.5 seconds'],
  ])('says %d ms', (ms, text) => {
    expect(stepText(ms)).toBe(text)
  })
})
