import { describe, expect, it } from 'vitest'
import { autocorrelationCycle } from '../../src/indicators/autocorrelation-cycle.ts'
import { goldenA } from '../golden/series.ts'
import { paperHighPass, paperSuperSmoother, worstDistance } from './paper-filters.ts'

/** As printed in Cycle Analytics for Traders, with sums of products and arrays for everything. */
function paper(x: Float64Array, { short, long, average }: { short: number; long: number; average: number }): Float64Array {
  const filtered = paperSuperSmoother(paperHighPass(x, long), short)
  const power = new Float64Array(long + 1)
  const cycles = new Float64Array(x.length).fill(Number.NaN)
  let largest = 0
  for (let i = 2 * long + average - 2; i < x.length; i++) {
    const correlation = new Float64Array(long + 1)
    for (let lag = 3; lag <= long; lag++) {
      let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0]
      for (let k = 0; k < average; k++) {
        const [a, b] = [filtered[i - k], filtered[i - k - lag]]
        sx += a
        sy += b
        sxx += a * a
        syy += b * b
        sxy += a * b
      }
      const spread = (average * sxx - sx * sx) * (average * syy - sy * sy)
      if (spread > 0) correlation[lag] = (average * sxy - sx * sy) / Math.sqrt(spread)
    }
    largest *= 0.995
    for (let period = short; period <= long; period++) {
      let cosine = 0
      let sine = 0
      for (let lag = 3; lag <= long; lag++) {
        cosine += correlation[lag] * Math.cos((2 * Math.PI * lag) / period)
        sine += correlation[lag] * Math.sin((2 * Math.PI * lag) / period)
      }
      const sum = cosine * cosine + sine * sine
      power[period] = 0.2 * sum * sum + 0.8 * power[period]
      if (power[period] > largest) largest = power[period]
    }
    let weighted = 0
    let total = 0
    for (let period = short; period <= long; period++) {
      const share = power[period] / largest
      if (share < 0.5) continue
      weighted += period * share
      total += share
    }
    cycles[i] = total === 0 ? cycles[i - 1] : weighted / total
  }
  return cycles
}

describe('autocorrelationCycle', () => {
  it.each([
    { short: 10, long: 48, average: 3 },
    { short: 6, long: 20, average: 5 },
  ])('agrees with a slow twin for $short to $long bars', params => {
    const close = goldenA().close.subarray(0, 500)
    const first = 2 * params.long + params.average - 2
    const got = autocorrelationCycle(close, params)
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(first)
    expect(worstDistance(got, paper(close, params), first)).toBeLessThan(1e-4)
  })

  it.each([14, 20, 30])('finds a wave of %i bars behind a trend', bars => {
    const wave = Float64Array.from({ length: 400 }, (_, i) => 100 + 0.5 * i + 3 * Math.sin((2 * Math.PI * i) / bars))
    expect(Math.abs(autocorrelationCycle(wave)[399] - bars) / bars).toBeLessThan(0.08)
  })

  it('knows nothing where prices never moved, or in an empty history', () => {
    expect(autocorrelationCycle(new Float64Array(120).fill(0.1))[119]).toBeNaN()
    expect(autocorrelationCycle(new Float64Array(0)).length).toBe(0)
  })

  it('refuses a band without width', () => {
    expect(() => autocorrelationCycle(new Float64Array(9), { short: 10, long: 10 })).toThrow('must be smaller than long')
  })
})
