import { describe, expect, it } from 'vitest'
import { ema } from '../../src/indicators/ema.ts'
import { signalLine } from '../../src/indicators/signal-line.ts'

const nan = Number.NaN

describe('signalLine', () => {
  const line = Float64Array.of(nan, 2, nan, 4, 9, nan, 3)

  it('skips holes as if those bars did not exist', () => {
    const signal = signalLine(2)
    const got = [...line].map(value => signal(value))
    const present = ema(Float64Array.of(2, 4, 9, 3), { period: 2 })
    expect(got).toEqual([nan, nan, nan, present[1], present[2], nan, present[3]])
  })

  it('begins with the mean of the first values that are there', () => {
    const signal = signalLine(3)
    expect([nan, 1, nan, 2, 6].map(value => signal(value))).toEqual([nan, nan, nan, nan, 3])
  })
})
