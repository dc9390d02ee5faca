import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { roughVolatility } from '../../../src/strategies/experimental/rough-volatility.ts'

/** Fractional Gaussian noise by Cholesky's factors of its covariances (Hosking's recursion). */
function fractionalNoise(hurst: number, length: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  const covariance = (k: number) => 0.5 * (Math.abs(k + 1) ** (2 * hurst) - 2 * Math.abs(k) ** (2 * hurst) + Math.abs(k - 1) ** (2 * hurst))
  const out = new Float64Array(length)
  let phi = new Float64Array(length)
  let variance = 1
  out[0] = random.normal()
  for (let n = 1; n < length; n++) {
    const before = phi.slice()
    let reflection = covariance(n)
    for (let j = 1; j < n; j++) reflection -= before[j] * covariance(n - j)
    reflection /= variance
    phi = before.slice()
    phi[n] = reflection
    for (let j = 1; j < n; j++) phi[j] = before[j] - reflection * before[n - j]
    variance *= 1 - reflection ** 2
    let mean = 0
    for (let j = 1; j <= n; j++) mean += phi[j] * out[n - j]
    out[n] = mean + Math.sqrt(variance) * random.normal()
  }
  return out
}

/** Bars whose ranges say exactly which log volatility they have: no move from open to close, no gap. */
function barsOf(logVolatility: Float64Array) {
  const { length } = logVolatility
  // Garman and Klass: ln(high / low)² / 2 = volatility².
  const reach = logVolatility.map(x => Math.exp(Math.SQRT1_2 * Math.exp(x)))
  const even = new Float64Array(length).fill(100)
  return { length, open: even, close: even, high: reach.map(r => 100 * r), low: reach.map(r => 100 / r) }
}

describe('the exponent', () => {
  it.each([0.1, 0.3, 0.5, 0.7])('of a fractional Brownian motion with H %d is found', hurst => {
    const noise = fractionalNoise(hurst, 2001, 5)
    const path = new Float64Array(2001)
    path[0] = -5
    for (let i = 1; i < path.length; i++) path[i] = path[i - 1] + 0.02 * noise[i]
    const found = roughVolatility(barsOf(path), { lookback: 2000 }).hurst[2000]
    expect(Math.abs(found - hurst)).toBeLessThan(0.05)
  })

  it('by hand for a steady growth of log volatility: 1', () => {
    const path = Float64Array.from({ length: 100 }, (_, i) => -6 + 0.01 * i)
    expect(roughVolatility(barsOf(path), { lookback: 50, memory: 20 }).hurst[99]).toBeCloseTo(1, 6)
  })

  it('of noise around a constant is next to 0, as Cont and Das warn', () => {
    const { hurst } = roughVolatility(syntheticBars({ seed: 3, length: 3000 }))
    const known = hurst.slice(252)
    expect(Math.abs(known.reduce((sum, x) => sum + x, 0) / known.length)).toBeLessThan(0.03)
  })
})

describe('the forecast', () => {
  it('of a constant volatility is that volatility', () => {
    const { forecast, hurst } = roughVolatility(barsOf(new Float64Array(300).fill(Math.log(0.02))))
    expect(forecast[299]).toBeCloseTo(0.02, 10)
    expect(hurst[299]).toBe(0)
  })

  it('agrees with plain loops', () => {
    const bars = syntheticBars({ seed: 9, length: 120, kind: 'jumps', jumpsPerYear: 1000 })
    const { open, high, low, close } = bars
    const variance = Array.from(close, (_, i) =>
      i === 0
        ? Number.NaN
        : 0.5 * Math.log(high[i] / low[i]) ** 2 -
          (2 * Math.LN2 - 1) * Math.log(close[i] / open[i]) ** 2 +
          Math.log(open[i] / close[i - 1]) ** 2,
    )
    const { hurst, forecast } = roughVolatility(bars, { lookback: 60, memory: 25, horizon: 3 })
    for (let i = 0; i < bars.length; i++) {
      if (i < 60) {
        expect([hurst[i], forecast[i]]).toEqual([Number.NaN, Number.NaN])
        continue
      }
      // Slopes of log moments over log lags, then through the origin over the orders.
      const lags = [1, 2, 4, 8, 16]
      const orders = [0.5, 1, 1.5, 2, 2.5, 3]
      const slopes = orders.map(q => {
        const points = lags.map(lag => {
          let sum = 0
          for (let k = 0; k < 60 - lag; k++) sum += Math.abs(0.5 * Math.log(variance[i - k] / variance[i - k - lag])) ** q
          return [Math.log(lag), Math.log(sum / (60 - lag))]
        })
        const mx = points.reduce((sum, [x]) => sum + x, 0) / 5
        const my = points.reduce((sum, [, y]) => sum + y, 0) / 5
        return points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
      })
      const expected = slopes.reduce((sum, s, k) => sum + s * orders[k], 0) / orders.reduce((sum, q) => sum + q * q, 0)
      expect(hurst[i]).toBeCloseTo(expected, 8)
      const power = Math.max(0.01, Math.min(expected, 0.49)) + 0.5
      const window = Array.from({ length: 25 }, (_, n) => variance[i - n])
      const weights = window.map((_, n) => 1 / ((n + 0.5 + 3) * (n + 0.5) ** power))
      const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
      const logs = window.map(Math.log)
      const weighted = logs.reduce((sum, x, n) => sum + x * weights[n], 0) / weights.reduce((sum, w) => sum + w, 0)
      expect(forecast[i]).toBeCloseTo(Math.sqrt((mean(window) * Math.exp(weighted)) / Math.exp(mean(logs))), 10)
    }
  })

  it('of rough volatility beats the last value and the plain mean', () => {
    const noise = fractionalNoise(0.12, 3000, 8)
    const path = new Float64Array(3000)
    path[0] = -5
    // Kept near a level, as volatility is.
    for (let i = 1; i < path.length; i++) path[i] = path[i - 1] - 0.01 * (path[i - 1] + 5) + 0.3 * noise[i]
    const { forecast } = roughVolatility(barsOf(path), { horizon: 5 })
    let [model, last, mean] = [0, 0, 0]
    for (let i = 300; i + 5 < path.length; i++) {
      model += (Math.log(forecast[i]) - path[i + 5]) ** 2
      last += (path[i] - path[i + 5]) ** 2
      mean += (path.slice(i - 99, i + 1).reduce((sum, x) => sum + x, 0) / 100 - path[i + 5]) ** 2
    }
    expect(model).toBeLessThan(0.95 * last)
    expect(model).toBeLessThan(mean)
  })
})

it('a market that never moved, then does, keeps finite numbers', () => {
  const path = new Float64Array(400).fill(Number.NEGATIVE_INFINITY)
  path.fill(Math.log(0.01), 200)
  const { hurst, forecast } = roughVolatility(barsOf(path), { lookback: 50, memory: 30 })
  expect(hurst.slice(50).every(Number.isFinite) && forecast.slice(50).every(Number.isFinite)).toBe(true)
  expect(forecast[199]).toBeCloseTo(1e-8, 12)
  expect(forecast[399]).toBeCloseTo(0.01, 10)
})
