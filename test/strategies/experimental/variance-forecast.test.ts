import { describe, expect, it } from 'vitest'
import { varianceForecast } from '../../../src/strategies/experimental/variance-forecast.ts'
import { d1 } from '../../golden/d1.ts'

const { close } = d1()
const squares = Array.from(close, (x, i) => (i === 0 ? Number.NaN : Math.log(x / close[i - 1]) ** 2))
const mean = (from: number, to: number) => squares.slice(from, to).reduce((sum, x) => sum + x, 0) / (to - from)

describe('agrees with plain loops on D1', () => {
  it('rolling', () => {
    const { current, usual, expected } = varianceForecast(close, { period: 10, usualPeriod: 50, exponential: 0, halfLife: 30, horizon: 5 })
    const k = Math.LN2 / 30
    // The mean over the next 5 bars of a distance that shrinks by e^-k a bar, as an integral.
    const share = (1 - Math.exp(-5 * k)) / (5 * k)
    for (let i = 0; i < close.length; i++) {
      if (i < 50) expect([current[i], usual[i], expected[i]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
      else {
        const [v, u] = [mean(i - 9, i + 1), mean(i - 49, i + 1)]
        expect(current[i]).toBeCloseTo(v, 15)
        expect(usual[i]).toBeCloseTo(u, 15)
        expect(expected[i]).toBeCloseTo(u + (v - u) * share, 15)
      }
    }
  })

  it('exponential, from the mean of the first returns', () => {
    const { current } = varianceForecast(close, { period: 9, usualPeriod: 20 })
    let v = mean(1, 10)
    for (let i = 10; i < close.length; i++) {
      v = 0.8 * v + 0.2 * squares[i]
      if (i >= 20) expect(current[i]).toBeCloseTo(v, 15)
    }
  })
})

it('is 0 where prices do not move', () => {
  const { current, usual, expected } = varianceForecast(new Float64Array(30).fill(7), { period: 5, usualPeriod: 10 })
  expect([current[29], usual[29], expected[29]]).toEqual([0, 0, 0])
})

it('refuses a usual period that is shorter than the present one', () => {
  expect(() => varianceForecast(close, { period: 30, usualPeriod: 20 })).toThrow('period is 30')
})
